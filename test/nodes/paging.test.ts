import { seededRandom } from '../seededRandom';
import type { Row } from '../simulator/contract';
import {
	reading,
	type Simulated,
	startSimulated,
	testConnector,
	testRow,
	testRows,
} from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

const pages = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

async function readNumbers(connector: string, more: object = {}) {
	const result = await simulated.engine.run(reading(connector, more));
	expect(result.error).toBeUndefined();
	return { ...result, numbers: result.items.map(({ json }) => json.Nummer as number) };
}

const ascending = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a large GetConnector that holds still', () => {
	beforeAll(() => {
		simulated.simulator.company.addGetConnector(testConnector('Test_10000'), testRows(10_000));
	});

	it.each(['auto', 'offset', 'keyset'])('comes complete and in order (%s)', async (pagination) => {
		for (const parallelRequests of [1, 2, 5]) {
			const { numbers } = await readNumbers('Test_10000', {
				options: { pagination, parallelRequests, pageSize: 700 },
			});
			expect(numbers).toEqual(ascending(10_000));
		}
	});

	it('is asked for by value where that is possible, without skipping deep', async () => {
		await readNumbers('Test_10000', { options: { pageSize: 500, parallelRequests: 4 } });
		const skips = pages().map(({ query }) => Number(query.skip));
		expect(Math.max(...skips)).toBeLessThan(2_000);
		expect(pages().some(({ query }) => query.filterfieldids === 'Nummer')).toBe(true);
	});

	it('comes in pages that suit its columns', async () => {
		await readNumbers('Test_10000');
		expect(pages()[0]?.query.take).toBe(String(Math.floor(150_000 / 7)));
	});

	it.each(['Naam', 'Bedrag', 'Gewijzigd_op', 'Datum', 'Actief'])(
		'comes complete when sorted on %s, which is not unique',
		async (field) => {
			for (const direction of ['asc', 'desc']) {
				const { numbers } = await readNumbers('Test_10000', {
					sort: { field: [{ field, direction }] },
					options: { pageSize: 900, parallelRequests: 3 },
				});
				expect([...numbers].sort((a, b) => a - b)).toEqual(ascending(10_000));
			}
		},
	);

	it('comes complete when the key fields are not unique either', async () => {
		const { numbers, hints } = await readNumbers('Test_10000', {
			options: { pageSize: 900, keyFields: ['Datum'] },
		});
		expect([...numbers].sort((a, b) => a - b)).toEqual(ascending(10_000));
		expect(hints.join()).toContain('Key Fields');
	});

	it('keeps the filter of the user on every page', async () => {
		const { numbers } = await readNumbers('Test_10000', {
			filterType: 'json',
			filterJson:
				'[[{"field":"Actief","operator":"equals","value":true}],[{"field":"Nummer","operator":"lessThan","value":100}]]',
			options: { pageSize: 300 },
		});
		expect(numbers).toEqual(ascending(10_000).filter((n) => n % 3 === 0 || n < 100));
	});

	it.each([
		['builder', 'asc'],
		['builder', 'desc'],
		['json', 'asc'],
		['json', 'desc'],
	])('joins its anchor with every group of a filter (%s, %s)', async (filterType, direction) => {
		// Half of the moments are empty: they come first in one direction, and last in the other.
		const rows = testRows(3_000).map((row, index) =>
			index % 2 === 0 ? row : { ...row, Gewijzigd_op: null },
		);
		const connector = `Test_${filterType}_${direction}`;
		simulated.simulator.company.addGetConnector(testConnector(connector), rows);
		const groups = [
			[{ field: 'Actief', operator: 'equals', value: true }],
			[
				{ field: 'Nummer', operator: 'greaterThan', value: 500 },
				{ field: 'Naam', operator: 'contains', value: 'Bakker' },
			],
			[{ field: 'Memo', operator: 'isEmpty', value: '' }],
		];
		const { numbers } = await readNumbers(connector, {
			filterType,
			filterJson: JSON.stringify(groups),
			filters: { group: groups.map((condition) => ({ conditions: { condition } })) },
			sort: {
				field: [
					{ field: 'Gewijzigd_op', direction },
					{ field: 'Nummer', direction: 'desc' },
				],
			},
			options: { pageSize: 150, parallelRequests: 3, pagination: 'keyset' },
		});
		const expected = rows.filter(
			({ Actief, Nummer, Naam, Memo }) =>
				Actief === true ||
				(Number(Nummer) > 500 && /bakker/i.test(String(Naam ?? ''))) ||
				Memo === null,
		);
		expect([...numbers].sort((a, b) => a - b)).toEqual(expected.map(({ Nummer }) => Nummer));
		const anchored = pages().filter(({ query }) => query.filterfieldids?.includes('Gewijzigd_op'));
		expect(anchored.length).toBeGreaterThan(3);
		for (const { query } of anchored) {
			const anchors = (query.filterfieldids ?? '')
				.split(';')
				.filter((group) => group.split(',').includes('Gewijzigd_op'));
			expect(anchors.length).toBeGreaterThanOrEqual(groups.length);
		}
	});

	it('survives a server that runs out of memory', async () => {
		simulated.simulator.settings.maximumCells = 7 * 1_000;
		const { numbers, hints } = await readNumbers('Test_10000');
		simulated.simulator.settings.maximumCells = null;
		expect(numbers).toEqual(ascending(10_000));
		expect(hints.join()).toContain('ran out of memory');
	});

	it('survives broken connections, maintenance of a second and locks', async () => {
		simulated.simulator.faults.inject(
			{ kind: 'resetBefore', match: { path: '/connectors/', nth: 2 } },
			{ kind: 'resetMidBody', match: { path: '/connectors/', nth: 4 } },
			{ kind: 'maintenance', seconds: 1, match: { path: '/connectors/', nth: 6 } },
			{ kind: 'locked', match: { path: '/connectors/', nth: 8 } },
		);
		const { numbers } = await readNumbers('Test_10000', { options: { pageSize: 700 } });
		expect(numbers).toEqual(ascending(10_000));
		expect(pages().filter(({ fault }) => fault !== undefined)).toHaveLength(4);
	}, 60_000);
});

describe('25,000 rows while others come and go', () => {
	const untouchedNumbers = Array.from({ length: 25_000 }, (_, index) => (index + 1) * 10);

	/** Deletes and adds rows whose number is no multiple of ten, before every page. */
	function disturb(rows: Row[]): () => void {
		const present = new Set(rows.map(({ Nummer }) => Nummer));
		const random = seededRandom(25_000);
		return simulated.simulator.beforeRequest(({ path }) => {
			if (!path.includes('/connectors/')) return;
			for (let change = 0; change < 300; change++) {
				const number = 1 + Math.floor(random() * 250_000);
				if (number % 10 !== 0 && !present.has(number)) {
					rows.push(testRow(number));
					present.add(number);
				}
				const index = Math.floor(random() * rows.length);
				if (Number(rows[index]?.Nummer) % 10 === 0) continue;
				rows.splice(index, 1).forEach(({ Nummer }) => present.delete(Nummer));
			}
		});
	}

	it.each([
		['auto', 'asc'],
		['auto', 'desc'],
		['offset', 'asc'],
		['offset', 'desc'],
	])(
		'come complete and once (%s, %s)',
		async (pagination, direction) => {
			const connector = `Test_25000_${pagination}_${direction}`;
			simulated.simulator.company.addGetConnector(
				testConnector(connector),
				untouchedNumbers.flatMap((number) => [testRow(number), testRow(number + 5)]),
			);
			const unhook = disturb(simulated.simulator.company.ownRows(connector));
			const { numbers, hints } = await readNumbers(connector, {
				sort: { field: [{ field: 'Nummer', direction }] },
				options: { pagination, pageSize: 4_000, parallelRequests: 3 },
			});
			unhook();
			expect(new Set(numbers).size).toBe(numbers.length);
			const seen = new Set(numbers);
			expect(untouchedNumbers.filter((number) => !seen.has(number))).toEqual([]);
			const order = [...numbers].sort((a, b) => (direction === 'asc' ? a - b : b - a));
			expect(numbers).toEqual(order);
			if (pagination === 'offset') expect(hints.join()).toContain('found its place again');
		},
		120_000,
	);
});
