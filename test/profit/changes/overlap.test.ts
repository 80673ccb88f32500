import { overlapStart, secondBefore } from '../../../nodes/Afas/profit/changes/overlap';

describe('where the next look begins', () => {
	it.each([
		['the overlap before the newest change', '2026-06-03T10:00:00', 5, '2026-06-03T09:55:00'],
		['at least two seconds before it', '2026-06-03T10:00:00', 0, '2026-06-03T09:59:58'],
		['a day before a column of days', '2026-06-03T00:00:00', 5, '2026-06-02T00:00:00'],
		['longer before it when asked', '2026-06-03T00:00:00', 2_880, '2026-06-01T00:00:00'],
		['the start of the hour that comes twice', '2026-10-25T02:45:00', 5, '2026-10-25T02:00:00'],
		['earlier at the start of that hour', '2026-10-25T02:03:00', 5, '2026-10-25T01:58:00'],
		['its last half second counts to it', '2026-10-25T03:00:00', 5, '2026-10-25T02:00:00'],
		['the overlap after that hour', '2026-10-25T03:00:01', 5, '2026-10-25T02:55:01'],
		['the overlap in the same hour of other days', '2026-10-24T02:45:00', 5, '2026-10-24T02:40:00'],
		['across the hour that spring skips', '2027-03-28T03:02:00', 5, '2027-03-28T02:57:00'],
	])('is %s', (_what, newest, minutes, start) => {
		expect(overlapStart(newest, minutes)).toBe(start);
	});

	it('crosses midnight', () => {
		expect(secondBefore('2026-01-01T00:00:00')).toBe('2025-12-31T23:59:59');
	});
});
