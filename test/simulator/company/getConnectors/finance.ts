import { getConnector } from '../getConnector';
import type { TableReader } from '../store';

function entryLines(reader: TableReader) {
	return reader.all('FiEntries').map((line) => ({
		line,
		entry: line.parentId === undefined ? undefined : reader.byId(line.parentId),
	}));
}

/** GetConnectors about the ledger. */
export const FINANCE_CONNECTORS = [
	getConnector({
		id: 'Profit_Transactions',
		description: 'Financiële mutaties | Financial entries',
		columns: `
			UnitId i entry.UnId Administratie | Administration
			EntryNo i line.EnNo Boekingsnummer | Entry number
			SeqNo i line.SeNo Volgnummer | Sequence number
			Year i entry.Year Jaar | Year
			Period i entry.Peri Periode | Period
			JournalId s6 entry.JoCo Dagboek | Journal
			AccountType s20 line.VaAs Type rekening | Type of account
			AccountNo s16 line.AcNr Rekening | Account
			AmtDebit n2 line.AmDe Debet | Debit
			AmtCredit n2 line.AmCr Credit | Credit
			EntryDate d line.EnDa Boekingsdatum | Entry date
			InvoiceId s20 line.InId Factuurnummer | Invoice number
			VoucherDate d line.BpDa Boekstukdatum | Voucher date
			VoucherNo s50 line.BpNr Boekstuknummer | Voucher number
			VatCode s20 line.VaId Btw-code | VAT code
			Description s255 line.Ds Omschrijving | Description
			Created d line.@created Aanmaakdatum | Created on
			Modified d line.@modified Gewijzigd op | Modified on`,
		joins: entryLines,
	}),
	getConnector({
		id: 'Lindeboom_Verbijzonderingen',
		description: 'Verbijzonderingen van boekingen | Allocations of entries',
		columns: `
			Boeking i line.EnNo Boeking | Entry
			Rekening s16 line.AcNr Rekening | Account
			Kostenplaats s16 allocation.DiC1 Kostenplaats | Cost centre
			Kostendrager s16 allocation.DiC2 Kostendrager | Cost carrier
			Debet n2 allocation.AmDe Debet | Debit
			Credit n2 allocation.AmCr Credit | Credit`,
		joins: (reader) =>
			entryLines(reader).flatMap(({ line, entry }) =>
				reader.children('FiDimEntries', line.id).map((allocation) => ({ line, entry, allocation })),
			),
	}),
	getConnector({
		id: 'Profit_Accounts',
		description: 'Grootboekrekeningen | Ledger accounts',
		columns: `
			Account s16 record.AcNr Rekening | Account
			Description s50 record.Ds Omschrijving | Description
			Type s20 record.AcTp Type | Type
			Blocked b record.Bl Geblokkeerd | Blocked
			AllocationRequired b record.DiRq Verbijzondering verplicht | Allocation mandatory
			ModifiedDate d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnAccount').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Profit_periods_per_administration',
		description: 'Geblokkeerde perioden | Blocked periods',
		columns: `
			Unit i record.UnId Administratie | Administration
			Year i record.Year Jaar | Year
			Period i record.Peri Periode | Period
			DateFrom d record.DaBe Begindatum | Start date
			Blocked b record.Bl Geblokkeerd | Blocked`,
		joins: (reader) => reader.all('KnPeriod').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Profit_Administrations',
		description: 'Administraties | Administrations',
		columns: `
			AdminId i record.UnId Administratie | Administration
			AdminNm s100 record.Ds Naam | Name
			AdminCd s20 record.Cd Code | Code`,
		joins: (reader) => reader.all('KnAdministration').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Lindeboom_Kostenplaatsen',
		description: 'Verbijzonderingscodes | Allocation codes',
		columns: `
			As s1 record.AxId As | Axis
			Code s16 record.VbCo Code | Code
			Omschrijving s50 record.Ds Omschrijving | Description
			Geblokkeerd b record.Bl Geblokkeerd | Blocked
			Gewijzigd_op d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnDimCode').map((record) => ({ record })),
	}),
];
