import type { Company } from '../../contract';
import {
	fixedCompany,
	FIXED_NOW,
	keysIn,
	post,
	put,
	refusalOf,
	rowsWith,
	rowWith,
} from '../fixture';

function openDebtor(company: Company): unknown {
	return rowsWith(company, 'Profit_Debtor', 'Blocked', false)[0]?.DebtorId;
}

function order(company: Company, lines: unknown, fields: object = {}) {
	return {
		FbSales: {
			Element: {
				Fields: { DbId: openDebtor(company), RfCs: 'PO-1', ...fields },
				Objects: [{ FbSalesLines: { Element: lines } }],
			},
		},
	};
}

const LINE = { Fields: { VaIt: '2', ItCd: '1010', QuUn: '2', Upri: '10.50' } };

describe('sales orders', () => {
	it('adds an order with lines and lot numbers', () => {
		const company = fixedCompany();
		const lot = {
			FbOrderBatchLines: {
				Element: [
					{ '@BaNu': 'P-1', Fields: { QuUn: 1 } },
					{ '@BaNu': 'P-2', Fields: { QuUn: 1 } },
				],
			},
		};
		const costs = {
			Fields: {
				VaIt: '6',
				ItCd: 'D012',
				Ds: 'Transport',
				BiUn: '*****',
				QuUn: '1',
				Upri: '30',
				VaRc: '1',
			},
		};
		const { OrNu } = keysIn(
			post(company, 'FbSales', order(company, [{ ...LINE, Objects: lot }, costs])),
			'FbSales',
		);
		expect(rowWith(company, 'Profit_Salesorders', 'OrderNumber', OrNu)).toMatchObject({
			OrderDate: '2024-06-10T00:00:00.000',
			TotalAmount: 51,
			VAT: 10.71,
			InvoiceTotal: 61.71,
			Status: 'O',
			ModifiedDate: FIXED_NOW,
		});
		const lines = rowsWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu);
		expect(lines.map((line) => line.SeqNo)).toEqual([1, 2]);
		expect(lines[0]).toMatchObject({ BatchNumbers: 'P-1, P-2', UnitId: 'MTR', AmtTotal: 21 });
		expect(rowsWith(company, 'Lindeboom_Partijen', 'Ordernummer', OrNu)).toHaveLength(2);
	});

	it('takes price, unit and description from the item', () => {
		const company = fixedCompany();
		const item = rowWith(company, 'Profit_Article', 'ItemCode', '1012');
		const line = { Fields: { VaIt: '2', ItCd: '1012', QuUn: 3 } };
		const { OrNu } = keysIn(post(company, 'FbSales', order(company, line)), 'FbSales');
		expect(rowWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu)).toMatchObject({
			Description: item.Description,
			UnitId: item.UnitId,
			PricePerUnit: item.SalesPrice,
		});
	});

	it('numbers on from the last order, and keeps a number that is given', () => {
		const company = fixedCompany();
		const last = Math.max(
			...company.rowsOf('Profit_Salesorders').map((row) => Number(row.OrderNumber)),
		);
		const first = keysIn(
			post(company, 'FbSales', order(company, LINE, { OrNu: String(last + 1) })),
			'FbSales',
		);
		expect(first.OrNu).toBe(String(last + 1));
		expect(keysIn(post(company, 'FbSales', order(company, LINE)), 'FbSales').OrNu).toBe(
			String(last + 2),
		);
		expect(
			refusalOf(() => post(company, 'FbSales', order(company, LINE, { OrNu: String(last + 1) })))
				.message.nl,
		).toBe("De ingevulde waarde bij 'Nummer' bestaat al.");
	});

	it.each([
		[
			'a debtor that is not there',
			LINE,
			{ DbId: '77777' },
			"De ingevulde waarde bij 'Verkooprelatie' bestaat niet.",
		],
		['no debtor', LINE, { DbId: '' }, "Vul een waarde in bij 'Verkooprelatie'."],
		[
			'an item that is not there',
			{ Fields: { VaIt: '2', ItCd: 'X9' } },
			{},
			"De ingevulde waarde bij 'Itemcode' bestaat niet.",
		],
		['no type of item', { Fields: { ItCd: '1010' } }, {}, "Vul een waarde in bij 'Type item'."],
		[
			'a unit that is not there',
			{ Fields: { VaIt: '2', ItCd: '1010', BiUn: 'PAAR' } },
			{},
			"De ingevulde waarde bij 'Eenheid' bestaat niet.",
		],
		[
			'a quantity of 0',
			{ Fields: { VaIt: '2', ItCd: '1010', QuUn: 0 } },
			{},
			"De waarde bij 'Aantal eenheden' mag niet 0 zijn.",
		],
		[
			'a warehouse that is not there',
			LINE,
			{ War: 'MARS' },
			"De ingevulde waarde bij 'Magazijn' bestaat niet.",
		],
	])('refuses %s', (_name, line, fields, message) => {
		const company = fixedCompany();
		expect(refusalOf(() => post(company, 'FbSales', order(company, line, fields))).message.nl).toBe(
			message,
		);
	});

	it('refuses an order for a blocked debtor', () => {
		const company = fixedCompany();
		const blocked = rowsWith(company, 'Profit_Debtor', 'Blocked', true)[0]?.DebtorId;
		expect(
			refusalOf(() => post(company, 'FbSales', order(company, LINE, { DbId: blocked }))).message.nl,
		).toContain('geblokkeerd');
	});

	it('updates, inserts and deletes lines by row action', () => {
		const company = fixedCompany();
		const { OrNu } = keysIn(post(company, 'FbSales', order(company, [LINE, LINE])), 'FbSales');
		const [first, second] = rowsWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu);
		const Element = [
			{ '@Action': 'delete', '@GuLi': first?.LineGuid },
			{ '@Action': 'update', '@GuLi': second?.LineGuid, Fields: { QuUn: 9 } },
			{ '@Action': 'insert', Fields: { VaIt: '2', ItCd: '1011', QuUn: 1 } },
		];
		put(company, 'FbSales', {
			FbSales: { Element: { '@OrNu': OrNu, Objects: { FbSalesLines: { Element } } } },
		});
		const lines = rowsWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu);
		expect(lines.map((line) => [line.SeqNo, line.ItemCodeId, line.PiecePerUnit])).toEqual([
			[2, '1010', 9],
			[3, '1011', 1],
		]);
	});

	it('adds a line later through the sub-object', () => {
		const company = fixedCompany();
		const { OrNu } = keysIn(post(company, 'FbSales', order(company, LINE)), 'FbSales');
		const later = (number: string | undefined, subObject: string) =>
			company.write({
				method: 'POST',
				connectorId: 'FbSales',
				subObject,
				body: {
					FbSales: { Element: { '@OrNu': number, Objects: { FbSalesLines: { Element: LINE } } } },
				},
			});
		expect(keysIn(later(OrNu, 'FbSalesLines'), 'FbSales')).toEqual({ OrNu });
		expect(rowsWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu)).toHaveLength(2);
		expect(refusalOf(() => later('1', 'FbSalesLines')).message.nl).toContain(
			"'Nummer' bestaat niet",
		);
		expect(refusalOf(() => later(OrNu, 'FbNiets')).errorNumber).toBe(-2147180999);
	});

	it('deletes a line and an order by path', () => {
		const company = fixedCompany();
		const { OrNu = '' } = keysIn(post(company, 'FbSales', order(company, [LINE, LINE])), 'FbSales');
		const lines = () => rowsWith(company, 'Profit_SalesorderLines', 'OrderNumber', OrNu);
		const root = { element: 'FbSales', keys: { OrNu } };
		const GuLi = String(lines()[0]?.LineGuid);
		expect(company.remove('FbSales', [root, { element: 'FbSalesLines', keys: { GuLi } }])).toBe(
			true,
		);
		expect(lines()).toHaveLength(1);
		expect(company.remove('FbSales', [root])).toBe(true);
		expect(lines()).toEqual([]);
		expect(refusalOf(() => company.remove('FbSales', [root])).errorNumber).toBe(-2147220469);
		const lenient = fixedCompany({ modes: { deleteMissing: 'notFound' } });
		expect(lenient.remove('FbSales', [{ element: 'FbSales', keys: { OrNu: '1' } }])).toBe(false);
	});

	it('refuses a path with another element or half a key', () => {
		const company = fixedCompany();
		expect(
			refusalOf(() =>
				company.remove('KnOrgUnit', [{ element: 'KnOrgUnit', keys: { OuId: 'MKT' } }]),
			).errorNumber,
		).toBe(-2147180999);
		expect(
			refusalOf(() => company.remove('KnDimCode', [{ element: 'KnDimCode', keys: { AxId: '1' } }]))
				.message.nl,
		).toContain('niet volledig');
	});

	it('keeps an item that is on orders, and deletes one that is not', () => {
		const company = fixedCompany();
		const used = String(company.rowsOf('Profit_SalesorderLines')[0]?.ItemCodeId);
		const path = (ItCd: string) => [{ element: 'FbItemArticle', keys: { ItCd } }];
		expect(refusalOf(() => company.remove('FbItemArticle', path(used))).message.nl).toContain(
			'in gebruik',
		);
		const Element = { Fields: { AuId: true, Ds_1043: 'Nieuw artikel', Grp: 'KAB', BiUn: 'STK' } };
		const { ItCd = '' } = keysIn(
			post(company, 'FbItemArticle', { FbItemArticle: { Element } }),
			'FbItemArticle',
		);
		expect(rowWith(company, 'Profit_Article', 'ItemCode', ItCd).Description).toBe('Nieuw artikel');
		expect(company.remove('FbItemArticle', path(ItCd))).toBe(true);
	});

	it('shows a direct invoice with five levels', () => {
		const company = fixedCompany();
		const location = {
			FbOrderLocationLines: { Element: { '@LoCd': 'A-01', Fields: { QuUn: 1 } } },
		};
		const batch = {
			FbOrderBatchLines: { Element: { '@BaNu': 'P-7', Fields: { QuUn: 1 }, Objects: location } },
		};
		const part = {
			AfasFbOrderCompLines: {
				Element: { Fields: { VaIt: '2', ItCd: '1011', QuUn: 1 }, Objects: batch },
			},
		};
		const Element = {
			Fields: { DbId: openDebtor(company) },
			Objects: { FbDirectInvoiceLines: { Element: { ...LINE, Objects: part } } },
		};
		const { OrNu } = keysIn(
			post(company, 'FbDirectInvoice', { FbDirectInvoice: { Element } }),
			'FbDirectInvoice',
		);
		expect(rowWith(company, 'Profit_DirectInvoices', 'OrderNumber', OrNu)).toMatchObject({
			Lines: 1,
			TotalAmount: 21,
		});
	});
});
