import { getConnector } from '../getConnector';
import type { TableReader } from '../store';

const notesOf = (table: string) => (reader: TableReader) =>
	reader.all(table).map((note) => ({ note }));

/** Columns of a log; a GetConnector on one has what its administrator chose. */
const LOG = `
	Actie s20 note.Action Actie | Action
	Datum_tijd d note.@created Datum/tijd | Date/time`;

/**
 * GetConnectors about what changed and what is gone: changed booking days, deleted records and logs
 * (reference §8.3).
 */
export const CHANGE_CONNECTORS = [
	getConnector({
		id: 'Profit_Fin_ChangedEntrydate',
		description: 'Gewijzigde boekingsdagen mutaties | Changed entry day entries',
		columns: `
			EntryDate d note.Day Datum boeking | Entry date
			Modified d note.@modified Datum gewijzigd | Date changed`,
		joins: notesOf('FiChangedDay'),
	}),
	getConnector({
		id: 'Profit_Rea_ChangedEntryDate',
		description: 'Gewijzigde boekingsdagen nacalculatie | Changed actual costing entry days',
		columns: `
			EntryDate d note.Day Datum boeking | Entry date
			Modified d note.@modified Datum gewijzigd | Date changed`,
		joins: notesOf('PtChangedDay'),
	}),
	getConnector({
		id: 'Lindeboom_Verwijderde_nacalculatie',
		description: 'Verwijderde nacalculatie | Deleted actual costing',
		columns: `
			Regelnummer i note.Id Regelnummer | Line number
			GUID_regel s38 note.Guid GUID regel | GUID of line
			Aangemaakt_op d note.@created Aangemaakt op | Created on`,
		joins: notesOf('PtDeletedRealization'),
	}),
	getConnector({
		id: 'Lindeboom_Verwijderde_verkoopfactuur',
		description: 'Verwijderde verkoopfactuur | Deleted sales invoice',
		columns: `
			Factuurnummer s20 note.OrNu Factuurnummer | Invoice number
			Verkooprelatie s16 note.DbId Verkooprelatie | Sales relation
			Factuur_verwijderd b =deleted Factuur verwijderd | Invoice deleted
			Factuur_geannuleerd b =cancelled Factuur geannuleerd | Invoice cancelled
			Aangemaakt_op d note.@created Aangemaakt op | Created on`,
		joins: notesOf('FbDeletedInvoice'),
		computed: { deleted: () => true, cancelled: () => false },
	}),
	getConnector({
		id: 'Lindeboom_Logboek_verkooprelaties',
		description: 'Wijzigingen verkooprelatiegegevens | Changes of sales relations',
		columns: `Debiteur s16 note.DbId Debiteur | Debtor\n${LOG}`,
		joins: notesOf('KnSalesRelationLog'),
	}),
	getConnector({
		id: 'Lindeboom_Logboek_inkooprelaties',
		description: 'Wijzigingen inkooprelatiegegevens | Changes of purchase relations',
		columns: `Crediteur s16 note.CrId Crediteur | Creditor\n${LOG}`,
		joins: notesOf('KnPurchaseRelationLog'),
	}),
	getConnector({
		id: 'Lindeboom_Logboek_dossier',
		description: 'Wijzigingen dossier | Changes of dossier items',
		columns: `Dossieritem i note.SbId Dossieritem | Dossier item\n${LOG}`,
		joins: notesOf('KnSubjectLog'),
	}),
	getConnector({
		id: 'Lindeboom_Logboek_reacties',
		description: 'Wijzigingen dossierreactie | Changes of reactions',
		columns: `Reactie i note.Id Reactie | Reaction\n${LOG}`,
		joins: notesOf('KnReactionLog'),
	}),
];
