import type { OperatorName } from '../../nodes/Afas/profit/filter/operators';
import { type Random, seededRandom } from '../seededRandom';
import type { Row } from '../simulator/contract';
import { TEXT_OPERATORS, type TextOperators } from '../simulator/settings';
import type { RunOptions } from './engine';
import { PollingEngine } from './pollingEngine';
import { reading, type Simulated, startSimulated, testConnector, testRow } from './simulated';

let simulated: Simulated;

beforeAll(async () => (simulated = await startSimulated()));
afterAll(async () => await simulated.simulator.close());

let connectors = 0;

/** A GetConnector of its own, as what a `%` means is remembered for each. */
function connectorWith(names: ReadonlyArray<string | null>): string {
	const id = `Test_Teksten_${(connectors += 1)}`;
	const rows = names.map((Naam, index): Row => ({ ...testRow(index + 1), Naam }));
	simulated.simulator.company.addGetConnector(testConnector(id), rows);
	return id;
}

/** Sets how AFAS reads texts, and starts a new record of requests. */
function withMode(textOperators: TextOperators, emptyMatchesNegated = false): void {
	Object.assign(simulated.simulator.settings, { textOperators, emptyMatchesNegated });
	simulated.simulator.clearRequests();
}

const pages = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

/** Requests that ask what a `%` is: a text that is there, and a pattern that isn't. */
const probes = () => pages().filter(({ query }) => query.operatortypes === '6,11');

type Condition = { field: string; operator: OperatorName; value: string };

const one = (operator: OperatorName, value: string, field = 'Naam'): Condition => ({
	field,
	operator,
	value,
});

const built = (...groups: Condition[][]) => ({
	filterType: 'builder',
	filters: { group: groups.map((condition) => ({ conditions: { condition } })) },
});

async function read(connector: string, more: object, run: Partial<RunOptions> = {}) {
	const sort = { field: [{ field: 'Nummer', direction: 'asc' }] };
	const result = await simulated.engine.run({ ...reading(connector, { sort, ...more }), ...run });
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return {
		numbers: result.items.map(({ json }) => json.Nummer as number),
		names: result.items.map(({ json }) => json.Naam as string | null),
		hints: result.hints.join('\n'),
	};
}

const NAMES = [
	'korting tot 50%',
	'50 stuks',
	'150% wol',
	'a_b',
	'axb',
	'a[b]c',
	'abc',
	null,
	'Jansen',
];

describe.each(TEXT_OPERATORS)('texts where AFAS reads them as %s', (mode) => {
	beforeEach(() => withMode(mode));

	it.each([
		['contains', '50%', ['korting tot 50%', '150% wol']],
		['startsWith', '50%', []],
		['startsWith', '150%', ['150% wol']],
		['endsWith', '50%', ['korting tot 50%']],
		['contains', 'A_B', ['a_b']],
		['contains', 'a[b]c', ['a[b]c']],
		['contains', 'jan', ['Jansen']],
		['contains', '%', ['korting tot 50%', '150% wol']],
		['notContains', '%', ['50 stuks', 'a_b', 'axb', 'a[b]c', 'abc', 'Jansen']],
		['notContains', 'a_b', NAMES.filter((name) => name !== 'a_b' && name !== null)],
		['notStartsWith', '15_', NAMES.filter((name) => name !== null)],
		['notEndsWith', '50%', NAMES.filter((name) => name !== null && !name.endsWith('50%'))],
		['notContains', 'jan', NAMES.filter((name) => name !== null && name !== 'Jansen')],
		['contains', 'nothing', []],
	] as const)('are found to the letter: %s %s', async (operator, value, expected) => {
		const connector = connectorWith(NAMES);
		if (mode === 'percentRefused' && value.includes('%')) {
			await expect(read(connector, built([one(operator, value)]))).rejects.toThrow('onverwachte');
			return;
		}
		expect((await read(connector, built([one(operator, value)]))).names).toEqual(expected);
		// Once it is known what a '%' means.
		expect((await read(connector, built([one(operator, value)]))).names).toEqual(expected);
	});

	it('are counted by the limit as they match, however much has to be read', async () => {
		const connector = connectorWith(
			Array.from({ length: 2_500 }, (_, index) => (index % 100 === 0 ? `${index}: a_b` : 'axb')),
		);
		const found = await read(connector, {
			...built([one('contains', 'a_b')]),
			returnAll: false,
			limit: 20,
			options: { pageSize: 400 },
		});
		expect(found.numbers).toEqual(Array.from({ length: 20 }, (_, index) => index * 100 + 1));
	});
});

describe('a text with a percent sign', () => {
	beforeEach(() => withMode('both'));

	it('has a hint when rows were left out', async () => {
		const { hints } = await read(connectorWith(NAMES), built([one('contains', '150%')]));
		expect(hints).not.toContain('left out');
		const found = await read(connectorWith(NAMES), built([one('startsWith', '5%s')]));
		expect(found.names).toEqual([]);
		expect(found.hints).toContain(
			"1 row that is not what the filter on 'Naam' asks for was left out",
		);
	});

	it('costs no request more, and those without one neither, once a row was found', async () => {
		const connector = connectorWith(NAMES);
		for (const text of ['50%', 'jan', 'nothing']) {
			await read(connector, built([one('contains', text)]));
		}
		expect(probes()).toEqual([]);
	});

	it('leaves what it means unknown while nothing is found, which is asked each time', async () => {
		const connector = connectorWith(NAMES);
		await read(connector, built([one('contains', 'nothing')]));
		expect(probes()).toHaveLength(1);
	});

	it('is asked with the wildcard kept to where it belongs', async () => {
		await read(connectorWith(NAMES), built([one('startsWith', '50%')]));
		expect(pages()[0]?.query).toMatchObject({ filtervalues: '50%%', operatortypes: '10' });
	});

	it('is looked for in an OR of groups too', async () => {
		const { numbers, hints } = await read(
			connectorWith(NAMES),
			built([one('contains', '0%')], [one('equals', '2', 'Nummer')], [one('contains', 'a_b')]),
		);
		expect(numbers).toEqual([1, 2, 3, 4]);
		expect(hints).not.toContain('too many');
	});

	it('is said to bring too many rows where only AFAS can tell', async () => {
		const { names, hints } = await read(
			connectorWith(['5 appels', '5%a', 'Jansen']),
			built([one('startsWith', '5%a')], [one('quickFilter', 'appels')]),
		);
		expect(names).toEqual(['5 appels', '5%a']);
		expect(hints).toContain('1 row may be too many');
	});

	it('is counted in an export, also over files', async () => {
		const connector = connectorWith(
			Array.from({ length: 900 }, (_, index) => (index % 3 === 0 ? '5%' : '5 stuks')),
		);
		const options = { output: 'file', rowsPerFile: 100, pageSize: 70 };
		const result = await simulated.engine.run(
			reading(connector, { ...built([one('contains', '5%')]), options }),
		);
		expect(result.items.map(({ json }) => json.rows)).toEqual([100, 100, 100]);
	});

	it('is a wildcard in a node of version 1, which says so', async () => {
		const connector = connectorWith(NAMES);
		const old = { typeVersion: 1 };
		const found = await read(connector, built([one('contains', '50%')]), old);
		expect(found.names).toEqual(['50 stuks', 'korting tot 50%', '150% wol'].sort(byPlace));
		expect(found.hints).toContain("The '%' in the value for 'Naam' is a wildcard");
		const filterJson = '[[{"field":"Naam","operator":"startsWith","value":"a%c"}]]';
		const json = await read(connector, { filterType: 'json', filterJson }, old);
		expect(json.names).toEqual(['a[b]c', 'abc']);
		// It never was one in any version that anybody documented.
		const underscore = await read(connector, built([one('contains', 'a_b')]), old);
		expect(underscore.names).toEqual(['a_b']);
	});

	it("is a wildcard in AFAS's own filter, in every version", async () => {
		const connector = connectorWith(NAMES);
		const filterJson = (text: string) =>
			`{"Filters":{"Filter":[{"Field":[{"@FieldId":"Naam","@OperatorType":"10","#text":"${text}"}]}]}}`;
		for (const typeVersion of [1, 1.1]) {
			const run = { typeVersion };
			const found = await read(
				connector,
				{ filterType: 'json', filterJson: filterJson('a%c') },
				run,
			);
			expect(found.names).toEqual(['a[b]c', 'abc']);
			expect(found.hints).not.toContain('wildcard');
			const plain = await read(
				connector,
				{ filterType: 'json', filterJson: filterJson('ab') },
				run,
			);
			expect(plain.names).toEqual(['abc']);
		}
	});
});

function byPlace(a: string, b: string): number {
	return NAMES.indexOf(a) - NAMES.indexOf(b);
}

describe('where AFAS takes no wildcards', () => {
	it('the meaning of a percent sign is asked once, and said in a hint', async () => {
		withMode('bare');
		const connector = connectorWith(NAMES);
		const first = await read(connector, built([one('contains', 'jan')]));
		expect(first.names).toEqual(['Jansen']);
		expect(first.hints).toContain("AFAS takes no '%' as a wildcard");
		expect(probes()).toHaveLength(1);
		simulated.simulator.clearRequests();
		const second = await read(connector, built([one('contains', 'bakker')]));
		expect(second.names).toEqual([]);
		expect(pages().map(({ query }) => query.filtervalues)).toEqual(['bakker']);
	});

	it('a refusal of something else stays what it is', async () => {
		withMode('both');
		const connector = connectorWith(NAMES);
		simulated.simulator.faults.inject({ kind: 'blocked', match: { path: connector }, times: 2 });
		await expect(read(connector, built([one('contains', 'jan')]))).rejects.toThrow('geblokkeerd');
		simulated.simulator.faults.clear();
	});

	it('rows that a denial should have kept away are left out, and the limit still counts', async () => {
		withMode('bare');
		const connector = connectorWith(
			Array.from({ length: 300 }, (_, index) => (index < 150 ? 'Jansen' : 'Bakker')),
		);
		const { numbers } = await read(connector, {
			...built([one('notContains', 'jan')]),
			returnAll: false,
			limit: 100,
		});
		expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => 151 + index));
	});
});

describe('a trigger with a filter on text', () => {
	it.each(TEXT_OPERATORS)('delivers what matches to the letter (%s)', async (mode) => {
		withMode(mode);
		const connector = connectorWith(['a_b', 'axb', 'a_b', 'abc']);
		const trigger = await PollingEngine.create(simulated.simulator, {
			getConnector: { __rl: true, mode: 'id', value: connector },
			detection: 'modifiedField',
			modifiedFields: ['Gewijzigd_op'],
			keyFields: ['Nummer'],
			...built([one('contains', 'a_b')]),
		});
		await trigger.activate();
		const rows = simulated.simulator.company.ownRows(connector);
		rows.push({ ...testRow(5), Naam: 'xa_bx', Gewijzigd_op: '2026-03-01T10:00:00.000' });
		rows.push({ ...testRow(6), Naam: 'xaxbx', Gewijzigd_op: '2026-03-01T10:00:01.000' });
		expect((await trigger.poll())?.map(({ json }) => json.Nummer)).toEqual([5]);
		expect((await trigger.test())[0]?.json.Nummer).toBe(5);
	});
});

const ALPHABET = ['a', 'b', 'B', '5', '0', '%', '_', '[', ']', '^', '-', ' '];
const TEXT_NAMES = [
	'contains',
	'notContains',
	'startsWith',
	'notStartsWith',
	'endsWith',
	'notEndsWith',
] as const;

const pick = <T>(random: Random, list: readonly T[]): T =>
	list[Math.floor(random() * list.length)] as T;

/** Nobody can look for a `%` where AFAS refuses it. */
function randomText(random: Random, most: number): string {
	const length = 1 + Math.floor(random() * most);
	const isRefused = simulated.simulator.settings.textOperators === 'percentRefused';
	const characters = isRefused ? ALPHABET.filter((character) => character !== '%') : ALPHABET;
	return Array.from({ length }, () => pick(random, characters)).join('');
}

function randomCondition(random: Random): Condition {
	const chance = random();
	if (chance < 0.75) return one(pick(random, TEXT_NAMES), randomText(random, 2));
	if (chance < 0.9) {
		const operator = pick(random, ['lessThan', 'greaterThanOrEqual', 'equals'] as const);
		return one(operator, String(1 + Math.floor(random() * 60)), 'Nummer');
	}
	return one(pick(random, ['isEmpty', 'isNotEmpty'] as const), '');
}

/** What a condition means to its writer; who has no name passes a denial when AFAS says so. */
function holds({ field, operator, value }: Condition, row: Row, emptyMatchesNegated: boolean) {
	const cell = row[field] ?? null;
	const number = Number(cell) - Number(value);
	if (operator === 'isEmpty') return cell === null;
	if (operator === 'isNotEmpty') return cell !== null;
	if (operator === 'lessThan') return number < 0;
	if (operator === 'greaterThanOrEqual') return number >= 0;
	if (operator === 'equals') return number === 0;
	if (cell === null) return operator.startsWith('not') && emptyMatchesNegated;
	const [text, sought] = [String(cell).toLowerCase(), value.toLowerCase()];
	const found = /contains/i.test(operator)
		? text.includes(sought)
		: /starts/i.test(operator)
			? text.startsWith(sought)
			: text.endsWith(sought);
	return found !== operator.startsWith('not');
}

describe('random filters', () => {
	it.each(Array.from({ length: 200 }, (_, seed) => seed))(
		'find what they mean (seed %d)',
		async (seed) => {
			const random = seededRandom(seed);
			const emptyMatchesNegated = random() < 0.5;
			withMode(pick(random, TEXT_OPERATORS), emptyMatchesNegated);
			// Whether spaces alone are empty, only AFAS can tell.
			const name = () => (random() < 0.1 ? null : randomText(random, 4) + pick(random, ['a', '_']));
			const names = Array.from({ length: 60 }, name);
			const connector = connectorWith(names);
			const rows = simulated.simulator.company.rowsOf(connector);
			for (let round = 0; round < 2; round += 1) {
				const groups = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
					Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomCondition(random)),
				);
				const limit = random() < 0.4 ? 1 + Math.floor(random() * 20) : undefined;
				const found = await read(connector, {
					...built(...groups),
					...(limit !== undefined && { returnAll: false, limit }),
					options: { pageSize: 5 + Math.floor(random() * 60) },
				});
				const wanted = rows.filter((row) =>
					groups.some((group) => group.every((each) => holds(each, row, emptyMatchesNegated))),
				);
				expect(found.numbers).toEqual(wanted.slice(0, limit).map(({ Nummer }) => Nummer));
			}
		},
	);
});
