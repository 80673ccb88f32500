import { NumberedRows, NumberedRowsError } from './numberedRows';

const rows = new NumberedRows({ id: 'Numbered', rows: 2_500, columns: 20 });
const [key, other] = rows.definition.columns;
const byNumber = key && [{ column: key, descending: false }];

function read(part: Partial<Parameters<NumberedRows['write']>[0]>) {
	const written = rows.write({ sort: byNumber ?? [], filter: [], skip: 0, take: 5, ...part }, [
		'{"rows":',
		'}',
	]);
	const { rows: parsed } = JSON.parse(written.body.toString()) as {
		rows: Array<Record<string, unknown>>;
	};
	expect(written.rows).toBe(parsed.length);
	return parsed;
}

const from = (value: string, operator = 2, column = key) =>
	column ? [[{ column, operator, values: [value] }]] : [];

const numbers = (part: Parameters<typeof read>[0]) => read(part).map(({ Nummer }) => Nummer);

test('every row has all columns, in order, with values that differ', () => {
	const all = read({ take: -1 });
	expect(all).toHaveLength(2_500);
	expect(all.every(({ Nummer }, index) => Nummer === index + 1)).toBe(true);
	const ids = rows.definition.columns.map(({ id }) => id);
	expect(all.every((row) => Object.keys(row).join() === ids.join())).toBe(true);
	expect(new Set(all.map(({ Bedrag }) => Bedrag)).size).toBeGreaterThan(900);
});

test.each([
	[{ skip: 0, take: 3 }, [1, 2, 3]],
	[{ skip: 2_498, take: 5 }, [2_499, 2_500]],
	[{ skip: 2_500 }, []],
	[{ skip: 9_999 }, []],
	[{ filter: from('7'), take: 2 }, [7, 8]],
	[{ filter: from('7'), skip: 3, take: 2 }, [10, 11]],
	[{ filter: from('-3'), take: 1 }, [1]],
	[{ filter: from('2500') }, [2_500]],
	[{ filter: from('2501') }, []],
	[{ sort: [], take: 2 }, [1, 2]],
	[{ sort: key && [{ column: key, descending: true }], take: 2 }, [2_500, 2_499]],
	[{ sort: key && [{ column: key, descending: true }], skip: 2_498, take: 5 }, [2, 1]],
	[{ sort: key && [{ column: key, descending: true }], filter: from('2499') }, [2_500, 2_499]],
])('a page of %j', (part, expected) => {
	expect(numbers(part)).toEqual(expected);
});

test.each([
	{ sort: other && [{ column: other, descending: false }] },
	{ filter: from('7', 1) },
	{ filter: from('7', 2, other) },
	{ filter: [...from('7'), ...from('8')] },
])('refuses what it would answer wrongly (%#)', (part) => {
	expect(() => read(part)).toThrow(NumberedRowsError);
});
