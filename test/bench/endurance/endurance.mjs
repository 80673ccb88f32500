// Many executions in one process of n8n while AFAS keeps stumbling.
import { reading } from '../jobs.mjs';

const ROWS = 10_000;
const CONNECTOR = 'Endurance_Rows';

/** Executions at a time, as in an n8n with several workflows that start on the hour. */
const AT_ONCE = 4;

/** Executions between two looks at the heap. */
const PER_BATCH = 10;

/** Most requests in flight that the default options allow. */
const CAP = 5;

/** Heap after warm-up may grow by so much (bytes) before it counts as a leak: caches still fill. */
const ALLOWED_GROWTH = 4 * 2 ** 20;

/**
 * Faults that strike 5 % of the requests together. The last of them ends an execution: a client that
 * waited two hours for AFAS would be of no use.
 */
const FAULTS = [
	{ kind: 'maintenance', seconds: 1 },
	{ kind: 'resetBefore' },
	{ kind: 'resetMidBody' },
	{ kind: 'slow', milliseconds: 1_500 },
	...['byUser', 'byAnotherUser', 'byProfit', 'record', 'inUse', 'deadlock'].map((wording) => ({
		kind: 'locked',
		wording,
		share: 1 / 6,
	})),
	{ kind: 'requestTimeout', share: 0.25 },
	{ kind: 'htmlPage', status: 400, share: 0.25 },
	{ kind: 'htmlPage', status: 503, share: 0.25 },
	{ kind: 'malformedJson', status: 200, share: 0.25 },
	{ kind: 'errorBody', status: 502, body: { message: 'Bad gateway' }, share: 0.25 },
	{ kind: 'maintenance', seconds: 7_200, share: 0.2 },
];
const STRUCK = 0.05;

const CLEAR_FAILURES = [/^AFAS is not available at the moment \(503\)/];

/**
 * What came of an endurance run. Sizes in bytes.
 *
 * @typedef {object} EnduranceResult
 * @property {number} executions
 * @property {number} complete with all rows, in order, as without faults
 * @property {Map<string, number>} failures by message
 * @property {string[]} wrong what must not happen; empty when all is well
 * @property {Map<string, number>} struck requests by fault
 * @property {number} requests
 * @property {number} maxInFlight seen by the simulator
 * @property {number[]} heaps after each batch, the warm-up first
 */

/**
 * @param {import('../bench.mjs').Bench} bench
 * @param {{ executions: number, announce?: (text: string) => void }} options
 * @returns {Promise<EnduranceResult>}
 */
export async function endure(bench, { executions, announce = () => {} }) {
	const { simulator } = bench;
	await simulator.reset();
	await simulator.addNumbered(CONNECTOR, { rows: ROWS });
	await simulator.setLatency({ call: 40 });
	const worker = await bench.worker();
	const job = reading(CONNECTOR, { pageSize: 1_000 });
	const run = async () => await worker.ask('run', { job, numberedBy: 'Nummer', digest: true });
	const expected = await run();
	if (expected.error) throw new Error(`Without faults: ${expected.error.message}`);

	// The warm-up has no faults, so that the cap on requests in flight is reached and not stepped down.
	await runBatch(PER_BATCH, run);
	const heaps = [(await worker.ask('heap')).heap];
	const { maxInFlight: reached } = await simulator.requests();
	const state = { complete: 0, failures: new Map(), wrong: [] };
	if (reached !== CAP) state.wrong.push(`The warm-up had ${reached} requests in flight.`);

	await simulator.setFaults(faults());
	for (let done = 0; done < executions; done += PER_BATCH) {
		const batch = Math.min(PER_BATCH, executions - done);
		await runBatch(batch, async () => note(state, await run(), expected));
		heaps.push((await worker.ask('heap')).heap);
		announce(`${done + batch} executions, heap ${(heaps.at(-1) / 2 ** 20).toFixed(1)} MB`);
	}
	await worker.stop();

	const { requests, maxInFlight } = await simulator.requests();
	await simulator.reset();
	if (maxInFlight > CAP) state.wrong.push(`${maxInFlight} requests were in flight.`);
	const growth = growthOf(heaps);
	if (growth > ALLOWED_GROWTH) state.wrong.push(`The heap grew by ${growth} bytes.`);
	const struck = count(requests.flatMap(({ fault }) => (fault === undefined ? [] : [fault])));
	return { executions, ...state, struck, requests: requests.length, maxInFlight, heaps };
}

function faults() {
	const all = FAULTS.reduce((sum, { share = 1 }) => sum + share, 0);
	return FAULTS.map(({ share = 1, ...fault }, index) => ({
		...fault,
		match: { path: CONNECTOR, probability: (STRUCK * share) / all, seed: index + 1 },
	}));
}

async function runBatch(size, runOne) {
	let left = size;
	const work = async () => {
		while (left-- > 0) await runOne();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function note(state, { items, inOrder, digest, error }, expected) {
	if (error) {
		state.failures.set(error.message, (state.failures.get(error.message) ?? 0) + 1);
		const isClear = CLEAR_FAILURES.some((message) => message.test(error.message));
		if (!isClear || !/until \d{4}-/.test(error.description ?? '')) {
			state.wrong.push(`Not clear: ${error.message} ${error.description ?? ''}`);
		}
		return;
	}
	if (items === ROWS && inOrder && digest === expected.digest) state.complete += 1;
	else state.wrong.push(`An execution gave ${items} rows, not all of them as they are.`);
}

/** From the heap after the first quarter to the mean of the last quarter. */
export function growthOf(heaps) {
	const quarter = Math.max(1, Math.floor(heaps.length / 4));
	const mean = (part) => part.reduce((sum, heap) => sum + heap, 0) / part.length;
	return mean(heaps.slice(-quarter)) - mean(heaps.slice(quarter, 2 * quarter));
}

function count(names) {
	const counts = new Map();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** @param {EnduranceResult} result */
export function enduranceText(result) {
	const { executions, complete, failures, struck, requests, maxInFlight, heaps, wrong } = result;
	const strikes = [...struck].map(([fault, times]) => `${fault} ${times}`).join(', ');
	const struckInAll = [...struck.values()].reduce((sum, times) => sum + times, 0);
	const megabytes = heaps.map((heap) => (heap / 2 ** 20).toFixed(1));
	return [
		`- ${executions} executions of ${ROWS.toLocaleString('en')} rows: ${complete} complete and correct`,
		...[...failures].map(([message, times]) => `- ${times} failed: ${message}`),
		`- ${requests} requests, ${struckInAll} of them struck (${((100 * struckInAll) / requests).toFixed(1)} %): ${strikes}`,
		`- most requests in flight: ${maxInFlight}`,
		`- heap after every ${PER_BATCH} executions: ${megabytes.join(', ')} MB`,
		...wrong.map((text) => `- WRONG: ${text}`),
	].join('\n');
}
