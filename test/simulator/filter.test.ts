import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());
afterEach(() => {
	Object.assign(service.simulator.settings, {
		textOperators: 'both',
		filterZone: 'refuse',
		emptyMatchesNegated: false,
		semicolonInFilterJson: 'text',
	});
});

const json = async (filters: unknown) => {
	const text = encodeURIComponent(JSON.stringify(filters));
	const rows = await service.rows(`orderbyfieldids=Nr&filterjson=${text}`);
	return rows.map(({ Nr }) => Nr);
};
const field = (id: string, operator: string, text: string) => ({
	'@FieldId': id,
	'@OperatorType': operator,
	'#text': text,
});

describe('operators', () => {
	test.each([
		['equal', 'Nr', '2', '1', [2]],
		['greater or equal', 'Nr', '4', '2', [4, 5]],
		['less or equal', 'Nr', '2', '3', [1, 2]],
		['greater', 'Nr', '4', '4', [5]],
		['less', 'Nr', '2', '5', [1]],
		['contains', 'Naam', 'jan', '6', [1, 3]],
		['not equal', 'Nr', '1', '7', [2, 3, 4, 5]],
		['empty', 'Naam', '', '8', [4]],
		['not empty', 'Naam', '', '9', [1, 2, 3, 5]],
		['starts with', 'Naam', 'JAN', '10', [1]],
		['does not contain', 'Naam', 'jan', '11', [2, 5]],
		['does not start with', 'Naam', 'jan', '12', [2, 3, 5]],
		['ends with', 'Naam', 'BERG', '13', [5]],
		['does not end with', 'Naam', 'berg', '14', [1, 2, 3]],
		['quick filter', 'Naam', 'piet korting', '15', [3]],
	])('%s', async (_name, id, value, operator, expected) => {
		expect(await service.numbers(id, value, operator)).toEqual(expected);
	});

	test.each(['""', '[is leeg]', 'null', 'whatever', ''])(
		'8 and 9 ignore the value %j',
		async (value) => {
			expect(await service.numbers('Einddatum', value, '8')).toEqual([1, 3, 5]);
			expect(await service.numbers('Einddatum', value, '9')).toEqual([2, 4]);
		},
	);

	test('empty text is empty', async () => {
		expect(await service.numbers('Code', '', '8')).toEqual([5]);
		expect(await service.numbers('Code', '', '1')).toEqual([5]);
	});

	test('empty values pass nothing else, except in a mode', async () => {
		expect(await service.numbers('Naam', 'Jansen', '7')).toEqual([2, 3, 5]);
		service.simulator.settings.emptyMatchesNegated = true;
		expect(await service.numbers('Naam', 'Jansen', '7')).toEqual([2, 3, 4, 5]);
		expect(await service.numbers('Naam', 'jan', '11')).toEqual([2, 4, 5]);
		expect(await service.numbers('Naam', 'Jansen', '1')).toEqual([1]);
	});

	test('text compares without case and trailing spaces, with accents', async () => {
		expect(await service.numbers('Code', 'a', '1')).toEqual([3, 4]);
		expect(await service.numbers('Naam', 'JANSEN  ', '1')).toEqual([1]);
		expect(await service.numbers('Naam', 'Jánsen', '1')).toEqual([]);
		expect(await service.numbers('Code', '1005', '1')).toEqual([]);
	});

	test('no operatortypes is equal', async () => {
		expect(await service.numbers('Nr;Nr', '1;3')).toEqual([1, 3]);
	});
});

describe('values', () => {
	test.each(['true', 'TRUE', '1'])('boolean %s', async (value) => {
		expect(await service.numbers('Geblokkeerd', value, '1')).toEqual([2, 5]);
	});

	test.each(['false', '0'])('boolean %s', async (value) => {
		expect(await service.numbers('Geblokkeerd', value, '1')).toEqual([1, 3, 4]);
	});

	test('decimals have a point', async () => {
		expect(await service.numbers('Bedrag', '-0.5', '1')).toEqual([2]);
		expect(await service.numbers('Bedrag', '3', '2')).toEqual([1, 4, 5]);
	});

	test('moments compare with the fraction that rows do not show', async () => {
		expect(await service.numbers('Gewijzigd_op', '2024-02-14T16:03:11', '1')).toEqual([]);
		// Row 2 shows 16:03:12, and a watermark of that moment misses it.
		expect(await service.numbers('Gewijzigd_op', '2024-02-14T16:03:12', '2')).toEqual([3, 4]);
		expect(await service.numbers('Gewijzigd_op', '2024-02-14T16:03:11', '2')).toEqual([1, 2, 3, 4]);
		expect(await service.numbers('Gewijzigd_op', '2024-02-14T16:03:11.5', '1')).toEqual([2]);
	});

	test('a moment stored without a fraction is one on the whole second', async () => {
		const rows = service.company.ownRows('Tiny_People');
		rows.push({ ...rows[0], Nr: 6, Gewijzigd_op: '2024-02-14T16:03:11' });
		const equal = await service.numbers('Gewijzigd_op', '2024-02-14T16:03:11', '1');
		rows.pop();
		expect(equal).toEqual([6]);
	});

	test('a day is its midnight', async () => {
		expect(await service.numbers('Einddatum', '2024-03-22', '1')).toEqual([4]);
		expect(await service.numbers('Gewijzigd_op', '2024-02-15', '5')).toEqual([1, 2, 3]);
	});

	test.each(['2024-02-14T16:03:11Z', '2024-02-14T16:03:11+01:00'])(
		'%s has a zone: refused, or taken without it in a mode',
		async (value) => {
			await expect(service.numbers('Gewijzigd_op', value, '2')).rejects.toThrow('onverwachte fout');
			service.simulator.settings.filterZone = 'ignore';
			expect(await service.numbers('Gewijzigd_op', value, '2')).toEqual([1, 2, 3, 4]);
		},
	);

	test.each([
		['Nr', 'een'],
		['Nr', ''],
		['Bedrag', '1e3'],
		['Geblokkeerd', 'ja'],
		['Gewijzigd_op', 'gisteren'],
		['Gewijzigd_op', '2024-13-01'],
	])('%s cannot be %j', async (id, value) => {
		await expect(service.numbers(id, value, '1')).rejects.toThrow('onverwachte fout');
	});
});

describe('text operators', () => {
	test.each([
		['both', '10', 'jan', [1]],
		['both', '10', 'jan%', [1]],
		['both', '13', '%berg', [5]],
		['both', '13', 'jan', []],
		['both', '10', 'sen', []],
		['both', '6', '%jan%', [1, 3]],
		['both', '6', 'a%e', [1, 3, 5]],
		['both', '11', '%jan%', [2, 5]],
		['percent', '10', 'jan', []],
		['percent', '10', 'jan%', [1]],
		['percent', '10', 'jansen', [1]],
		['percent', '6', 'jan', []],
		['percent', '6', '%jan%', [1, 3]],
		['percent', '13', '%berg', [5]],
		['percent', '11', 'jan', [1, 2, 3, 5]],
		['percent', '12', 'jan%', [2, 3, 5]],
		['percent', '14', '%berg', [1, 2, 3]],
		['bare', '10', 'jan', [1]],
		['bare', '10', 'jan%', []],
		['bare', '6', '50%', [3]],
		['bare', '6', '%jan%', []],
		['bare', '13', 'berg', [5]],
		['bare', '13', 'jan', []],
		['bare', '10', 'sen', []],
		['bare', '14', '%berg', [1, 2, 3, 5]],
		['like', '6', '%j_nsen%', [1, 3]],
		['like', '6', 'j_nse', []],
		['like', '6', '%[xj]ansen%', [1, 3]],
		['like', '6', '%[^j]ansen%', []],
		['like', '6', '%[a-j]ansen%', [1, 3]],
		['like', '6', '%[z-a]%', []],
		['like', '6', '%[%', []],
		['likeBoth', '10', 'j_n', [1]],
		['likeBoth', '11', 'j_n', [2, 5]],
		['percentRefused', '10', 'jan', [1]],
	] as const)('%s: operator %s with %s', async (mode, operator, value, expected) => {
		service.simulator.settings.textOperators = mode;
		expect(await service.numbers('Naam', value, operator)).toEqual(expected);
	});

	test('a percent sign may be refused', async () => {
		service.simulator.settings.textOperators = 'percentRefused';
		await expect(service.numbers('Naam', 'jan%', '10')).rejects.toThrow('onverwachte fout');
	});

	test('characters of patterns mean themselves', async () => {
		expect(await service.numbers('Naam', 'J.nsen', '6')).toEqual([]);
		expect(await service.numbers('Naam', '(', '6')).toEqual([]);
	});
});

describe('grouping', () => {
	test('a comma is AND and binds inside a group, a semicolon is OR', async () => {
		expect(
			await service.numbers('Einddatum,Geblokkeerd;Naam', '2024-12-31,true;[is leeg]', '3,1;8'),
		).toEqual([2, 4]);
		expect(await service.numbers('Nr,Nr', '2,4', '2,3')).toEqual([2, 3, 4]);
	});

	test.each([
		['Nr', '1,2', '1'],
		['Nr,Naam', '1', '1,1'],
		['Nr;Naam', '1,x', '1;1'],
		['Nr', '1', '1,1'],
		['Nr,Nr', '1,2', '1'],
		['', '1', '1'],
		['Nr', '1', '16'],
		['Nr', '1', 'x'],
	])('%j with %j and %j is an unexpected error', async (fields, values, operators) => {
		await expect(service.numbers(fields, values, operators)).rejects.toThrow('500');
	});

	test('no encoding saves a comma or a semicolon in a value', async () => {
		const read = (value: string) =>
			service.rows(`filterfieldids=Naam&filtervalues=${value}&operatortypes=1`);
		await expect(read('jansen%2C%20Piet')).rejects.toThrow('onverwachte fout');
		await expect(read('korting%3B%20jansen')).rejects.toThrow('onverwachte fout');
	});

	test('lists that are empty filter nothing', async () => {
		const rows = await service.rows('filterfieldids=&filtervalues=&operatortypes=');
		expect(rows).toHaveLength(5);
	});
});

describe('filterjson', () => {
	test('joins fields with AND and filters with OR', async () => {
		const Filter = [
			{ '@FilterId': 'Filter 1', Field: [field('Nr', '2', '2'), field('Nr', '3', '3')] },
			{ '@FilterId': 'Filter 2', Field: [field('Naam', '1', 'Van den Berg')] },
		];
		expect(await json({ Filters: { Filter } })).toEqual([2, 3, 5]);
	});

	test('takes a value with a comma and a semicolon', async () => {
		const Field = [field('Naam', '1', '50% korting; jansen, Piet')];
		expect(await json({ Filters: { Filter: [{ Field }] } })).toEqual([3]);
	});

	test('takes a semicolon as OR in a mode', async () => {
		service.simulator.settings.semicolonInFilterJson = 'or';
		const Field = [field('Naam', '1', 'Jansen;de Vries')];
		expect(await json({ Filters: { Filter: [{ Field }] } })).toEqual([1, 2]);
	});

	test('takes an object for a list of one', async () => {
		expect(await json({ Filters: { Filter: { Field: field('Nr', '1', '4') } } })).toEqual([4]);
	});

	test('wins from the lists', async () => {
		const text = encodeURIComponent(
			JSON.stringify({ Filters: { Filter: { Field: field('Nr', '1', '4') } } }),
		);
		const rows = await service.rows(`filterjson=${text}&filterfieldids=Nr&filtervalues=1`);
		expect(rows.map(({ Nr }) => Nr)).toEqual([4]);
	});

	test.each([
		'{',
		'[]',
		'{"Filters":{}}',
		'{"Filters":{"Filter":[]}}',
		'{"Filters":{"Filter":[{}]}}',
		'{"Filters":{"Filter":[{"Field":[{}]}]}}',
	])('%s is an unexpected error', async (text) => {
		const { status, json: body } = await service.get(
			`/connectors/Tiny_People?filterjson=${encodeURIComponent(text)}`,
		);
		expect([status, body.errorNumber]).toEqual([500, -2147180999]);
	});

	test('knows no other columns than the lists do', async () => {
		await expect(json({ Filters: { Filter: { Field: field('U001', '1', '4') } } })).rejects.toThrow(
			"Connector-veld 'U001' niet gevonden",
		);
	});
});
