/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { compareSnapshots } from '../../../nodes/Afas/profit/definition/compareSnapshots';
import type { Change, Difference } from '../../../nodes/Afas/profit/definition/difference';
import { seededRandom } from '../../seededRandom';
import { snapshotOf } from './fakeEnvironment';
import { type Expected, RandomEdits } from './randomEdits';
import { RandomEnvironment } from './randomEnvironment';

/** Pairs; one is enough to see a fault again: PAIRS=1 SEED=... */
const PAIRS = Number(process.env.PAIRS ?? 500);
const SEED = Number(process.env.SEED ?? 1);

const CHANGES: Record<Change, true> = {
	added: true,
	removed: true,
	refused: true,
	readable: true,
	type: true,
	shorter: true,
	longer: true,
	'fewer decimals': true,
	'more decimals': true,
	'became key': true,
	'no longer key': true,
	'became mandatory': true,
	'became optional': true,
	'may not be zero': true,
	'may be zero': true,
	'values limited': true,
	'values free': true,
	'value added': true,
	'value removed': true,
	'value description': true,
	label: true,
	description: true,
	'root element': true,
};

const inOrder = (list: readonly Expected[]) =>
	list
		.map(({ connector, connectorType, level, field, value, change, before, after, severity }) =>
			JSON.stringify([
				connectorType,
				connector,
				level,
				field,
				value,
				change,
				before,
				after,
				severity,
			]),
		)
		.sort();

/** A pair of environments whose edits are known, and what a comparison of them finds. */
async function comparedPair(seed: number) {
	const make = new RandomEnvironment(seededRandom(seed));
	const before = make.environment();
	const edits = new RandomEdits(make, make.pick([0, 0.1, 0.4]));
	const after = edits.edit(before);
	make.shuffle(after);
	const [one, other] = [await snapshotOf(before), await snapshotOf(after)];
	return { edits, one, other, found: compareSnapshots(one, other, []).differences };
}

it(`finds every edit in ${PAIRS} random pairs once, and invents none`, async () => {
	const seen = new Set<Change>();
	let found = 0;
	for (let seed = SEED; seed < SEED + PAIRS; seed++) {
		const pair = await comparedPair(seed);
		expect([seed, inOrder(pair.found)]).toEqual([seed, inOrder(pair.edits.expected)]);
		for (const { change } of pair.found) seen.add(change);
		found += pair.found.length;
	}
	if (PAIRS < 500) return;
	expect([...seen].sort()).toEqual(Object.keys(CHANGES).sort());
	expect(found).toBeGreaterThan(2 * PAIRS);
});

it('finds the same backwards: what was added is removed, and so on', async () => {
	const places = (list: readonly Difference[]) =>
		list.map(({ connector, field, value, before, after }) =>
			JSON.stringify([connector, field, value, before, after]),
		);
	for (let seed = SEED; seed < SEED + Math.min(PAIRS, 50); seed++) {
		const { one, other, found } = await comparedPair(seed);
		const backwards = compareSnapshots(other, one, []).differences.map((difference) => ({
			...difference,
			before: difference.after,
			after: difference.before,
		}));
		expect([seed, places(backwards).sort()]).toEqual([seed, places(found).sort()]);
	}
});

it('gives the same text for the same metainfo, in whatever order AFAS tells it', async () => {
	for (let seed = SEED; seed < SEED + Math.min(PAIRS, 50); seed++) {
		const make = new RandomEnvironment(seededRandom(seed));
		const environment = make.environment();
		const before = JSON.stringify(await snapshotOf(environment));
		make.shuffle(environment);
		expect(JSON.stringify(await snapshotOf(environment))).toBe(before);
	}
});
