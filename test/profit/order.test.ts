import type { Column } from '../../nodes/Afas/profit/metainfo/metainfo';
import { anchorFilter, anchorOn } from '../../nodes/Afas/profit/rows/anchor';
import { fullOrder, isSortable } from '../../nodes/Afas/profit/rows/order';
import { automaticPageSize } from '../../nodes/Afas/profit/rows/rows';

const column = (id: string, dataType: string, more: Partial<Column> = {}): Column => ({
	id,
	label: id,
	dataType,
	length: 0,
	decimals: 0,
	controlType: 1,
	...more,
});

const columns = [
	column('Naam', 'string'),
	column('OrderNumber', 'string', { controlType: 5 }),
	column('SeqNo', 'int', { controlType: 5 }),
	column('Bedrag', 'decimal', { decimals: 2 }),
	column('Gewijzigd_op', 'date'),
	column('Memo', 'blob'),
	column('A_Toev_Huisnr.', 'int', { controlType: 5 }),
	column('Geblokkeerd', 'boolean'),
];

const fields = (sort: ReadonlyArray<{ field: string }>) => sort.map(({ field }) => field);

describe('the order of a read', () => {
	it('is chosen from the columns that look like keys', () => {
		expect(
			fields(fullOrder(columns, [], []))
				.slice(0, 2)
				.sort(),
		).toEqual(['OrderNumber', 'SeqNo']);
	});

	it('puts such columns behind the order that the user wants', () => {
		const order = fullOrder(columns, [{ field: 'Gewijzigd_op', direction: 'desc' }], []);
		expect(order[0]).toEqual({ field: 'Gewijzigd_op', direction: 'desc' });
		expect(fields(order)).toEqual(expect.arrayContaining(['SeqNo', 'OrderNumber']));
		expect(new Set(fields(order)).size).toBe(order.length);
	});

	it('takes the key fields of the user instead, each once', () => {
		const order = fullOrder(columns, [{ field: 'Naam', direction: 'asc' }], ['SeqNo', 'Naam']);
		expect(fields(order)).toEqual(['Naam', 'SeqNo']);
	});

	it('leaves out memos and ids that break a sort', () => {
		expect(columns.filter((entry) => !isSortable(entry)).map(({ id }) => id)).toEqual([
			'Memo',
			'A_Toev_Huisnr.',
		]);
	});
});

describe('an anchor', () => {
	const choose = (field: string, direction: 'asc' | 'desc', first: unknown) =>
		anchorOn({ field, direction }, columns)?.(first);

	it.each([
		['SeqNo', 'asc', 12, '12', true],
		['SeqNo', 'desc', -3, '-3', true],
		['Bedrag', 'asc', 10.5, '10.49', false],
		['Bedrag', 'desc', 0.1, '0.11', false],
		['Gewijzigd_op', 'asc', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59', false],
		['Gewijzigd_op', 'desc', '2026-01-31T23:59:59Z', '2026-02-01T00:00:00', false],
		['Naam', 'asc', 'Öberg', 'Öberg', false],
	] as const)('on %s %s behind %j is %s', (field, direction, first, value, exact) => {
		expect(choose(field, direction, first)).toMatchObject({
			anchor: { field, direction, value },
			exact,
		});
	});

	it.each([
		['SeqNo', null],
		['SeqNo', 1.5],
		['Bedrag', null],
		['Gewijzigd_op', '09:00:00'],
		['Naam', ''],
		['Naam', 'a;b'],
		['Naam', 'x'.repeat(101)],
	])('on %s behind %j does not exist', (field, first) => {
		expect(choose(field, 'asc', first)).toBeUndefined();
	});

	it.each(['Memo', 'Geblokkeerd', 'A_Toev_Huisnr.', 'Missing'])(
		'on the column %s does not exist',
		(field) => {
			expect(anchorOn({ field, direction: 'asc' }, columns)).toBeUndefined();
		},
	);

	it('covers rows that AFAS may count in', () => {
		const covers = (field: string, first: unknown, value: unknown) =>
			choose(field, 'asc', first)?.covers(value);
		expect(covers('SeqNo', 12, 12)).toBe(true);
		expect(covers('SeqNo', 12, 11)).toBe(false);
		expect(covers('Naam', 'Öberg', 'OBERG ')).toBe(true);
		expect(covers('Naam', 'Öberg', 'Olsen')).toBe(false);
		expect(covers('Gewijzigd_op', '2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z')).toBe(true);
		expect(covers('Gewijzigd_op', '2026-01-01T00:00:02Z', '2026-01-01T00:00:00Z')).toBe(false);
		expect(covers('Bedrag', 10.5, 10.49)).toBe(true);
		expect(covers('Bedrag', 10.5, 10.48)).toBe(false);
	});

	it('counts empty values in where they come last', () => {
		expect(anchorFilter({ field: 'A', direction: 'asc', value: '1' })).toEqual([
			[{ field: 'A', operator: 'greaterThanOrEqual', value: '1' }],
		]);
		expect(anchorFilter({ field: 'A', direction: 'desc', value: '1' })).toHaveLength(2);
	});
});

describe('an automatic page', () => {
	it.each([
		[20, 7500],
		[100, 1500],
		[5000, 100],
		[1, 50_000],
		[0, 50_000],
	])('for %d columns has %d rows', (count, rows) => {
		expect(automaticPageSize(count)).toBe(rows);
	});
});
