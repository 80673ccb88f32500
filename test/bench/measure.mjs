// Carries out a case: its contenders take turns, so that whatever else the machine does strikes all.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What came of a case.
 *
 * @typedef {object} CaseResult
 * @property {import('./cases.mjs').Case} measured
 * @property {Map<string, Record<string, number>[]>} rounds by contender
 */

/**
 * @param {import('./bench.mjs').Bench} bench
 * @param {import('./cases.mjs').Case} measured
 * @param {{ profile?: string, announce: (text: string) => void }} options
 * @returns {Promise<CaseResult>}
 */
export async function measureCase(bench, measured, { profile, announce }) {
	await bench.simulator.reset();
	const contenders = await measured.prepare(bench);
	const workers = new Map();
	const rounds = new Map(contenders.map(({ name }) => [name, []]));
	const workerOf = async ({ name }) => {
		if (measured.freshProcesses) return await bench.worker({ profile });
		if (!workers.has(name)) workers.set(name, await bench.worker({ profile }));
		return workers.get(name);
	};
	const warmUps = measured.warmUps ?? 1;
	for (let round = 0; round < warmUps + measured.rounds; round++) {
		for (const contender of contenders) {
			if (contender.once && rounds.get(contender.name).length > 0) continue;
			// A contender that runs once has no use for a round that isn't counted.
			if (contender.once && round < warmUps) continue;
			const worker = await workerOf(contender);
			const result = await contender.run(worker);
			if (measured.freshProcesses) await worker.stop();
			if (round >= warmUps) rounds.get(contender.name).push(scaled(result, contender.times));
			announce(`${contender.name}: ${Math.round(result.wall)} ms`);
			await sleep(20);
		}
	}
	for (const worker of workers.values()) await worker.stop();
	return { measured, rounds };
}

function scaled(result, times = 1) {
	return { ...result, wall: result.wall * times, cpu: result.cpu * times };
}

/** The middle one of some numbers, or the mean of the middle two. */
export function median(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @typedef {object} Verdict
 * @property {import('./cases.mjs').Target} target
 * @property {number} value
 * @property {number} margin how far it stays within the target: 1 is just reached, 0.5 twice too slow
 * @property {boolean} isExplained whether it is within what is put up with
 */

/**
 * Holds a case against its targets.
 *
 * @param {CaseResult} result
 * @returns {Verdict[]}
 */
export function judge({ measured, rounds }) {
	return measured.targets.map((target) => {
		const measure = target.measure ?? measured.measure;
		const middle = (contender) => median(rounds.get(contender).map((round) => round[measure]));
		const of = middle(target.of);
		if (target.atLeast !== undefined) {
			const value = middle(target.against) / of;
			return { target, value, margin: value / target.atLeast, isExplained: false };
		}
		const value = target.against === undefined ? of : of / middle(target.against);
		const { atMost, explained = atMost } = target;
		return { target, value, margin: atMost / value, isExplained: value <= explained };
	});
}
