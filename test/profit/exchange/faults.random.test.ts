import type { Client } from '../../../nodes/Afas/profit/exchange/client';
import { ProfitError } from '../../../nodes/Afas/profit/exchange/profitError';
import {
	readGetConnector,
	readUpdateConnector,
	type UpdateConnector,
} from '../../../nodes/Afas/profit/metainfo/metainfo';
import { fullOrder } from '../../../nodes/Afas/profit/rows/order';
import { emptyReport } from '../../../nodes/Afas/profit/rows/paging/report';
import { readRows } from '../../../nodes/Afas/profit/rows/rows';
import { UncertainWriteError } from '../../../nodes/Afas/profit/write/uncertainWriteError';
import { type PieceResult, writePieces } from '../../../nodes/Afas/profit/write/writePieces';
import { testConnector, testRows } from '../../nodes/simulated';
import { type Random, seededRandom } from '../../seededRandom';
import type { Fault } from '../../simulator/faults';
import { doubtfulFault, passingFault } from '../../simulator/randomFaults';
import { randomWritingModes } from '../../simulator/randomModes';
import { createSimulator, type Simulator } from '../../simulator/server';
import { simulatedClient } from './simulatedClient';

const SEEDS = 200;

let simulator: Simulator;

beforeAll(async () => {
	simulator = await createSimulator();
});

afterAll(async () => await simulator.close());

beforeEach(() => simulator.clearRequests());

const languages = ['nl-nl', 'en-us'] as const;

/**
 * Strikes requests to a connector by chance, at most three in a row: whatever comes a fourth time is
 * rightly given up.
 */
function strike(path: RegExp, random: Random, makeFault: (random: Random) => Fault): () => void {
	let inARow = 0;
	return simulator.beforeRequest((request) => {
		if (!path.test(request.path)) return;
		inARow = inARow < 3 && random() < 0.2 ? inARow + 1 : 0;
		if (inARow > 0) simulator.faults.inject(makeFault(random));
	});
}

describe('rows', () => {
	const numbers = Array.from({ length: 300 }, (_, index) => index + 1);

	async function numbersRead(client: Client, language: string): Promise<unknown[]> {
		const { columns } = await readGetConnector(client, 'Test_Faults', { timeout: 1_000 });
		const read: unknown[] = [];
		const pages = readRows(
			client,
			{
				connector: 'Test_Faults',
				columns,
				filter: [],
				sort: fullOrder(columns, [{ field: 'Nummer', direction: 'asc' }], []),
				limit: Infinity,
				pageSize: 30,
				pagination: 'auto',
				parallelRequests: 1,
				language,
				timeout: 1_000,
			},
			emptyReport(),
		);
		for await (const page of pages) read.push(...page.map(({ Nummer }) => Nummer));
		return read;
	}

	it('come complete and once, whatever passes on the way', async () => {
		simulator.company.addGetConnector(testConnector('Test_Faults'), testRows(300));
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = seededRandom(seed);
			const stop = strike(/connectors\/Test_Faults/, random, passingFault);
			const client = simulatedClient(simulator, random);
			const language = languages[seed % 2] ?? 'nl-nl';
			const read = await numbersRead(client, language);
			stop();
			expect([seed, read]).toEqual([seed, numbers]);
		}
		const struck = new Set(simulator.requests.map(({ fault }) => fault));
		expect([...struck].filter(Boolean).sort()).toEqual([
			'badGateway',
			'errorBody',
			'htmlPage',
			'locked',
			'maintenance',
			'malformedJson',
			'plainText',
			'requestTimeout',
			'resetBefore',
			'tooManyRequests',
		]);
	}, 120_000);
});

describe('records', () => {
	let connector: UpdateConnector;

	beforeAll(async () => {
		const client = simulatedClient(simulator);
		connector = await readUpdateConnector(client, 'KnCustomK01', { timeout: 10_000 });
	});

	/** How often each record of a seed is there. */
	function savedTimes(seed: number): Map<string, number> {
		const times = new Map<string, number>();
		for (const row of simulator.company.rowsOf('Lindeboom_Onderhoudslog')) {
			const text = Object.values(row).find((value) => String(value).startsWith(`Zaad ${seed},`));
			if (text !== undefined) times.set(String(text), (times.get(String(text)) ?? 0) + 1);
		}
		return times;
	}

	const textOf = (seed: number, index: number) => `Zaad ${seed}, regel ${index}`;

	async function write(seed: number, random: Random): Promise<Array<PieceResult | undefined>> {
		const pieces = Array.from({ length: 20 }, (_, index) => ({
			itemIndexes: [index] as const,
			connector,
			subObject: '',
			notSent: [],
			content: {
				element: {
					Fields: { AuNu: true, U001: '2026-11-01', U002: textOf(seed, index) },
				},
			},
		}));
		return await writePieces(simulatedClient(simulator, random), pieces, {
			method: 'POST',
			batchSize: 1 + Math.floor(random() * 4),
			parallelRequests: 1 + Math.floor(random() * 3),
			continueOnFail: true,
			language: languages[seed % 2],
			timeout: 1_000,
		});
	}

	it('are saved once, or not at all, or in doubt, and the node knows which', async () => {
		const seen = { saved: 0, doubt: 0, refused: 0 };
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = seededRandom(seed);
			const stop = strike(/KnCustomK01/, random, (chance) =>
				chance() < 0.3 ? doubtfulFault(chance) : passingFault(chance),
			);
			Object.assign(simulator.company.modes, randomWritingModes(random));
			const results = await write(seed, random);
			stop();
			const saved = savedTimes(seed);
			results.forEach((result, index) => {
				const times = saved.get(textOf(seed, index)) ?? 0;
				if (result === undefined) throw new Error(`Record ${index} of ${seed} has no result.`);
				if ('keys' in result) {
					seen.saved++;
					expect([seed, index, times]).toEqual([seed, index, 1]);
				} else if (result.failure instanceof UncertainWriteError) {
					seen.doubt++;
					expect(times).toBeLessThanOrEqual(1);
				} else {
					seen.refused++;
					expect(result.failure).toBeInstanceOf(ProfitError);
					expect([seed, index, times]).toEqual([seed, index, 0]);
				}
			});
		}
		expect(seen.saved).toBeGreaterThan(SEEDS * 10);
		expect(seen.doubt).toBeGreaterThan(SEEDS);
		const sent = simulator.requests.filter(({ method }) => method === 'POST');
		expect(sent.filter(({ fault }) => fault === 'locked').length).toBeGreaterThan(SEEDS / 4);
	}, 120_000);
});
