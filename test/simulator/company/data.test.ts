import type { Company, Row } from '../contract';
import { everything, fixedCompany, rowsWith } from './fixture';
import { isBsn, isIban } from './identifiers';
import { dayNumber } from './wallClock';

type Fixture = { fixedCompany: typeof fixedCompany; everything: typeof everything };

function firstOrder(company: Company): string {
	return String(company.rowsOf('Profit_Salesorders')[0]?.OrderNumber);
}

describe('demo data', () => {
	let company: Company;
	let rows: (connectorId: string) => readonly Row[];

	beforeAll(() => {
		company = fixedCompany();
		rows = (connectorId) => company.rowsOf(connectorId);
	});

	it('is the same for the same seed and clock, and other for another seed', () => {
		// Modules of their own, because data that was made before would be copied.
		jest.isolateModules(() => {
			const again = jest.requireActual<Fixture>('./fixture');
			expect(again.fixedCompany).not.toBe(fixedCompany);
			expect(again.everything(again.fixedCompany())).toBe(everything(company));
		});
		expect(everything(fixedCompany({ seed: 2 }))).not.toBe(everything(company));
	});

	it('gives every company its own copy of the data', () => {
		const before = everything(company);
		const other = fixedCompany();
		other.remove('FbSales', [{ element: 'FbSales', keys: { OrNu: firstOrder(other) } }]);
		expect(everything(other)).not.toBe(before);
		expect(everything(company)).toBe(before);
		expect(everything(fixedCompany())).toBe(before);
	});

	it('has the size of a company', () => {
		expect(rows('Profit_Employees').length).toBeGreaterThan(100);
		expect(rows('Profit_Debtor').length).toBeGreaterThan(280);
		expect(rows('Profit_Salesorders').length).toBeGreaterThan(1_300);
		expect(rows('Profit_SalesorderLines').length).toBeGreaterThan(4_000);
		expect(rows('Profit_Article').length).toBeGreaterThan(120);
		expect(rows('Profit_Subjects').length).toBeGreaterThan(250);
		expect(rows('Profit_Realization').length).toBeGreaterThan(1_500);
	});

	it('gives every row every column and no other', () => {
		for (const { id, columns, blocked } of company.getConnectors) {
			if (blocked === true) continue;
			const ids = columns.map((column) => column.id);
			for (const row of rows(id)) expect(Object.keys(row)).toEqual(ids);
		}
	});

	it('keeps every value as what its column says', () => {
		const fits: Record<string, (value: unknown) => boolean> = {
			string: (value) => typeof value === 'string',
			int: (value) => Number.isInteger(value),
			decimal: (value) => Number.isFinite(value),
			boolean: (value) => typeof value === 'boolean',
			date: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/.test(String(value)),
			blob: (value) => typeof value === 'string',
		};
		for (const { id, columns, blocked } of company.getConnectors) {
			if (blocked === true) continue;
			for (const { id: column, dataType } of columns) {
				const wrong = rows(id).find(
					(row) => row[column] !== null && !fits[dataType]?.(row[column]),
				);
				expect({ id, column, value: wrong?.[column] }).toEqual({ id, column, value: undefined });
			}
		}
	});

	it('has unique test BSNs that pass the eleven-test, and IBANs with right check digits', () => {
		const bsns = rows('Profit_Employees').map((row) => String(row.BSN));
		expect(bsns.every((bsn) => isBsn(bsn) && bsn.startsWith('9999'))).toBe(true);
		expect(new Set(bsns).size).toBe(bsns.length);
		expect(rows('Profit_BankAccounts').every((row) => isIban(String(row.IBAN)))).toBe(true);
	});

	it('has e-mail addresses only in a domain that cannot exist', () => {
		const mails = [
			...rows('Profit_Employees').map((row) => row.Mail),
			...rows('Profit_Debtor').map((row) => row.Email),
			...rows('Profit_Contacts').map((row) => row.MailWork),
		].filter((mail) => mail !== null);
		expect(mails.length).toBeGreaterThan(700);
		expect(mails.filter((mail) => !/^[^@\s]+@[^@\s]+\.example$/.test(String(mail)))).toEqual([]);
		expect(new Set(rows('Profit_Employees').map((row) => row.Mail)).size).toBe(
			rows('Profit_Employees').length,
		);
	});

	it('sums orders over their lines', () => {
		const sums = new Map<unknown, number>();
		for (const line of rows('Profit_SalesorderLines')) {
			const sum = (sums.get(line.OrderNumber) ?? 0) + Math.round(Number(line.AmtTotal) * 100);
			sums.set(line.OrderNumber, sum);
		}
		for (const order of rows('Profit_Salesorders')) {
			expect(sums.get(order.OrderNumber)).toBe(Math.round(Number(order.TotalAmount) * 100));
			const total = Number(order.TotalAmount) + Number(order.VAT);
			expect(Number(order.InvoiceTotal)).toBeCloseTo(total, 2);
		}
	});

	it('balances every journal entry', () => {
		const sums = new Map<unknown, number>();
		for (const line of rows('Profit_Transactions')) {
			const amount = Math.round((Number(line.AmtDebit) - Number(line.AmtCredit)) * 100);
			sums.set(line.EntryNo, (sums.get(line.EntryNo) ?? 0) + amount);
		}
		expect(sums.size).toBeGreaterThan(1_000);
		expect([...sums.values()].filter((sum) => sum !== 0)).toEqual([]);
	});

	it.each([
		['Profit_Salesorders', 'DebtorId', 'Profit_Debtor', 'DebtorId'],
		['Profit_SalesorderLines', 'OrderNumber', 'Profit_Salesorders', 'OrderNumber'],
		['Profit_SalesorderLines', 'ItemCodeId', 'Profit_Article', 'ItemCode'],
		['Profit_Debtor', 'BcCo', 'Profit_OrgPer', 'BcCo'],
		['Profit_Contacts', 'OrgNumber', 'Profit_OrgPer', 'BcCo'],
		['Profit_Contacts', 'PerNumber', 'Profit_OrgPer', 'BcCo'],
		['Profit_Employees', 'PersonId', 'Profit_OrgPer', 'BcCo'],
		['Profit_Employees', 'FunctionId', 'Profit_Functions', 'FunctionId'],
		['Profit_Employees', 'OrgUnit', 'Profit_OrganizationChart', 'Unitd'],
		['Profit_Leaves', 'EmployeeId', 'Profit_Employees', 'EmployeeId'],
		['Profit_Illness', 'EmployeeId', 'Profit_Employees', 'EmployeeId'],
		['Profit_Realization', 'ProjectId', 'Profit_Projects', 'ProjectId'],
		['Profit_Realization', 'EmployeeId', 'Profit_Employees', 'EmployeeId'],
		['Profit_Projects', 'DebtorId', 'Profit_Debtor', 'DebtorId'],
		['Profit_Subject_Attachments', 'subject_id', 'Profit_Subjects', 'SubjectId'],
		['Profit_Stock_per_Warehouse', 'Item_code', 'Profit_Article', 'ItemCode'],
		['Profit_Users', 'PersonId', 'Profit_OrgPer', 'BcCo'],
	])('resolves %s.%s in %s.%s', (from, column, to, key) => {
		const known = new Set(rows(to).map((row) => row[key]));
		const values = rows(from).map((row) => row[column]);
		expect(values.length).toBeGreaterThan(0);
		expect(values.filter((value) => value !== null && !known.has(value as string))).toEqual([]);
	});

	it('runs over the last two years up to yesterday', () => {
		const days = rows('Profit_Salesorders')
			.map((row) => String(row.OrderDate).slice(0, 10))
			.sort();
		expect(days[0]?.slice(0, 7)).toBe('2022-06');
		expect(days.at(-1)).toBe('2024-06-07');
	});

	it('has changes with fractions of a second, none after the clock or before the creation', () => {
		for (const id of ['Profit_Debtor', 'Profit_Article', 'Profit_Salesorders', 'Profit_OrgPer']) {
			const moments = rows(id).map((row) => String(row.ModifiedDate));
			expect(moments.filter((moment) => !moment.endsWith('.000')).length).toBeGreaterThan(
				moments.length * 0.9,
			);
			expect(moments.filter((moment) => moment > '2024-06-10')).toEqual([]);
			expect(rows(id).filter((row) => String(row.ModifiedDate) < String(row.CreateDate))).toEqual(
				[],
			);
		}
	});

	it('gives leave in minutes', () => {
		for (const row of rows('Profit_Leaves')) {
			const days = dayNumber(String(row.EndDate)) - dayNumber(String(row.StartDate)) + 1;
			expect(Number(row.Hours)).toBeGreaterThan(0);
			expect(Number(row.Hours)).toBeLessThanOrEqual(days * 480);
		}
	});

	it('has attachments with the content their names promise', () => {
		for (const row of rows('Profit_Subject_Attachments')) {
			const file = company.attachment(String(row.subject_id), String(row.file_id));
			const start = file?.content.subarray(0, 5).toString('latin1');
			if (String(row.file_name).endsWith('.pdf')) expect(start).toBe('%PDF-');
			else if (String(row.file_name).endsWith('.png')) expect(start).toBe('\x89PNG\r');
			else expect(file?.mimeType).toBe('text/plain');
		}
	});

	it('does not hand out an attachment under another dossier item', () => {
		const [first, second] = rows('Profit_Subject_Attachments').filter(
			(row, position, all) => row.subject_id !== all[position - 1]?.subject_id,
		);
		expect(company.attachment(String(first?.subject_id), String(second?.file_id))).toBeUndefined();
	});

	it('has images of items, and reports', () => {
		const row = rows('Profit_Article_image').find(({ ImageId }) => ImageId !== null);
		const image = company.image(String(row?.ImageId));
		expect(image?.mimeType).toBe('image/png');
		expect(image?.content.toString('base64')).toBe(row?.Image);
		const report = company.report('5E3B0C6D9A4F41E8B7C2D01F6A8E9B30');
		expect(report?.content.subarray(0, 5).toString()).toBe('%PDF-');
		expect(company.report(String(row?.ImageId))).toBeUndefined();
		expect(company.report('0'.repeat(32))).toBeUndefined();
	});

	it('has files in file fields', () => {
		const row = rows('Lindeboom_Contracten').find((contract) => contract['Bijlage-Id'] !== null);
		const file = company.file(String(row?.['Bijlage-Id']));
		expect(file?.fileName).toBe(row?.Bijlage);
		expect(file?.content.subarray(0, 5).toString()).toBe('%PDF-');
	});

	it('keeps rows until something changes', () => {
		expect(company.rowsOf('Profit_Debtor')).toBe(company.rowsOf('Profit_Debtor'));
	});

	it('adds GetConnectors with live rows of their own', () => {
		const other = fixedCompany();
		const [definition] = other.getConnectors;
		if (definition === undefined) throw new Error('No connector');
		other.addGetConnector({ ...definition, id: 'Groot' }, [{ A: 1 }]);
		other.ownRows('Groot').push({ A: 2 });
		expect(other.rowsOf('Groot')).toEqual([{ A: 1 }, { A: 2 }]);
		expect(other.getConnectors.map(({ id }) => id)).toContain('Groot');
		expect(company.getConnectors.map(({ id }) => id)).not.toContain('Groot');
	});

	it('blocks one connector and does not know another', () => {
		expect(() => rows('Lindeboom_Salarissen')).toThrow('This GetConnector (definition) is blocked');
		expect(() => rows('Bestaat_niet')).toThrow('not supported for this app');
	});

	it('has columns that test what n8n makes of them', () => {
		const importLog = company.getConnectors.find(({ id }) => id === 'Lindeboom_Importlog');
		expect(importLog?.columns.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['error', 'message']),
		);
		const relations = company.getConnectors.find(({ id }) => id === 'Lindeboom_Relaties');
		expect(relations?.columns.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['Btw-nummer', 'A_Toev_Huisnr.', 'Gewijzigd_op_2']),
		);
		expect(rowsWith(company, 'Profit_Employees_basic', 'Blocked', 1).length).toBeGreaterThan(0);
	});
});
