import type { Translated } from '../contract';
import { translated } from './labels';

/** What a referenced table is called in labels, with the name of the reference in AFAS. */
const REFERENCED: Readonly<Record<string, readonly [name: string, reference: string]>> = {
	KnBasicContact: ['Organisatie/persoon | Organisation/person', 'AfasKnBasicContact'],
	KnPerson: ['Persoon | Person', 'AfasKnPerson'],
	KnOrganisation: ['Organisatie | Organisation', 'AfasKnOrganisation'],
	KnContact: ['Contact | Contact', 'AfasKnContact'],
	KnSalesRelation: ['Verkooprelatie | Sales relation', 'AfasKnSalRelation'],
	KnPurchaseRelation: ['Inkooprelatie | Purchase relation', 'AfasKnPurRelation'],
	AfasEmployee: ['Medewerker | Employee', 'AfasKnEmployee'],
	KnOrgunit: ['Organisatorische eenheid | Organisational unit', 'AfasKnOrgUnit'],
	KnFunction: ['Functie | Job title', 'AfasKnFunction'],
	KnSubjectType: ['Type dossieritem | Dossier item type', 'AfasKnSubjectType'],
	KnSubject: ['Dossieritem | Dossier item', 'AfasKnSubject'],
	FbItemArticle: ['Artikel | Item', 'AfasFbBasicItems'],
	FbItemGroup: ['Artikelgroep | Item group', 'AfasFbArticleGroup'],
	FbUnit: ['Eenheid | Unit', 'AfasFbUnit'],
	FbWarehouse: ['Magazijn | Warehouse', 'AfasFbWarehouse'],
	FbSales: ['Verkooporder | Sales order', 'AfasFbSales'],
	KnPaymentCondition: ['Betaalvoorwaarde | Payment condition', 'AfasKnPayCondition'],
	KnAdministration: ['Administratie | Administration', 'AfasFiUnits'],
	KnAccount: ['Grootboekrekening | Ledger account', 'AfasKnAccount'],
	KnJournal: ['Dagboek | Journal', 'AfasFiJournal'],
	KnDimCode: ['Verbijzonderingscode | Allocation code', 'AfasKnDimCode'],
	KnCountry: ['Land | Country', 'AfasKnCountry'],
	KnEmployer: ['Werkgever | Employer', 'AfasKnEmployer'],
	PtProject: ['Project | Project', 'AfasPtProject'],
	PtProjectGroup: ['Projectgroep | Project group', 'AfasPtProjectGroup'],
	HrIllness: ['Verzuimmelding | Absence entry', 'AfasHrAbsIllness'],
	HrLeaveType: ['Type verlof | Leave type', 'AfasHrAbsenceType'],
	KnCourseEvent: ['Cursusevenement | Course event', 'AfasKnCourseEvent'],
	KnUser: ['Gebruiker | User', 'AfasKnUser'],
};

/** The reference part of a metainfo label, such as ` (verwijzing naar: Medewerker => AfasKnEmployee)`. */
export function referenceSuffix(table: string): Translated {
	const known = REFERENCED[table];
	if (known === undefined) {
		if (table !== '') throw new Error(`No name for references to ${table}`);
		return { nl: '', en: '' };
	}
	const name = translated(known[0]);
	return {
		nl: ` (verwijzing naar: ${name.nl} => ${known[1]})`,
		en: ` (reference to: ${name.en} => ${known[1]})`,
	};
}
