import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf } from '../bench/endurance/endurance.mjs';
import { judge, measureCase, median } from '../bench/measure.mjs';
import { targetTable } from '../bench/table.mjs';

test('the median is the middle one, or the mean of the middle two', () => {
	assert.equal(median([9, 1, 5]), 5);
	assert.equal(median([4, 1, 9, 2]), 3);
});

function resultOf(target, walls) {
	const rounds = Object.entries(walls).map(([name, times]) => [
		name,
		times.map((wall) => ({ wall, requests: 9 })),
	]);
	return {
		measured: { name: 'case', measure: 'wall', targets: [target] },
		rounds: new Map(rounds),
	};
}

test('a target is held against the medians of both contenders', () => {
	const walls = { a: [10, 90, 20], b: [100, 300, 200] };
	const judged = (target) => judge(resultOf({ of: 'a', ...target }, walls))[0];
	const { value, margin } = judged({ against: 'b', atMost: 0.2 });
	assert.deepEqual([value, margin], [0.1, 2]);
	assert.equal(judged({ against: 'b', atLeast: 20 }).value, 10);
	assert.equal(judged({ against: 'b', atLeast: 20 }).margin, 0.5);
	assert.equal(judged({ measure: 'requests', atMost: 18 }).margin, 2);
});

test('the table says what was reached and what was missed', () => {
	const text = (atMost) => {
		const result = resultOf({ of: 'a', against: 'b', atMost }, { a: [10], b: [20] });
		return targetTable([{ measured: result.measured, verdicts: judge(result) }]);
	};
	assert.match(text(0.5), /\| a against b \| wall \| at most 0.5 \| 0.50 \| reached \|$/);
	assert.match(text(0.4), /\| MISSED \|$/);
});

test('contenders take turns, warm-ups are not counted, slow ones run once', async () => {
	const ran = [];
	const started = [];
	const stopped = [];
	const bench = {
		simulator: { reset: async () => {} },
		worker: async () => {
			started.push(1);
			return { stop: async () => stopped.push(1) };
		},
	};
	const contender = (name, more) => ({
		name,
		run: async () => {
			ran.push(name);
			return { wall: ran.length, cpu: 1 };
		},
		...more,
	});
	const measured = {
		name: 'case',
		warmUps: 1,
		rounds: 2,
		prepare: async () => [
			contender('a'),
			contender('b'),
			contender('c', { once: true, times: 10 }),
		],
	};
	const { rounds } = await measureCase(bench, measured, { announce: () => {} });
	assert.equal(ran.join(''), 'ababcab');
	assert.deepEqual(
		rounds.get('a').map(({ wall }) => wall),
		[3, 6],
	);
	assert.deepEqual(rounds.get('c'), [{ wall: 50, cpu: 10 }]);
	assert.deepEqual([started.length, stopped.length], [3, 3]);
});

test('growth is what comes after the warm-up', () => {
	assert.equal(growthOf([50, 70, 70, 70]), 0);
	assert.equal(growthOf([50, 60, 70, 80, 90, 100, 110, 120]), 40);
});
