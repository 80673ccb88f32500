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
 * Holds a case against its targets.
 *
 * @param {CaseResult} result
 * @returns {{ target: import('./cases.mjs').Target, value: number, margin: number }[]} margin is
 * how far the value stays within the target: 1 is just reached, 0.5 twice too slow
 */
export function judge({ measured, rounds }) {
	return measured.targets.map((target) => {
		const measure = target.measure ?? measured.measure;
		const of = median(rounds.get(target.of).map((round) => round[measure]));
		if (target.against === undefined) {
			return { target, value: of, margin: target.atMost / of };
		}
		const against = median(rounds.get(target.against).map((round) => round[measure]));
		return target.atLeast === undefined
			? { target, value: of / against, margin: (target.atMost * against) / of }
			: { target, value: against / of, margin: against / of / target.atLeast };
	});
}
