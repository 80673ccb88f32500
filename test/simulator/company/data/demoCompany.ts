import { FileCabinet } from '../files/fileCabinet';
import { randomChoices } from '../randomChoices';
import { Store } from '../store';
import { fillAbsence } from './absence';
import { fillEmployees } from './employees';
import type { Filling } from './filling';
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
export function demoCompany(seed: number, today: string): CompanyData {
	const key = `${seed} ${today}`;
	const { store, files } = made.get(key) ?? makeCompany(seed, today);
	if (made.size >= MOST_KEPT && !made.has(key)) made.clear();
	made.set(key, { store, files });
	return { store: store.copy(), files: files.copy() };
}

function makeCompany(seed: number, today: string): CompanyData {
	const data = { store: new Store(), files: new FileCabinet() };
	fill({ ...data, random: randomChoices(seed), today });
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
}
