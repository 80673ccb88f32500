import { FileCabinet } from '../files/fileCabinet';
import { randomChoices } from '../randomChoices';
import { Store } from '../store';
import { fillAbsence } from './absence';
import { fillChangedDays } from './changedDays';
import { fillEmployees } from './employees';
import type { Filling } from './filling';
import { type ExtraRecords, fillExtraRecords } from './extraRecords';
import { fillFoundations } from './foundations';
import { fillItems } from './items';
import { fillJournalEntries } from './journalEntries';
import { fillMaintenanceLog } from './maintenanceLog';
import { fillOrders } from './orders';
import { fillPayslips } from './payslips';
import { fillProjects } from './projects';
import { fillRelations } from './relations';
import { fillSubjects } from './subjects';
import { fillUsers } from './users';
import { fillWorkflows } from './workflows';

/** The tables and files of a company. */
export interface CompanyData {
	readonly store: Store;
	readonly files: FileCabinet;
}

/** Companies made before; making one takes much longer than copying it. */
const made = new Map<string, CompanyData>();
const MOST_KEPT = 4;

/**
 * The data of Lindeboom Techniek B.V., a technical wholesaler in Amersfoort, up to the day before
 * `today` (`YYYY-MM-DD`). The same seed and day give the same data, each time as a copy.
 */
export function demoCompany(seed: number, today: string, extra: ExtraRecords = {}): CompanyData {
	const key = JSON.stringify([seed, today, extra]);
	const { store, files } = made.get(key) ?? makeCompany(seed, today, extra);
	if (made.size >= MOST_KEPT && !made.has(key)) made.clear();
	made.set(key, { store, files });
	return { store: store.copy(), files: files.copy() };
}

function makeCompany(seed: number, today: string, extra: ExtraRecords): CompanyData {
	const data = { store: new Store(), files: new FileCabinet() };
	const filling = { ...data, random: randomChoices(seed), today };
	fill(filling);
	fillExtraRecords(filling, extra);
	fillChangedDays(filling);
	return data;
}

function fill(filling: Filling): void {
	fillFoundations(filling);
	fillEmployees(filling);
	fillRelations(filling);
	fillItems(filling);
	fillOrders(filling);
	fillAbsence(filling);
	fillSubjects(filling);
	fillProjects(filling);
	fillUsers(filling);
	fillJournalEntries(filling);
	fillMaintenanceLog(filling);
	fillPayslips(filling);
	fillWorkflows(filling);
}
