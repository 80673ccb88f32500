/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { INodeExecutionData } from 'n8n-workflow';
import { seededRandom } from '../seededRandom';
import type { Row } from '../simulator/contract';
import { defaultSettings, type Settings, TEXT_OPERATORS } from '../simulator/settings';
import { BinaryStorage } from './binaryStorage';
import { PollingEngine } from './pollingEngine';
import { column, reading, type Simulated, startSimulated } from './simulated';

/**
 * Reads, look-ups, files and triggers against an AFAS, or a gateway before it, that behaves otherwise
 * than the reference has it, in random ways: everything comes whole, or the node says why not.
 */
const SEEDS = Number(process.env.AFAS_TEST_SEEDS ?? 200);

let simulated: Simulated;
let storage: BinaryStorage;

beforeAll(async () => {
	simulated = await startSimulated();
	storage = await BinaryStorage.use('filesystem');
});

afterAll(async () => {
	await simulated.simulator.close();
	storage.remove();
});

type Choose = ReturnType<typeof choices>;

function choices(seed: number) {
	const random = seededRandom(seed);
	const below = (most: number) => Math.floor(random() * most);
	return {
		below,
		chance: (probability: number) => random() < probability,
		pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
	};
}

/** How the other side behaves in one seed. */
function randomSettings({ pick, chance, below }: Choose): Partial<Settings> {
	return {
		refusedSort: chance(0.5)
			? pick(['Jaar', 'Nummer', 'Naam', 'Gewijzigd_op', 'Nummer,Naam', 'Nummer,Jaar,Naam', '*'])
			: '',
		refusedFilter: chance(0.2) ? 'Jaar' : '',
		mostGroups: pick([null, null, 1, 2, 5]),
		pageCap: chance(0.4) ? 10 + below(400) : null,
		pageCapEcho: pick(['asked', 'cap']),
		dropped: chance(0.4) ? pick(['skip', 'take', 'filter', 'sort']) : 'nothing',
		unstableOrder: chance(0.7),
		maximumCells: chance(0.2) ? 4 * 300 : null,
		seconds: pick(['round', 'truncate']),
		takeZero: pick(['oneRow', 'none']),
		semicolonInFilterJson: pick(['text', 'or']),
		textOperators: pick(TEXT_OPERATORS),
	};
}

/** Whether no way of asking can bring all rows, so that only words are left. */
function isHopeless(settings: Partial<Settings>): boolean {
	const isUnordered = settings.refusedSort === '*' || settings.dropped === 'sort';
	const isCut = settings.pageCap !== null || settings.maximumCells !== null;
	return settings.dropped !== 'nothing' || (isUnordered && isCut);
}

function moment(minute: number): string {
	return new Date(Date.UTC(2026, 0, 1, 0, minute, 30, minute % 1000)).toISOString().slice(0, -1);
}

function testRow(number: number, minute = number): Row {
	return {
		Jaar: 2000 + (number % 7),
		Nummer: number,
		Naam: number % 11 === 0 ? null : `Naam ${number % 40}`,
		Gewijzigd_op: moment(minute),
	};
}

function addConnector(id: string, rows: number): void {
	simulated.simulator.company.addGetConnector(
		{
			id,
			description: { nl: 'Andere kant', en: 'Other side' },
			columns: [
				column('Jaar', 'int'),
				column('Nummer', 'int', { controlType: 5 }),
				column('Naam', 'string', { length: 80 }),
				column('Gewijzigd_op', 'date'),
			],
		},
		Array.from({ length: rows }, (_, index) => testRow(index + 1)),
	);
}

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** What came of the work of one seed. */
interface Result {
	readonly error?: { readonly message: string };
	readonly rows: ReadonlyArray<Record<string, unknown>>;
	readonly expected: readonly number[];
	/** Whether the rows must come in the order of `expected`. */
	readonly isOrdered?: boolean;
	/** Whether a hint says that they don't. */
	readonly isDisorderTold?: boolean;
}

async function readsRows(choose: Choose, id: string, count: number, isFile: boolean) {
	const { pick, chance, below } = choose;
	const isSorted = chance(0.3);
	const filter = pick(['none', 'number', 'text'] as const);
	const border = below(count);
	const limit = chance(0.25) ? 1 + below(count) : undefined;
	const pageSize = 60 + below(300);
	const conditions = {
		none: [],
		number: [{ field: 'Nummer', operator: 'greaterThan', value: border }],
		text: [{ field: 'Naam', operator: 'startsWith', value: 'Naam 3' }],
	}[filter];
	const passes = (number: number) =>
		filter === 'none' ||
		(filter === 'number' ? number > border : /^Naam 3/.test(String(testRow(number).Naam)));
	const result = await simulated.engine.run(
		reading(id, {
			...(limit !== undefined && { returnAll: false, limit }),
			...(filter !== 'none' && {
				filterType: 'json',
				filterJson: JSON.stringify([conditions]),
			}),
			...(isSorted && { sort: { field: [{ field: 'Nummer', direction: 'desc' }] } }),
			options: {
				pageSize,
				parallelRequests: 1 + below(4),
				pagination: pick(['auto', 'offset', 'keyset']),
				...(isFile && { output: 'file', fileFormat: 'ndjson' }),
			},
		}),
	);
	const all = Array.from({ length: count }, (_, index) => index + 1).filter(passes);
	const expected = isSorted ? all.reverse() : all;
	const rows = isFile
		? await fileRows(result.items)
		: result.items.map(({ json }) => json as Record<string, unknown>);
	const isAny = limit !== undefined && !isSorted;
	return {
		error: result.error,
		// Without a sort any rows that pass are right.
		rows: isAny && rows.every(({ Nummer }) => passes(Number(Nummer))) ? [] : rows,
		expected: isAny ? [] : expected.slice(0, limit),
		isOrdered: isSorted,
		isDisorderTold: result.hints.join().includes("didn't come in the order"),
	};
}

async function fileRows(items: readonly INodeExecutionData[]) {
	const text = items[0]?.binary?.data ? (await storage.read(items[0].binary.data)).toString() : '';
	return text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function looksUp({ below, chance }: Choose, id: string, count: number): Promise<Result> {
	const numbers = Array.from({ length: 1 + below(40) }, () => 1 + below(count + 20));
	const result = await simulated.engine.run({
		parameters: {
			resource: 'getConnector',
			operation: 'lookUp',
			getConnector: locator(id),
			match: { column: [{ field: 'Nummer', value: '={{ $json.number }}' }] },
			whenMissing: 'skip',
			rowsPerItem: chance(0.5) ? 'first' : 'all',
		},
		input: numbers.map((number) => ({ number })),
	});
	return {
		error: result.error,
		rows: result.items.map(({ json }) => json),
		expected: numbers.filter((number) => number <= count),
	};
}

async function triggers(
	{ pick, below }: Choose,
	id: string,
	count: number,
	detection: 'modifiedField' | 'snapshot',
): Promise<Result> {
	const maxRows = pick([1_000, 25]);
	const engine = await PollingEngine.create(simulated.simulator, {
		getConnector: locator(id),
		detection,
		modifiedFields: ['Gewijzigd_op'],
		keyFields: ['Nummer'],
		createdField: '',
		events: detection === 'snapshot' ? ['created', 'updated', 'deleted'] : ['changed'],
		options: { maxRows },
	});
	const found: INodeExecutionData[] = [];
	const changed = new Set<number>();
	try {
		await engine.activate();
		const rows = simulated.simulator.company.ownRows(id);
		for (let change = 0; change < 60; change += 1) {
			const number = 1 + below(count + 20);
			const index = rows.findIndex(({ Nummer }) => Nummer === number);
			const row = { ...testRow(number, count + change), Naam: `Gewijzigd ${change}` };
			if (index < 0) rows.push(row);
			else rows[index] = row;
			changed.add(number);
		}
		for (let look = 0; look < 6; look += 1) found.push(...((await engine.poll()) ?? []));
	} catch (error) {
		return { error: error as Error, rows: [], expected: [] };
	}
	return {
		rows: found.map(({ json }) => json),
		expected: [...changed],
	};
}

const KINDS = ['items', 'file', 'lookUp', 'modifiedField', 'snapshot'] as const;

async function workOf(choose: Choose, kind: (typeof KINDS)[number], id: string, count: number) {
	switch (kind) {
		case 'items':
			return await readsRows(choose, id, count, false);
		case 'file':
			return await readsRows(choose, id, count, true);
		case 'lookUp':
			return await looksUp(choose, id, count);
		default:
			return await triggers(choose, id, count, kind);
	}
}

const UNSPOKEN = /undefined|not a function|Cannot read|destructure|not iterable|Maximum call/;

const tally = { whole: 0, inWords: new Map<string, number>() };

afterAll(() => {
	const words = [...tally.inWords].map(([message, times]) => `${times}x ${message}`).sort();
	process.stdout.write(`${tally.whole} whole; in words: ${words.join('; ')}\n`);
});

describe('the other side, otherwise than expected', () => {
	it.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
		'gives all rows once, or the node says why not (seed %d)',
		async (seed) => {
			const choose = choices(seed);
			const settings = randomSettings(choose);
			const count = 100 + choose.below(900);
			const kind = choose.pick(KINDS);
			const id = `Test_Andere_Kant_${seed}`;
			const { simulator } = simulated;
			Object.assign(simulator.settings, defaultSettings(), settings);
			addConnector(id, count);
			simulator.clearRequests();
			const { error, rows, expected, isOrdered, isDisorderTold } = await workOf(
				choose,
				kind,
				id,
				count,
			);
			const requests = simulator.requests.length;
			const what = JSON.stringify({ seed, kind, count, settings, requests });
			// Three for each page of 50 rows and thirty, for each of seven looks and all look-ups at most.
			expect({ what, isBounded: requests < 7 * (3 * (count / 50) + 60) }).toMatchObject({
				isBounded: true,
			});
			if (error !== undefined) {
				const ownSort = /^AFAS refuses to sort on '/.test(error.message);
				expect({ what, message: error.message }).toEqual({
					what,
					message: expect.not.stringMatching(UNSPOKEN) as string,
				});
				expect({
					what,
					message: error.message,
					isHopeless: ownSort || isHopeless(settings),
				}).toEqual({
					what,
					message: error.message,
					isHopeless: true,
				});
				tally.inWords.set(error.message, (tally.inWords.get(error.message) ?? 0) + 1);
				return;
			}
			const numbers = rows.map(({ Nummer }) => Number(Nummer));
			const order = (one: number, other: number) => one - other;
			const sorted = (list: readonly number[]) => [...list].sort(order);
			const inOrder = isOrdered === true && isDisorderTold !== true;
			expect({ what, numbers: inOrder ? numbers : sorted(numbers) }).toEqual({
				what,
				numbers: inOrder ? expected : sorted(expected),
			});
			tally.whole += 1;
		},
		60_000,
	);
});
