import type { Company, Row } from '../contract';
import { fixedCompany, post, refusalOf } from './fixture';

let company: Company;

beforeEach(() => {
	company = fixedCompany();
});

const columnsOf = (id: string) =>
	company.getConnectors.find((one) => one.id === id)?.columns.map((column) => column.id);

const order = (fields: object) => ({
	FbSales: {
		Element: {
			Fields: { DbId: String(firstDebtor().DebtorId), ...fields },
			Objects: {
				FbSalesLines: { Element: { Fields: { VaIt: '2', ItCd: '1001', QuUn: 1 } } },
			},
		},
	},
});

const firstDebtor = (): Row => company.rowsOf('Profit_Debtor')[0] ?? {};

describe('after an update of Profit', () => {
	it('GetConnectors have other columns, or are gone', () => {
		const before = columnsOf('Profit_Debtor') ?? [];
		company.modes.update = 'after';
		const after = columnsOf('Profit_Debtor') ?? [];
		expect(before.filter((id) => !after.includes(id))).toEqual(['DebtorName', 'VatDuty']);
		expect(after.filter((id) => !before.includes(id))).toEqual(['Name', 'PeppolId']);
		expect(columnsOf('Profit_Illness')).toBeUndefined();
		expect(() => company.rowsOf('Profit_Illness')).toThrow();
	});

	it('rows have the new names, with the same data, and there is a way back', () => {
		const { DebtorName, DebtorId } = firstDebtor();
		company.modes.update = 'after';
		expect(firstDebtor()).toMatchObject({ Name: DebtorName, DebtorId });
		company.modes.update = 'before';
		expect(firstDebtor()).toMatchObject({ DebtorName, DebtorId });
	});

	it('UpdateConnectors refuse what is gone and ask for what is mandatory', () => {
		post(company, 'FbSales', order({ TrPt: '1' }));
		company.modes.update = 'after';
		expect(
			refusalOf(() => post(company, 'FbSales', order({ RfCs: 'A', TrPt: '1' }))).message.en,
		).toBe("An unexpected error has occurred. Field 'TrPt' is unknown at 'FbSales'.");
		expect(refusalOf(() => post(company, 'FbSales', order({}))).message.en).toContain(
			'Order number/reference',
		);
		post(company, 'FbSales', order({ RfCs: 'A' }));
		expect(company.updateConnectors.map(({ id }) => id)).not.toContain('KnEmployeeGuid');
	});
});
