// What is measured, and what must come out.
import { BY_HAND, smallCases } from './smallCases.mjs';
import {
	creating,
	fieldPicker,
	lookingUp,
	raw,
	reading,
	readingBi,
	readingByHand,
	readingOneByOne,
} from './jobs.mjs';

const ROWS = 100_000;
const COLUMNS = 20;
const RAW = 'raw limit';

/** Like AFAS at its fastest: 200 ms a call and 0.02 ms a row. */
const LATENCY = { call: 200, row: 0.02 };

/**
 * A target: what one contender measures, divided by what another does; without another, as it is.
 *
 * @typedef {object} Target
 * @property {string} of
 * @property {string} [against]
 * @property {Measure} [measure] another than that of the case
 * @property {number} [atMost]
 * @property {number} [atLeast] the other way round: how many times less than the other
 * @property {number} [explained] above `atMost`: what is put up with, because docs/performance.md says
 * why `atMost` can't be reached
 */

/**
 * Time in ms, CPU time in ms, what the process came to take above what it took before (bytes), and a
 * number of requests.
 *
 * @typedef {'wall' | 'cpu' | 'growth' | 'requests'} Measure
 */

/**
 * One case of the benchmark.
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {Measure} measure what the ratios are made of
 * @property {number} rounds counted ones
 * @property {boolean} [freshProcesses] whether every measurement gets a process of its own
 * @property {number} [warmUps] rounds that are not counted; 1 when absent
 * @property {(bench: import('./bench.mjs').Bench) => Promise<Contender[]>} prepare
 * @property {readonly Target[]} targets
 */

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(worker: import('./bench.mjs').Worker) => Promise<Record<string, any>>} run measures
 * once; throws when what came out is not right
 * @property {number} [times] how many of these the case stands for, when fewer are carried out
 * @property {boolean} [once] too slow and too even to be repeated
 */

/**
 * @param {{ short: boolean }} options the short form finds gross mistakes only
 * @returns {Case[]}
 */
export function allCases({ short }) {
	return [
		...smallCases(short),
		slowServer(short),
		cpuTime(short, 'asReturned', 1.2),
		cpuTime(short, 'auto', 2.4),
		peakMemory(short, {
			when: '20 ms a call + 0.02 ms a row',
			latency: { call: 20, row: 0.02 },
			atMost: 0.6,
		}),
		peakMemory(short, { when: 'no latency', latency: { call: 0, row: 0 }, atMost: 0.65 }),
		rowsToFile(short),
		biRows(short),
		creates(short),
		lookUps(short),
		picker(short),
	];
}

/** Adds a GetConnector to read once, however many cases read it. */
async function rowsConnector({ simulator }, rows = ROWS) {
	const id = `Bench_Rows_${rows}`;
	if (!simulator.added.has(id)) {
		await simulator.addNumbered(id, { rows, columns: COLUMNS });
		simulator.added.add(id);
	}
	return id;
}

function reader(name, job, rows = ROWS) {
	return {
		name,
		run: async (worker) => {
			const result = await worker.ask('run', { job, numberedBy: 'Nummer' });
			assertRows(name, result, rows);
			return result;
		},
	};
}

function assertRows(name, { items, inOrder, error }, rows) {
	if (error) throw new Error(`${name}: ${error.message} ${error.description ?? ''}`);
	if (items !== rows) throw new Error(`${name} gave ${items} rows instead of ${rows}.`);
	if (inOrder === false) throw new Error(`${name} gave rows in the wrong order.`);
}

/** The same requests as the AFAS node makes, with nothing around them. */
async function rawReader(bench, connector, options, parallel) {
	const isPage = ({ path }) => path.endsWith(`/${connector}`);
	return await rawOf(bench, reading(connector, options), isPage, parallel);
}

async function rawOf(bench, measured, isPage, parallel) {
	const { simulator } = bench;
	const worker = await bench.worker();
	await simulator.clearRequests();
	await worker.ask('run', { job: measured });
	const { requests } = await simulator.requests();
	await worker.stop();
	const [first, ...others] = requests.filter(isPage);
	// One page tells that there are more; no later one waits for any but its own turn.
	const windows = [[first], others];
	const toUrl = ({ path, rawQuery }) => ({ url: `${simulator.access.origin}${path}${rawQuery}` });
	const job = raw(
		simulator.access,
		windows.map((window) => window.map(toUrl)),
		parallel,
	);
	const name = RAW;
	const run = async (limited) => {
		const result = await limited.ask('run', { job });
		if (result.error) throw new Error(`${name}: ${result.error.message}`);
		if (!(result.first.rows >= ROWS)) throw new Error(`${name} read ${result.first.rows} rows.`);
		return result;
	};
	return { name, run };
}

/** @returns {Case} */
function slowServer(short) {
	const parallel = 'AFAS node, 4 in parallel';
	const usual = 'AFAS node, default options';
	return {
		name: `${number(ROWS)} rows × ${COLUMNS} columns, 200 ms a call + 0.02 ms a row`,
		measure: 'wall',
		rounds: short ? 1 : 3,
		warmUps: short ? 0 : 1,
		prepare: async (bench) => {
			const connector = await rowsConnector(bench);
			const limit = await rawReader(bench, connector, { parallelRequests: 4 }, 4);
			await bench.simulator.setLatency(LATENCY);
			return [
				reader(parallel, reading(connector, { parallelRequests: 4 })),
				reader(usual, reading(connector)),
				limit,
				reader(BY_HAND, readingByHand(bench.simulator.access, connector)),
			];
		},
		targets: [
			{ of: parallel, against: BY_HAND, atLeast: 11 },
			{ of: parallel, against: RAW, atMost: 1.25 },
			{ of: usual, against: BY_HAND, atLeast: 7 },
		],
	};
}

/** @returns {Case} */
function cpuTime(short, dates, limit) {
	const of = `AFAS node, dates: ${dates}`;
	const options = { dates };
	return {
		name: `${number(ROWS)} rows × ${COLUMNS} columns, no latency, dates: ${dates}`,
		measure: 'cpu',
		rounds: short ? 3 : 7,
		warmUps: short ? 1 : 2,
		prepare: async (bench) => {
			const connector = await rowsConnector(bench);
			return [
				reader(of, reading(connector, options)),
				await rawReader(bench, connector, options, 2),
				reader(BY_HAND, readingByHand(bench.simulator.access, connector)),
			];
		},
		targets: [{ of, against: RAW, atMost: limit }],
	};
}

/** @returns {Case} */
function peakMemory(short, { when, latency, atMost }) {
	const of = 'AFAS node';
	return {
		name: `peak memory, ${number(ROWS)} rows × ${COLUMNS} columns as items, ${when}`,
		measure: 'growth',
		rounds: short ? 1 : 5,
		warmUps: 0,
		freshProcesses: true,
		prepare: async (bench) => {
			const connector = await rowsConnector(bench);
			await bench.simulator.setLatency(latency);
			return [
				reader(of, reading(connector)),
				reader(BY_HAND, readingByHand(bench.simulator.access, connector)),
			];
		},
		targets: [{ of, against: BY_HAND, atMost }],
	};
}

/** A server that takes longer the more rows it has to skip, as databases do. @returns {Case} */
function rowsToFile(short) {
	const [few, many] = short ? [20_000, 200_000] : [100_000, 1_000_000];
	const name = (rows) => `${number(rows)} rows`;
	return {
		name: `${name(many)} to file against ${name(few)}, 200 ms a call + 0.01 ms a skipped row`,
		measure: 'wall',
		rounds: short ? 1 : 3,
		warmUps: short ? 0 : 1,
		prepare: async (bench) => {
			const contenders = [
				await fileWriter(bench, name(few), few, {}),
				await fileWriter(bench, name(many), many, {}),
			];
			const byOffset = `${name(many)}, offset paging`;
			if (!short) {
				const writer = await fileWriter(bench, byOffset, many, { pagination: 'offset' });
				contenders.push({ ...writer, once: true });
			}
			await bench.simulator.setLatency({ call: 200, skippedRow: 0.01 });
			return contenders;
		},
		targets: [{ of: name(many), against: name(few), atMost: 12 }],
	};
}

/** Links to the next page come one after the other, so nothing can be asked for in parallel. @returns {Case} */
function biRows(short) {
	const of = 'AFAS node';
	return {
		name: `${number(ROWS)} rows × ${COLUMNS} columns of a BI model, 200 ms a call + 0.02 ms a row`,
		measure: 'wall',
		rounds: short ? 1 : 3,
		warmUps: short ? 0 : 1,
		prepare: async (bench) => {
			const model = 'Bench_Model';
			await bench.simulator.addBiModel(model, { rows: ROWS, columns: COLUMNS });
			const job = readingBi(model);
			const isPage = ({ path, status }) => path.includes('/bi/') && status === 200;
			const limit = await rawOf(bench, job, isPage, 1);
			await bench.simulator.setLatency(LATENCY);
			return [reader(of, job), limit];
		},
		targets: [{ of, against: RAW, atMost: 1.3 }],
	};
}

async function fileWriter(bench, name, rows, options) {
	const connector = await rowsConnector(bench, rows);
	const job = reading(connector, { output: 'file', parallelRequests: 4, ...options });
	const run = async (worker) => {
		const result = await worker.ask('run', { job });
		assertRows(name, result, 1);
		if (result.first.rows !== rows) throw new Error(`${name} wrote ${result.first.rows} rows.`);
		await bench.removeFiles();
		return result;
	};
	return { name, run };
}

/** @returns {Case} */
function creates(short) {
	const count = short ? 100 : 1_000;
	const of = 'AFAS node, 4 in parallel';
	const oneByOne = 'AFAS node, one by one';
	return {
		name: `${number(count)} creates, 100 ms a call`,
		measure: 'wall',
		rounds: short ? 1 : 3,
		warmUps: 0,
		prepare: async (bench) => {
			const { simulator } = bench;
			await simulator.setFaults([
				{ kind: 'slow', milliseconds: 100, match: { method: 'POST' }, times: null },
			]);
			return [
				writer(of, creating(count, { parallelRequests: 4 }), count),
				await rawWriter(bench, count),
				{ ...writer(oneByOne, creating(count, { parallelRequests: 1 }), count), once: true },
			];
		},
		targets: [
			{ of, against: oneByOne, atLeast: 3.5 },
			{ of, against: RAW, atMost: 1.2 },
		],
	};
}

function writer(name, job, count) {
	return {
		name,
		run: async (worker) => {
			const result = await worker.ask('run', { job });
			assertRows(name, result, count);
			return result;
		},
	};
}

/** As many POSTs of the body that the AFAS node sends. */
async function rawWriter(bench, count) {
	const { simulator } = bench;
	const worker = await bench.worker();
	await simulator.clearRequests();
	await worker.ask('run', { job: creating(1, {}) });
	await worker.stop();
	const { requests } = await simulator.requests();
	const { path, body } = requests.find(({ method }) => method === 'POST');
	const request = {
		url: `${simulator.access.origin}${path}`,
		method: 'POST',
		body: JSON.stringify(body),
	};
	const job = raw(simulator.access, [Array(count).fill(request)], 4);
	return writer(RAW, job, 1);
}

/** @returns {Case} */
function lookUps(short) {
	const count = 1_000;
	const single = short ? 50 : count;
	const of = 'look-up';
	const oneByOne = 'one request an item';
	return {
		name: `${number(count)} look-ups by a code of 5 characters, 200 ms a call`,
		measure: 'wall',
		rounds: short ? 1 : 3,
		warmUps: short ? 0 : 1,
		prepare: async ({ simulator }) => {
			await simulator.setLatency({ call: 200 });
			return [
				{
					name: of,
					run: async (worker) => {
						await simulator.clearRequests();
						const result = await writer(of, lookingUp(count), count).run(worker);
						const { requests } = await simulator.requests();
						return { ...result, requests: requests.filter(isRead).length };
					},
				},
				{
					...writer(oneByOne, readingOneByOne(single), single),
					times: count / single,
					once: true,
				},
			];
		},
		targets: [
			{ of, against: oneByOne, atLeast: 60 },
			{ of, measure: 'requests', atMost: 15 },
		],
	};
}

function isRead({ path }) {
	return path.includes('/connectors/');
}

/** @returns {Case} */
function picker(short) {
	const of = 'second time';
	return {
		name: 'fields of an UpdateConnector in the editor, metainfo of 3 MB',
		measure: 'cpu',
		rounds: short ? 3 : 9,
		// Each round is in the same process: the first one fills the cache and is not counted.
		warmUps: 1,
		prepare: async () => [
			{ name: of, run: async (worker) => await worker.ask('resourceMapping', fieldPicker) },
		],
		targets: [
			{ of, measure: 'cpu', atMost: 50 },
			{ of, measure: 'wall', atMost: 50 },
		],
	};
}

function number(count) {
	return count.toLocaleString('en');
}
