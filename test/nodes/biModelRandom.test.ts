/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, never shipped */
import { BI_CHOICES, type BiSettings } from '../simulator/bi/biSettings';
import { type Random, seededRandom } from '../seededRandom';
import { BinaryStorage } from './binaryStorage';
import { forgetfulEngine, readingBi, setBi } from './biModels';
import { readStrictCsv } from '../profit/export/strictCsv';
import { type LocalServer, startServer } from './localServer';
import { type Simulated, startSimulated } from './simulated';

/** One seed is enough to see a fault again: RUNS=1 SEED=... */
const RUNS = Number(process.env.RUNS ?? 100);
const SEED = Number(process.env.SEED ?? 1);

const ROWS = 1_234;

let simulated: Simulated;
let storage: BinaryStorage;
let elsewhere: LocalServer;
let visits = 0;

beforeAll(async () => {
	simulated = await startSimulated();
	storage = await BinaryStorage.use('filesystem');
	elsewhere = await startServer((_, response) => {
		visits += 1;
		response.end();
	});
	const columns = [
		{ id: 'Id', type: 'Edm.Int32', nullable: false, since: 1 },
		{ id: 'Dag', type: 'Edm.DateTimeOffset', nullable: true, since: 1 },
		{ id: 'Tekst', type: 'Edm.String', nullable: true, since: 1 },
	] as const;
	const rows = Array.from({ length: ROWS }, (_, index) => ({
		Id: index + 1,
		Dag: '2026-01-31T00:00:00Z',
		Tekst: index % 4 === 1 ? `Regel "${index}"; één` : null,
	}));
	simulated.simulator.bi.add('Eén tabel', [{ name: 'Rijen & zo', columns, rows: () => rows }]);
	simulated.simulator.bi.add('Ster', [
		{ name: 'Feiten', columns, rows: () => rows },
		{ name: 'Dagen', columns, rows: () => rows },
	]);
});

afterAll(async () => {
	storage.remove();
	await simulated.simulator.close();
	await elsewhere.close();
});

const pick = <T>(random: Random, list: readonly T[]): T =>
	list[Math.floor(random() * list.length)] as T;

/** Mostly as it is at the start where something is amiss by purpose. */
function randomSettings(random: Random): Partial<BiSettings> {
	const chosen = Object.fromEntries(
		Object.entries(BI_CHOICES).map(([name, values]) => [name, pick(random, values)]),
	);
	return {
		...chosen,
		pageSize: pick(random, [60, 200, 617, 1_234, 5_000]),
		list: random() < 0.5,
		rights: random() < 0.95,
		foreignOrigin: elsewhere.origin,
		...(random() < 0.7 && { links: 'right' as const }),
		...(random() < 0.8 && { redirectTo: 'model' as const }),
	};
}

function randomRead(random: Random) {
	const isAll = random() < 0.6;
	const limit = pick(random, [1, 50, 617, 1_000, 1_233, 1_234, 1_235, 5_000, 20_000]);
	const output = pick(random, ['items', 'items', 'ndjson', 'csv']);
	const pagination = pick(random, ['auto', 'nextLink', 'skipTop']);
	const options = {
		...(output !== 'items' && { output: 'file', fileFormat: output }),
		pagination,
		...(pagination === 'skipTop' && { pageSize: pick(random, [0, 100, 617, 1_234]) }),
		...(random() < 0.3 && { dates: 'auto' }),
	};
	return {
		expected: isAll ? ROWS : Math.min(limit, ROWS),
		output,
		options: readingBi(pick(random, ['Eén tabel', 'Ster']), {
			returnAll: isAll,
			...(!isAll && { limit }),
			options,
		}),
	};
}

async function idsOf(output: string, items: Awaited<ReturnType<typeof run>>['items']) {
	if (output === 'items') return items.map(({ json }) => json.Id);
	const text = (await storage.read(items[0]?.binary?.data)).toString('utf8');
	if (output === 'csv') {
		return readStrictCsv(text, ',')
			.slice(1)
			.map(([id]) => Number(id));
	}
	const lines = text.split('\n').filter((line) => line !== '');
	return lines.map((line) => (JSON.parse(line) as { Id: number }).Id);
}

async function run(options: Parameters<Simulated['engine']['run']>[0]) {
	return await (await forgetfulEngine(simulated.simulator)).run(options);
}

it(`${RUNS} random settings from seed ${SEED}: all rows once and in order, or a message`, async () => {
	const counts = { whole: 0, refused: 0, hinted: 0 };
	for (let seed = SEED; seed < SEED + RUNS; seed++) {
		const random = seededRandom(seed);
		const settings = randomSettings(random);
		const { expected, output, options } = randomRead(random);
		setBi(simulated.simulator, settings);
		const { items, error, hints } = await run(options);
		const about = [seed, settings, options.parameters];
		if (error !== undefined) {
			counts.refused += 1;
			expect([about, error.message]).toEqual([about, expect.stringMatching(/^.{20,}$/)]);
			expect([about, error.description ?? '']).toEqual([about, expect.stringMatching(/^.{20,}$/)]);
			expect(items).toEqual([]);
			continue;
		}
		const ids = await idsOf(output, items);
		const count = settings.rights === true ? expected : 0;
		const isWhole = ids.length === count && ids.every((id, index) => id === index + 1);
		const isSaid = hints.some((hint) => /had the same rows|could not be seen/.test(hint));
		if (isWhole) counts.whole += 1;
		else counts.hinted += 1;
		expect([about, isWhole || isSaid, hints]).toEqual([about, true, hints]);
	}
	if (process.env.RUNS !== undefined) console.info(counts);
	expect(visits).toBe(0);
	expect(counts.whole).toBeGreaterThan(RUNS / 3);
}, 600_000);
