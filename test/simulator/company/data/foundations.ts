import type { Cell } from '../../contract';
import { pdfWith } from '../files/pdf';
import type { Filling } from './filling';
import { addDays, momentOf } from '../wallClock';

/** Organisational units: code, name, upper unit, first cost centre. */
export const DEPARTMENTS = [
	['DIR', 'Directie', '', '100'],
	['VERK', 'Verkoop', 'DIR', '200'],
	['BINN', 'Verkoop binnendienst', 'VERK', '210'],
	['BUIT', 'Verkoop buitendienst', 'VERK', '220'],
	['INK', 'Inkoop', 'DIR', '300'],
	['LOG', 'Logistiek', 'DIR', '400'],
	['MAG', 'Magazijn', 'LOG', '410'],
	['EXP', 'Expeditie', 'LOG', '420'],
	['TECH', 'Technische dienst', 'DIR', '500'],
	['PROJ', 'Projecten', 'TECH', '510'],
	['SERV', 'Service en onderhoud', 'TECH', '520'],
	['FIN', 'Financiën', 'DIR', '600'],
	['HR', 'Personeel en organisatie', 'DIR', '610'],
	['ICT', 'Informatietechnologie', 'DIR', '620'],
	['MKT', 'Marketing', 'VERK', '230'],
] as const;

/** Job titles: code, name, department, share of the staff, monthly salary. */
export const FUNCTIONS = [
	['0001', 'Algemeen directeur', 'DIR', 1, 9800],
	['0002', 'Directiesecretaresse', 'DIR', 1, 3600],
	['0010', 'Hoofd verkoop', 'VERK', 1, 6400],
	['0011', 'Verkoopmedewerker binnendienst', 'BINN', 18, 3100],
	['0012', 'Accountmanager', 'BUIT', 10, 4300],
	['0013', 'Marketingmedewerker', 'MKT', 3, 3300],
	['0020', 'Hoofd inkoop', 'INK', 1, 5600],
	['0021', 'Inkoper', 'INK', 5, 3900],
	['0030', 'Hoofd logistiek', 'LOG', 1, 5400],
	['0031', 'Magazijnmedewerker', 'MAG', 22, 2600],
	['0032', 'Teamleider magazijn', 'MAG', 2, 3400],
	['0033', 'Chauffeur', 'EXP', 9, 2800],
	['0040', 'Hoofd technische dienst', 'TECH', 1, 5900],
	['0041', 'Projectleider', 'PROJ', 5, 4800],
	['0042', 'Monteur', 'SERV', 18, 3200],
	['0043', 'Werkvoorbereider', 'PROJ', 4, 3700],
	['0044', 'Service coördinator', 'SERV', 2, 3300],
	['0050', 'Controller', 'FIN', 1, 5700],
	['0051', 'Financieel administrateur', 'FIN', 5, 3300],
	['0060', 'Hoofd personeel en organisatie', 'HR', 1, 5500],
	['0061', 'Salarisadministrateur', 'HR', 2, 3600],
	['0070', 'Applicatiebeheerder', 'ICT', 3, 4100],
	['0071', 'Systeembeheerder', 'ICT', 2, 3900],
] as const;

/** Dossier item types: id, name, destination kinds allowed. */
const SUBJECT_TYPES: readonly (readonly [number, string, string])[] = [
	[1, 'Notitie', '1 2 3 4 5 11 16 31 35 50'],
	[15, 'Personeelsdocument', '2'],
	[20, 'Klacht', '3 4 16 50'],
	[21, 'Serviceverzoek', '3 4 5 31 50'],
	[25, 'Offerteaanvraag', '3 4 16'],
	[30, 'Contract', '2 3 4 11'],
	[-5, 'E-mail', '1 2 3 4 5 11 16'],
	[-2, 'Loonstrook', '2'],
];

/** Ledger accounts: number, name, kind, whether an allocation code is mandatory. */
const ACCOUNTS: readonly (readonly [string, string, string, boolean])[] = [
	['0110', 'Bedrijfsgebouwen', 'B', false],
	['0130', 'Inventaris', 'B', false],
	['0500', 'Aandelenkapitaal', 'B', false],
	['1000', 'Kas', 'B', false],
	['1100', 'Bank', 'B', false],
	['1300', 'Debiteuren', 'B', false],
	['1520', 'Te vorderen btw', 'B', false],
	['1530', 'Af te dragen btw hoog', 'B', false],
	['1600', 'Crediteuren', 'B', false],
	['3000', 'Voorraad handelsgoederen', 'B', false],
	['4000', 'Lonen en salarissen', 'W', false],
	['4300', 'Kantoorkosten', 'W', false],
	['4400', 'Autokosten', 'W', false],
	['4500', 'Verkoopkosten', 'W', true],
	['4600', 'Huisvestingskosten', 'W', false],
	['7000', 'Inkoopwaarde omzet', 'W', false],
	['8000', 'Omzet handelsgoederen', 'W', false],
	['8074', 'Omzet projecten', 'W', true],
	['8100', 'Omzet service', 'W', false],
];

const JOURNALS: readonly (readonly [string, string])[] = [
	['10', 'Kas'],
	['20', 'Bank'],
	['40', 'Inkoop'],
	['70', 'Verkoop'],
	['73', 'Verkoop projecten'],
	['90', 'Memoriaal'],
];

/** Ids of the reports. */
export const REPORTS = {
	stockList: '5E3B0C6D9A4F41E8B7C2D01F6A8E9B30',
	staffList: 'A1D94C7E2B6F4D0C93E58F7A6B1C2D3E',
	invoice: '7B41F0A2C93D4E5F8A6B1C2D3E4F5061',
} as const;

/** Fills the tables that everything else refers to: organisation, finance, code tables. */
export function fillFoundations(filling: Filling): void {
	const add = adder(filling);
	add('KnEmployer', { CmId: '01', Ds: 'Lindeboom Techniek B.V.', UnId: 1 });
	add('KnAdministration', { UnId: 1, Ds: 'Lindeboom Techniek B.V.', Cd: 'LT' });
	add('KnAdministration', { UnId: 2, Ds: 'Lindeboom Projecten B.V.', Cd: 'LP' });
	for (const [OuId, Ds, BoTo, CrId] of DEPARTMENTS) {
		add('KnOrgunit', { OuId, Ds, BoTo: BoTo || null, CrId, DaBe: momentOf('2015-01-01') });
		add('KnDimCode', { AxId: '1', VbCo: CrId, Ds, Bl: false });
	}
	for (const [FuId, Ds] of FUNCTIONS) add('KnFunction', { FuId, Ds, CmId: '01', Bl: false });
	add('KnDimCode', { AxId: '2', VbCo: 'HANDEL', Ds: 'Handel', Bl: false });
	add('KnDimCode', { AxId: '2', VbCo: 'DIENST', Ds: 'Dienstverlening', Bl: false });
	fillFinance(filling);
	fillTrade(filling);
	fillSubjectTypes(filling);
	fillLeaveTypes(filling);
	fillReports(filling);
}

function fillFinance(filling: Filling): void {
	const add = adder(filling);
	for (const [AcNr, Ds, AcTp, DiRq] of ACCOUNTS)
		add('KnAccount', { AcNr, Ds, AcTp, DiRq, Bl: false });
	for (const [JoCo, Ds] of JOURNALS) add('KnJournal', { UnId: 1, JoCo, Ds, Bl: false });
	const year = Number(filling.today.slice(0, 4));
	for (let Year = year - 3; Year <= year + 1; Year++) {
		for (let Peri = 1; Peri <= 12; Peri++) {
			const first = `${Year}-${String(Peri).padStart(2, '0')}-01`;
			add('KnPeriod', {
				UnId: 1,
				Year,
				Peri,
				DaBe: momentOf(first),
				Bl: first < addDays(filling.today, -400),
			});
		}
	}
}

function fillTrade(filling: Filling): void {
	const add = adder(filling);
	for (const [PaCd, Ds, Days] of [
		['0', 'Contant', 0],
		['14', '14 dagen', 14],
		['30', '30 dagen', 30],
		['60', '60 dagen', 60],
	] as const) {
		add('KnPaymentCondition', { PaCd, Ds, Days });
	}
	for (const [Unit, Ds] of [
		['STK', 'Stuk'],
		['MTR', 'Meter'],
		['DOOS', 'Doos'],
		['UUR', 'Uur'],
		['SET', 'Set'],
	] as const) {
		add('FbUnit', { Unit, Ds });
	}
	add('FbWarehouse', { War: 'AMF', Ds: 'Magazijn Amersfoort' });
	add('FbWarehouse', { War: 'ZWO', Ds: 'Magazijn Zwolle' });
	add('PtProjectGroup', { PrGp: 'INST', Ds: 'Installatieprojecten' });
	add('PtProjectGroup', { PrGp: 'CON', Ds: 'Advies en ontwerp' });
	add('PtProjectGroup', { PrGp: 'INT', Ds: 'Interne projecten' });
	for (const CrId of [333, 334, 335]) {
		add('KnCourseEvent', { CrId, Ds: `Veilig werken met laagspanning ${CrId - 332}` });
	}
}

function fillSubjectTypes(filling: Filling): void {
	for (const [StId, Ds, Destinations] of SUBJECT_TYPES) {
		adder(filling)('KnSubjectType', { StId, Ds, Destinations });
	}
}

function fillLeaveTypes(filling: Filling): void {
	for (const [ViAt, Ds] of [
		['V', 'Vakantie'],
		['ADV', 'Arbeidsduurverkorting'],
		['BV', 'Bijzonder verlof'],
		['OV', 'Ouderschapsverlof'],
	] as const) {
		adder(filling)('HrLeaveType', { ViAt, Ds });
	}
}

function fillReports({ files, today }: Filling): void {
	const footer = `Stand per ${today}`;
	const stock = ['Magazijn Amersfoort', 'Magazijn Zwolle', footer];
	files.keep(REPORTS.stockList, 'Voorraadlijst.pdf', pdfWith('Voorraadlijst', stock));
	const staff = [...DEPARTMENTS.map(([, name]) => name), footer];
	files.keep(REPORTS.staffList, 'Personeelslijst.pdf', pdfWith('Personeelslijst', staff));
	files.keep(
		REPORTS.invoice,
		'Factuur.pdf',
		pdfWith('Factuur', ['Lindeboom Techniek B.V.', footer]),
	);
}

function adder({ store }: Filling): (table: string, values: Record<string, Cell>) => void {
	const created = momentOf('2015-01-02', 510, 12, 347);
	return (table, values) => void store.insert(table, values, created);
}
