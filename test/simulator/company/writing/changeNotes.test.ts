import type { Company, Row } from '../../contract';
import { fixedCompany, FIXED_NOW, keysIn, post, put, refusalOf, rowsWith } from '../fixture';

const FINANCE_DAYS = 'Profit_Fin_ChangedEntrydate';
const HOURS_DAYS = 'Profit_Rea_ChangedEntryDate';
const moment = (day: string) => `${day}T00:00:00.000`;

/** Days that were changed at the moment of the test. */
function changedNow(company: Company, connector: string): unknown[] {
	const rows = rowsWith(company, connector, 'Modified', FIXED_NOW);
	return rows.map(({ EntryDate }) => String(EntryDate).slice(0, 10)).sort();
}

function book(company: Company, EnDa: string): string {
	const line = (AcNr: string, AmDe: string, AmCr: string) => ({
		Fields: { VaAs: '1', AcNr, EnDa, BpDa: EnDa, AmDe, AmCr },
	});
	const Objects = { FiEntries: { Element: [line('4300', '5', '0'), line('1100', '0', '5')] } };
	const Fields = { Year: EnDa.slice(0, 4), Peri: Number(EnDa.slice(5, 7)), UnId: '1', JoCo: '90' };
	const body = { FiEntryPar: { Element: { Fields, Objects } } };
	return keysIn(post(company, 'FiEntries', body), 'FiEntryPar').EnNo ?? '';
}

function deleteEntry(company: Company, EnNo: string): void {
	company.remove('FiEntries', [
		{ element: 'FiEntryPar', keys: { UnId: '1', JoCo: '90' } },
		{ element: 'FiEntries', keys: { EnNo } },
	]);
}

function addHours(company: Company, DaTi: string): string {
	const Fields = { DaTi, VaIt: '1', ItCd: '300', EmId: '1001', PrId: '910004', Qu: 2 };
	return (
		keysIn(
			post(company, 'PtRealization', { PtRealization: { Element: { Fields } } }),
			'PtRealization',
		).Id ?? ''
	);
}

describe('changed booking days', () => {
	it('has every day that has entries, with its last change', () => {
		const company = fixedCompany();
		const last = new Map<unknown, string>();
		for (const { EntryDate, Modified } of company.rowsOf('Profit_Transactions')) {
			const moment = String(Modified);
			if (moment > (last.get(EntryDate) ?? '')) last.set(EntryDate, moment);
		}
		const days = company.rowsOf(FINANCE_DAYS);
		expect(days.length).toBeGreaterThan(100);
		expect(new Map(days.map((row) => [row.EntryDate, row.Modified]))).toEqual(last);
		expect(changedNow(company, FINANCE_DAYS)).toEqual([]);
	});

	it('follows entries that are booked and deleted', () => {
		const company = fixedCompany();
		const number = book(company, '2024-03-05');
		expect(changedNow(company, FINANCE_DAYS)).toEqual(['2024-03-05']);
		const later = fixedCompany({ now: () => new Date('2024-06-10T13:30:15.250Z') });
		deleteEntry(later, book(later, '2024-03-06'));
		const rows = rowsWith(later, FINANCE_DAYS, 'EntryDate', moment('2024-03-06'));
		expect(rows.map(({ Modified }) => Modified)).toEqual(['2024-06-10T15:30:15.250']);
		deleteEntry(company, number);
		expect(rowsWith(company, 'Profit_Transactions', 'EntryNo', Number(number))).toEqual([]);
		expect(changedNow(company, FINANCE_DAYS)).toEqual(['2024-03-05']);
	});

	it('keeps a row for every change when Profit does', () => {
		const company = fixedCompany({ modes: { changedDays: 'everyChange' } });
		book(company, '2024-03-05');
		expect(changedNow(company, FINANCE_DAYS).length).toBeGreaterThan(1);
	});

	it('notes both days of hours that move', () => {
		const company = fixedCompany();
		const Id = addHours(company, '2024-06-03');
		const element = { Element: { Fields: { Id, DaTi: '2024-05-30' } } };
		put(company, 'PtRealization', { PtRealization: element });
		expect(changedNow(company, HOURS_DAYS)).toEqual(['2024-05-30', '2024-06-03']);
	});

	it('notes nothing of what was refused', () => {
		const company = fixedCompany();
		refusalOf(() => book(company, '2022-08-05'));
		expect(changedNow(company, FINANCE_DAYS)).toEqual([]);
	});
});

describe('deleted records', () => {
	it('keeps number, GUID and moment of deleted hours', () => {
		const company = fixedCompany();
		const Id = addHours(company, '2024-06-03');
		company.remove('PtRealization', [{ element: 'PtRealization', keys: { Id } }]);
		const [row, ...others] = company.rowsOf('Lindeboom_Verwijderde_nacalculatie');
		expect(others).toEqual([]);
		expect(row).toMatchObject({ Regelnummer: Number(Id), Aangemaakt_op: FIXED_NOW });
		expect(String(row?.GUID_regel)).toMatch(/^\{[0-9A-F-]{36}\}$/);
	});

	it('keeps number and sales relation of a deleted invoice', () => {
		const company = fixedCompany();
		const Objects = {
			FbDirectInvoiceLines: { Element: { Fields: { VaIt: '2', ItCd: '1006', QuUn: 1 } } },
		};
		const body = { FbDirectInvoice: { Element: { Fields: { DbId: '10001' }, Objects } } };
		const { OrNu = '' } = keysIn(post(company, 'FbDirectInvoice', body), 'FbDirectInvoice');
		company.remove('FbDirectInvoice', [{ element: 'FbDirectInvoice', keys: { OrNu } }]);
		expect(company.rowsOf('Lindeboom_Verwijderde_verkoopfactuur')).toEqual([
			{
				Factuurnummer: OrNu,
				Verkooprelatie: '10001',
				Factuur_verwijderd: true,
				Factuur_geannuleerd: false,
				Aangemaakt_op: FIXED_NOW,
			},
		]);
	});

	it('logs what is added, changed and deleted, each call once', () => {
		let clock = Date.parse('2024-06-10T12:00:00Z');
		const company = fixedCompany({ now: () => new Date((clock += 1_000)) });
		const log = (): Row[] => [...company.rowsOf('Lindeboom_Logboek_verkooprelaties')];
		const element = (DbId: string, Krli: number) => ({
			KnSalesRelationOrg: { Element: { '@DbId': DbId, Fields: { Krli } } },
		});
		put(company, 'KnSalesRelationOrg', element('10001', 1));
		put(company, 'KnSalesRelationOrg', element('10001', 2));
		const level = { element: 'KnSalesRelationOrg', keys: { DbId: '10001' } };
		expect(refusalOf(() => company.remove('KnSalesRelationOrg', [level])).message.en).toContain(
			'Method DELETE is not supported',
		);
		expect(company.remove('KnSalesRelationOrg', [level], 'user')).toBe(true);
		expect(log().map(({ Debiteur, Actie }) => [Debiteur, Actie])).toEqual([
			['10001', 'Wijzigen'],
			['10001', 'Wijzigen'],
			['10001', 'Verwijderen'],
		]);
		expect(rowsWith(company, 'Profit_Debtor', 'DebtorId', '10001')).toEqual([]);
	});
});

describe('large amounts', () => {
	it('are added beside the demo data, with days that follow them', () => {
		const plain = fixedCompany();
		const large = fixedCompany({ extra: { debtors: 50, journalEntries: 100 } });
		const more = (connector: string) =>
			large.rowsOf(connector).length - plain.rowsOf(connector).length;
		expect(more('Lindeboom_Debiteuren')).toBe(50);
		expect(more('Profit_Transactions')).toBe(200);
		const days = new Set(large.rowsOf('Profit_Transactions').map(({ EntryDate }) => EntryDate));
		expect(new Set(large.rowsOf(FINANCE_DAYS).map(({ EntryDate }) => EntryDate))).toEqual(days);
	});
});
