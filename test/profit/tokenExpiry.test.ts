import { daysLeft, expiryDay, expiryWarning } from '../../nodes/Afas/profit/access/tokenExpiry';

describe('the end of a token', () => {
	it.each([
		['0', undefined],
		['', undefined],
		['soon', undefined],
		['2027-05-01', '2027-05-01'],
		['2027-05-01T00:00:00Z', '2027-05-01'],
		['1-5-2027', '2027-05-01'],
		['31-12-2026 00:00:00', '2026-12-31'],
		['2027-13-45', undefined],
	])('in %j is %j', (text, day) => {
		expect(expiryDay(text)).toBe(day);
	});

	it('is counted in days', () => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(daysLeft('2026-11-24', now)).toBe(1);
		expect(daysLeft('2027-01-22', now)).toBe(60);
		expect(daysLeft('2026-11-22', now)).toBe(-1);
	});

	it('is warned of from sixty days before', () => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(expiryWarning(undefined, now)).toBeUndefined();
		expect(expiryWarning('2027-01-23', now)).toBeUndefined();
		expect(expiryWarning('2027-01-22', now)).toContain('expires on 2027-01-22, in 60 days');
		expect(expiryWarning('2026-11-22', now)).toContain('expired on 2026-11-22');
	});
});
