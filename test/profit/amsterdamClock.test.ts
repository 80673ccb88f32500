import {
	offsetAtInstant,
	offsetAtWallTime,
	offsetOfWholeDay,
	offsetText,
	wallTimeText,
} from '../../nodes/Afas/profit/time/amsterdamClock';
import { isCalendarDay } from '../../nodes/Afas/profit/time/calendarDay';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const engineClock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Amsterdam',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** What Intl shows on the clock, as `YYYY-MM-DDTHH:mm:ss`. */
function engineText(instant: number): string {
	return engineClock.format(instant).replace(' ', 'T');
}

describe('the clock of Amsterdam', () => {
	it('agrees with Intl on every day from 1950 to 2060, and a few hours around every switch', () => {
		const differences: string[] = [];
		const compare = (instant: number) => {
			const [own, engine] = [wallTimeText(instant), engineText(instant)];
			if (own !== engine) differences.push(`${own} ${engine}`);
		};
		let compared = 0;
		let before = offsetAtInstant(Date.UTC(1950, 0, 1));
		for (let noon = Date.UTC(1950, 0, 1, 12); noon < Date.UTC(2061, 0, 1); noon += DAY) {
			compare(noon);
			compared++;
			const offset = offsetAtInstant(noon);
			if (offset !== before) {
				for (let quarter = noon - DAY; quarter <= noon; quarter += HOUR / 4) compare(quarter);
			}
			before = offset;
		}
		expect(compared).toBe(40_543);
		expect(differences).toEqual([]);
	});

	it('agrees with Intl to the second in 1900 to 2100, at random moments', () => {
		let seed = 20260131;
		const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
		const [from, until] = [Date.UTC(1900, 0, 1), Date.UTC(2100, 11, 31)];
		const differences = Array.from({ length: 5000 }, () => {
			const instant = from + Math.floor((random() * (until - from)) / 1000) * 1000;
			return [wallTimeText(instant), engineText(instant)];
		}).filter(([own, engine]) => own !== engine);
		expect(differences).toEqual([]);
	});

	it.each([
		['2024-03-31T00:59:59Z', '2024-03-31T01:59:59'],
		['2024-03-31T01:00:00Z', '2024-03-31T03:00:00'],
		['2024-10-27T00:59:59Z', '2024-10-27T02:59:59'],
		['2024-10-27T01:00:00Z', '2024-10-27T02:00:00'],
		// Summer time ended in September until 1995, and began in April in 1977.
		['1995-09-24T00:59:59Z', '1995-09-24T02:59:59'],
		['1995-09-24T01:00:00Z', '1995-09-24T02:00:00'],
		['1977-04-03T01:00:00Z', '1977-04-03T03:00:00'],
		['2024-12-31T23:30:00.999Z', '2025-01-01T00:30:00'],
		['9998-07-01T00:00:00Z', '9998-07-01T02:00:00'],
	])('shows %s as %s', (instant, text) => {
		expect(wallTimeText(Date.parse(instant))).toBe(text);
	});

	it.each([
		['2024-03-31T01:59:59', 60],
		['2024-03-31T02:00:00', 60],
		['2024-03-31T02:59:59', 60],
		['2024-03-31T03:00:00', 120],
		['2024-10-27T01:59:59', 120],
		['2024-10-27T02:00:00', 120],
		['2024-10-27T02:59:59', 120],
		['2024-10-27T03:00:00', 60],
		['1960-07-01T12:00:00', 60],
		['1985-07-01T12:00:00', 120],
		['0099-07-01T12:00:00', 18],
	])('has at wall time %s an offset of %i minutes', (wallTime, offset) => {
		expect(offsetAtWallTime(Date.parse(`${wallTime}Z`))).toBe(offset);
	});

	it('has one offset on every day but those around a switch', () => {
		expect(offsetOfWholeDay(Date.UTC(2024, 6, 1))).toBe(120);
		expect(offsetOfWholeDay(Date.UTC(2024, 11, 31))).toBe(60);
		expect(offsetOfWholeDay(Date.UTC(2024, 2, 31))).toBeUndefined();
		expect(offsetOfWholeDay(Date.UTC(2024, 9, 27))).toBeUndefined();
	});

	it.each([
		[120, '+02:00'],
		[18, '+00:18'],
		[0, '+00:00'],
		[-90, '-01:30'],
	])('writes %i minutes as %s', (offset, text) => {
		expect(offsetText(offset)).toBe(text);
	});
});

describe('days of the calendar', () => {
	it.each(['2024-02-29', '1900-01-01', '0001-01-01', '9999-12-31'])('has %s', (day) => {
		expect(isCalendarDay(day)).toBe(true);
	});

	it.each(['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '2024-01-00'])(
		'does not have %s',
		(day) => {
			expect(isCalendarDay(day)).toBe(false);
		},
	);
});
