import { fillAbsence } from './absence';
import { fillEmployees } from './employees';
import type { Filling } from './filling';
import { fillFoundations } from './foundations';
import { fillItems } from './items';
import { fillJournalEntries } from './journalEntries';
import { fillMaintenanceLog } from './maintenanceLog';
import { fillOrders } from './orders';
import { fillProjects } from './projects';
import { fillRelations } from './relations';
import { fillSubjects } from './subjects';
import { fillUsers } from './users';

/** Fills the store with Lindeboom Techniek B.V., a technical wholesaler in Amersfoort. */
export function fillDemoCompany(filling: Filling): void {
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
}
