// What small steps cost: a few rows or one record, as a schedule has them.
import { creating, creatingByHand, readingPageByHand, reading } from './jobs.mjs';

export const BY_HAND = 'HTTP Request node';
const OF = 'AFAS node';

const ROWS = 50;
const CALL = 200;

/** Every call takes as long, also for metainfo. */
const SLOW = { kind: 'slow', milliseconds: CALL, times: null };

/**
 * A step that is repeated, in a process that knows the metainfo, and one in a process that has just
 * started.
 *
 * @param {boolean} short
 * @returns {import('./cases.mjs').Case[]}
 */
export function smallCases(short) {
	return [
		smallCase(short, `${ROWS} rows`, readers, { known: true, atMost: 1.1, requests: 1 }),
		smallCase(short, `${ROWS} rows`, readers, { known: false, atMost: 2.1 }),
		smallCase(short, 'one create', writers, { known: true, atMost: 1.1, requests: 1 }),
		smallCase(short, 'one create', writers, { known: false, atMost: 2.1 }),
	];
}

function smallCase(short, what, contendersOf, { known, atMost, requests }) {
	return {
		name: `${what}, metainfo ${known ? 'known' : 'not known'}, ${CALL} ms a call`,
		measure: 'wall',
		rounds: short ? 3 : 9,
		warmUps: known ? 2 : 0,
		freshProcesses: !known,
		prepare: async ({ simulator }) => {
			const jobs = await contendersOf(simulator);
			await simulator.setFaults([SLOW]);
			return [
				contender(simulator, OF, jobs.afas, jobs.items),
				contender(simulator, BY_HAND, jobs.hand, jobs.items),
			];
		},
		targets: [
			{ of: OF, against: BY_HAND, atMost },
			...(requests === undefined ? [] : [{ of: OF, measure: 'requests', atMost: requests }]),
		],
	};
}

async function readers(simulator) {
	const connector = `Bench_Rows_${ROWS}`;
	if (!simulator.added.has(connector)) {
		await simulator.addNumbered(connector, { rows: ROWS });
		simulator.added.add(connector);
	}
	return {
		afas: reading(connector),
		hand: readingPageByHand(simulator.access, connector),
		items: ROWS,
	};
}

async function writers(simulator) {
	return { afas: creating(1, {}), hand: creatingByHand(simulator.access), items: 1 };
}

function contender(simulator, name, job, items) {
	return {
		name,
		run: async (worker) => {
			await simulator.clearRequests();
			const result = await worker.ask('run', { job });
			if (result.error) throw new Error(`${name}: ${result.error.message}`);
			if (result.items !== items) throw new Error(`${name} gave ${result.items} items.`);
			const { requests } = await simulator.requests();
			return { ...result, requests: requests.length };
		},
	};
}
