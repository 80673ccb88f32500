import { element, updateConnector } from '../updateConnector';

const ALLOCATION = `
	DiC1 s16 Code as 1 | Code of axis 1
	DiC2 s16 Code as 2 | Code of axis 2
	DiC3 s16 Code as 3 | Code of axis 3
	AmDe n2 Bedrag debet | Debit amount
	AmCr n2 Bedrag credit | Credit amount`;

const ENTRY = `
	VaAs! s20 =accountKind Type rekening | Type of account
	AcNr! s16 Rekening | Account number
	EnDa! d Boekingsdatum | Entry date
	BpDa* d Boekstukdatum | Voucher date
	BpNr s50 Boekstuknummer | Voucher number
	InId s20 Factuurnummer | Invoice number
	EnNo i Boekingsnummer | Entry number
	Ds s255 Omschrijving | Description
	AmDe n2 Bedrag debet | Debit amount
	AmCr n2 Bedrag credit | Credit amount
	VaId s20 =vatCode Btw-code | VAT code
	DaEx d Vervaldatum | Due date
	PaCd s5 >KnPaymentCondition.PaCd Betaalvoorwaarde | Payment condition
	FileName~ s255 Naam bestand | Name of file
	FileStream~ file Bestand | File`;

/** UpdateConnectors for the ledger. */
export const FINANCE_CONNECTORS = [
	updateConnector({
		id: 'FiEntries',
		description: 'Financiële mutatie | Financial entry',
		methods: 'POST DELETE',
		answers: 'UnId EnNo InId',
		element: element(
			'FiEntryPar',
			`
			Year! i Jaar | Year
			Peri! i Periode | Period
			UnId i >KnAdministration.UnId Administratie | Administration
			JoCo! s6 >KnJournal.JoCo Dagboek | Journal
			AdDc~ b Crediteuren toevoegen | Add creditors
			AdDa~ b Debiteuren toevoegen | Add debtors
			PrTp~ i Verwerking | Processing
			AuNu~ b Factuurnummer automatisch | Automatic invoice number`,
			[
				element('FiEntries', ENTRY, [
					element('FiDimEntries', ALLOCATION),
					element(
						'FiPrjEntries',
						'PrId! s15 >PtProject.PrId Project | Project\nAmDe n2 Debet | Debit\nAmCr n2 Credit | Credit',
					),
				]),
			],
		),
	}),
	updateConnector({
		id: 'KnAccount',
		description: 'Grootboekrekening | Ledger account',
		methods: 'POST PUT DELETE',
		element: element(
			'KnAccount',
			`
			AcNr#! s16 Nummer | Account Number
			Ds! s50 Omschrijving | Description
			AcTp s20 =ledgerKind Type | Type
			DiRq b Verbijzondering verplicht | Allocation mandatory
			Bl b Geblokkeerd | Blocked`,
		),
	}),
	updateConnector({
		id: 'KnDimCode',
		description: 'Verbijzonderingscode | Allocation code',
		methods: 'POST PUT DELETE',
		element: element(
			'KnDimCode',
			`
			AxId#! s1 =axis As | Axis
			VbCo#! s16 Code | Code
			Ds! s50 Omschrijving | Description
			Re s20 Opmerking | Remark
			QuYN b Aantallen bijhouden | Track quantities
			Bl b Geblokkeerd | Blocked
			DiG1 s25 Groep 1 | Group 1`,
		),
	}),
];
