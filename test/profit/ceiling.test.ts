import { Ceiling, RECOVERY } from '../../nodes/Afas/profit/exchange/ceiling';

function ceilingOf8() {
	const clock = { now: 0 };
	return { clock, ceiling: new Ceiling(8, () => clock.now) };
}

describe('the ceiling of requests in flight', () => {
	it('is the highest as long as nothing is refused', () => {
		const { ceiling, clock } = ceilingOf8();
		expect(ceiling.current).toBe(8);
		clock.now = 1e9;
		expect(ceiling.current).toBe(8);
	});

	it('halves what was in flight, down to one', () => {
		const { ceiling, clock } = ceilingOf8();
		const seen = [5, 5, 2, 1].map((inFlight) => {
			ceiling.stepDown(inFlight, clock.now);
			clock.now += 1;
			return ceiling.current;
		});
		expect(seen).toEqual([2, 1, 1, 1]);
	});

	it('takes refusals of requests sent before the last step for one sign', () => {
		const { ceiling, clock } = ceilingOf8();
		clock.now = 100;
		ceiling.stepDown(8, 0);
		for (let refusal = 0; refusal < 7; refusal++) ceiling.stepDown(7 - refusal, refusal);
		expect(ceiling.current).toBe(4);
		clock.now = 200;
		ceiling.stepDown(4, 150);
		expect(ceiling.current).toBe(2);
	});

	it('comes back one at a time', () => {
		const { ceiling, clock } = ceilingOf8();
		ceiling.stepDown(8, 0);
		const seen = [RECOVERY - 1, RECOVERY, 2 * RECOVERY, 4 * RECOVERY, 100 * RECOVERY].map((now) => {
			clock.now = now;
			return ceiling.current;
		});
		expect(seen).toEqual([4, 5, 6, 8, 8]);
	});

	it('begins anew with each step', () => {
		const { ceiling, clock } = ceilingOf8();
		ceiling.stepDown(8, 0);
		clock.now = 3 * RECOVERY;
		expect(ceiling.current).toBe(7);
		ceiling.stepDown(6, clock.now);
		expect(ceiling.current).toBe(3);
		clock.now += RECOVERY - 1;
		expect(ceiling.current).toBe(3);
	});
});
