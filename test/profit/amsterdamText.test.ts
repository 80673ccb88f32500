/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';
import { toAmsterdamText } from '../../nodes/Afas/profit/time/amsterdamText';
import { formatRowDate } from '../../nodes/Afas/profit/time/rowDates';
import { DateError } from '../../nodes/Afas/profit/time/dateError';

describe('dates going in', () => {
	it.each([
		['2026-01-31', '2026-01-31', '2026-01-31'],
		['2026-01-31T14:05:09', '2026-01-31T14:05:09', '2026-01-31'],
		['2026-01-31 14:05', '2026-01-31T14:05:00', '2026-01-31'],
		['2026-01-31T14:05:09.123', '2026-01-31T14:05:09', '2026-01-31'],
		['2026-01-31T13:05:09Z', '2026-01-31T14:05:09', '2026-01-31'],
		['2026-01-31T13:05:09.999z', '2026-01-31T14:05:09', '2026-01-31'],
		['2026-07-31T13:05:09Z', '2026-07-31T15:05:09', '2026-07-31'],
		['2026-01-31T23:30:00Z', '2026-02-01T00:30:00', '2026-02-01'],
		['2026-01-31T23:30:00-05:00', '2026-02-01T05:30:00', '2026-02-01'],
		['2026-01-31T00:30:00+0530', '2026-01-30T20:00:00', '2026-01-30'],
		['2026-01-31T14:05+01', '2026-01-31T14:05:00', '2026-01-31'],
		['31-01-2026', '2026-01-31', '2026-01-31'],
		['1-2-2026', '2026-02-01', '2026-02-01'],
		['31-1-2026 14:05', '2026-01-31T14:05:00', '2026-01-31'],
		['31-1-2026 9:05:07', '2026-01-31T09:05:07', '2026-01-31'],
		['  2026-01-31  ', '2026-01-31', '2026-01-31'],
		['1946-07-01', '1946-07-01', '1946-07-01'],
		['9999-12-31', '9999-12-31', '9999-12-31'],
		['9999-12-31T00:00:00+01:00', '9999-12-31T00:00:00', '9999-12-31'],
		['9999-12-31T23:59:59+01:00', '9999-12-31T23:59:59', '9999-12-31'],
		['0001-01-01T00:00:00+00:18', '0001-01-01T00:00:00', '0001-01-01'],
		['Mon, 20 Jun 2022 10:43:17 +0200', '2022-06-20T10:43:17', '2022-06-20'],
		['Mon, 20 Jun 2022 08:43:17 GMT', '2022-06-20T10:43:17', '2022-06-20'],
		['Fri, 3 Jan 2025 23:30:00 +0000 (UTC)', '2025-01-04T00:30:00', '2025-01-04'],
		['03 jan 2025 23:30 -0500', '2025-01-04T05:30:00', '2025-01-04'],
		[' Fri,  3 Jan 2025 23:30:00 Z', '2025-01-04T00:30:00', '2025-01-04'],
	])('reads %j as %s, or as the day %s', (value, moment, day) => {
		expect(toAmsterdamText(value, 'moment')).toBe(moment);
		expect(toAmsterdamText(value, 'date')).toBe(day);
	});

	it('reads what the node itself shows of a row, in every year', () => {
		for (let year = 1; year <= 9999; year += year < 1900 || year > 2100 ? 97 : 1) {
			for (const day of ['01-01', '03-31', '07-15', '10-31', '12-31']) {
				for (const time of ['00:00:00', '02:30:00', '23:59:59']) {
					const clock = `${String(year).padStart(4, '0')}-${day}T${time}`;
					const shown = formatRowDate(`${clock}Z`, 'offset');
					// An hour that spring skips comes back as the clock that is set forward.
					const read = toAmsterdamText(shown, 'moment');
					if (read !== clock) expect([clock, read]).toEqual([clock, clock.replace('T02', 'T03')]);
				}
			}
		}
	});

	it('takes a JavaScript Date as an instant, from another realm too', () => {
		const text = '2026-07-31T22:30:00.000Z';
		const foreign: unknown = runInNewContext(`new Date('${text}')`);
		expect(foreign instanceof Date).toBe(false);
		for (const value of [new Date(text), foreign]) {
			expect(toAmsterdamText(value, 'moment')).toBe('2026-08-01T00:30:00');
			expect(toAmsterdamText(value, 'date')).toBe('2026-08-01');
		}
	});

	it('takes a Luxon DateTime as an instant, whatever its zone', () => {
		const newYork = DateTime.fromISO('2026-01-31T20:00:00', { zone: 'America/New_York' });
		expect(toAmsterdamText(newYork, 'moment')).toBe('2026-02-01T02:00:00');
		expect(toAmsterdamText(newYork, 'date')).toBe('2026-02-01');
	});

	it('keeps the day of a Luxon midnight in Amsterdam, also in the years without summer time', () => {
		for (let year = 1900; year <= 2100; year++) {
			for (const day of [`${year}-01-01`, `${year}-06-15`, `${year}-10-01`]) {
				const midnight = DateTime.fromISO(day, { zone: 'Europe/Amsterdam' });
				expect(toAmsterdamText(midnight, 'date')).toBe(day);
				expect(toAmsterdamText(midnight, 'moment')).toBe(`${day}T00:00:00`);
			}
		}
	});

	it.each([
		[1_706_745_600_000, "1706745600000 is a number, and a date can't be read from a number"],
		['gisteren', "'gisteren' is not a date"],
		['2026-02-30', "'2026-02-30' is not a day that exists"],
		['31-02-2026', "'31-02-2026' is not a day that exists"],
		['2026-13-01T10:00:00Z', "'2026-13-01T10:00:00Z' is not a day that exists"],
		['2026-01-31T25:00', "'2026-01-31T25:00' has a time that doesn't exist"],
		['2026-01-31T10:00:00+25:00', "'2026-01-31T10:00:00+25:00' is not a valid moment"],
		['01/31/2026', "'01/31/2026' is not a date"],
		['20260131', "'20260131' is not a date"],
		['', "'' is not a date"],
		[`2026${'x'.repeat(100)}`, `'2026${'x'.repeat(56)}…' is not a date`],
		[null, 'An empty value is not a date'],
		[undefined, 'An empty value is not a date'],
		[true, "'true' is not a date"],
		[[], 'A list is not a date'],
		[{ year: 2026 }, 'An object is not a date'],
		[new Date('x'), 'The JavaScript Date is not a valid moment'],
		[DateTime.fromISO('x'), 'The DateTime is not a valid moment'],
		[new Date(8.64e15), 'The JavaScript Date is not in the years 1 to 9999'],
		['9999-12-31T23:30:00Z', "'9999-12-31T23:30:00Z' is not in the years 1 to 9999"],
		[
			'Mon, 31 Jun 2022 10:43:17 +0200',
			"'Mon, 31 Jun 2022 10:43:17 +0200' is not a day that exists",
		],
		['Mon, 20 Jun 2022', "'Mon, 20 Jun 2022' is not a date"],
		['Mon, 20 Jui 2022 10:43:17 +0200', "'Mon, 20 Jui 2022 10:43:17 +0200' is not a date"],
		['Mon, 20 Jun 2022 10:43:17', "'Mon, 20 Jun 2022 10:43:17' is not a date"],
	])('refuses %j', (value, message) => {
		expect(() => toAmsterdamText(value, 'moment')).toThrow(new DateError(message));
	});

	it('says what to do instead', () => {
		expect(new DateError('x').advice).toContain('2026-01-31T14:05:00');
	});
});
