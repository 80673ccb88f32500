import { secretEndOf, secretWarning } from '../../nodes/Afas/profit/access/secretExpiry';
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
		['2026-02-31', undefined],
		['31-02-2026', undefined],
		['2028-02-29', '2028-02-29'],
	])('in %j is %j', (text, day) => {
		expect(expiryDay(text)).toBe(day);
	});

	it('is counted in days', () => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(daysLeft('2026-11-24', now)).toBe(1);
		expect(daysLeft('2027-01-22', now)).toBe(60);
		expect(daysLeft('2026-11-23', now)).toBe(0);
		expect(daysLeft('2026-11-22', now)).toBe(-1);
	});

	it('is warned of from sixty days before', () => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(expiryWarning(undefined, now)).toBeUndefined();
		expect(expiryWarning('2027-01-23', now)).toBeUndefined();
		expect(expiryWarning('2027-01-22', now)).toContain('expires on 2027-01-22, in 60 days');
		expect(expiryWarning('2026-11-24', now)).toContain('expires on 2026-11-24, in 1 day.');
		expect(expiryWarning('2026-11-22', now)).toContain('expired on 2026-11-22');
	});

	it('is that of the token itself, and a new one is a way out while AFAS makes them', () => {
		const warning = expiryWarning('2027-05-01', Date.parse('2027-03-20T12:00:00Z'));
		expect(warning).toContain('expires on 2027-05-01, in 42 days');
		expect(warning).toContain('or make a new token');
		expect(warning).not.toContain('ends tokens on 31 August 2027');
	});

	it.each([undefined, '2027-08-31', '2028-01-01'])(
		'is that of all tokens for one that ends on %s, with OAuth2 as the only way out',
		(day) => {
			expect(expiryWarning(day, Date.parse('2027-07-01T12:00:00Z'))).toBeUndefined();
			const soon = expiryWarning(day, Date.parse('2027-07-02T12:00:00Z'));
			expect(soon).toBe(
				'The AFAS token expires on 2027-08-31, in 60 days. Switch to OAuth2: AFAS accepts no tokens after 31 August 2027.',
			);
			expect(expiryWarning(day, Date.parse('2027-08-31T12:00:00Z'))).toContain('expires today');
			expect(expiryWarning(day, Date.parse('2027-09-01T12:00:00Z'))).toContain('expired on');
		},
	);

	it('has no new token as a way out after the last day of all', () => {
		const warning = expiryWarning('2027-05-01', Date.parse('2027-09-01T12:00:00Z'));
		expect(warning).toContain('expired on 2027-05-01. Switch to OAuth2: AFAS accepts no tokens');
	});
});

describe('the end of a client secret', () => {
	it.each([
		['2026-11-22', 'ended on 2026-11-22, says'],
		['2026-11-23', 'ends today, on 2026-11-23, says'],
		['2026-11-24', 'ends on 2026-11-24, in 1 day, says'],
		['2026-11-25', 'ends on 2026-11-25, in 2 days, says'],
		['2026-02-31', "has no readable date: 'Secret Ends On' in the credential is '2026-02-31'"],
	])('on %s is told as it is', (filledIn, words) => {
		const now = Date.parse('2026-11-23T12:00:00Z');
		expect(secretWarning(secretEndOf(filledIn), now)).toContain(words);
	});
});
