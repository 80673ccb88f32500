import { secretEndOf, secretWarning } from '../../nodes/Afas/profit/access/secretExpiry';

const NOW = Date.parse('2027-04-01T12:00:00Z');

describe('the end of a client secret', () => {
	it.each([
		[undefined, undefined],
		[null, undefined],
		[' ', undefined],
		['2027-05-28T00:00:00', '2027-05-28'],
		['2027-05-28', '2027-05-28'],
		['28-05-2027', '2027-05-28'],
		[new Date('2027-05-28T00:00:00Z'), '2027-05-28'],
	])('filled in as %j is %j', (filledIn, day) => {
		expect(secretEndOf(filledIn)?.day).toBe(day);
	});

	it('is warned of from thirty days before', () => {
		const warning = (text: string) => secretWarning(secretEndOf(text), NOW);
		expect(secretWarning(undefined, NOW)).toBeUndefined();
		expect(warning('2027-05-02')).toBeUndefined();
		expect(warning('2027-05-01')).toContain('ends on 2027-05-01, in 30 days');
		expect(warning('2027-04-01')).toContain('ends today, on 2027-04-01');
		expect(warning('2026-12-31')).toContain('ended on 2026-12-31');
	});

	it('that is no date is said to be none', () => {
		expect(secretWarning(secretEndOf('over een half jaar'), NOW)).toContain(
			"is 'over een half jaar'",
		);
	});
});
