import { adviceOn, type FinishedRead } from '../../nodes/Afas/profit/rows/fairUse';
import { emptyMatchReport } from '../../nodes/Afas/profit/rows/matchingRows';
import { emptyReport } from '../../nodes/Afas/profit/rows/paging/report';

const quiet: FinishedRead = {
	filter: [[{ field: 'Naam', operator: 'equals', value: 'x' }]],
	wantedSort: [{ field: 'Id', direction: 'asc' }],
	sort: [{ field: 'Id', direction: 'asc' }],
	rows: 1000,
	isFile: false,
	report: { ...emptyReport(), pages: 3, plannedPageSize: 500, smallestPageSize: 500 },
	matches: emptyMatchReport(),
	keysetImpossible: false,
};

describe('advice on a read', () => {
	it('is silent when all is well', () => {
		expect(adviceOn(quiet)).toEqual([]);
	});

	it.each<[string, Partial<FinishedRead>]>([
		[
			"'Naam' compares a part of the text",
			{ filter: [[{ field: 'Naam', operator: 'contains', value: '%x%' }]] },
		],
		['FILT-47', { filter: [[{ field: 'Naam', operator: 'startsWith', value: 'x%' }]] }],
		['FILT-47', { filter: [[{ field: 'Naam', operator: 'notStartsWith', value: 'x%' }]] }],
		['1 row that is not what the filter', { matches: { ...emptyMatchReport(), leftOut: 1 } }],
		['1,234 rows that are not what', { matches: { ...emptyMatchReport(), leftOut: 1_234 } }],
		['2 rows may be too many', { matches: { ...emptyMatchReport(), unsure: 2 } }],
		["no '%' as a wildcard", { matches: { ...emptyMatchReport(), withoutPercent: true } }],
		['in the order of Id', { wantedSort: [] }],
		['Keyset', { keysetImpossible: true }],
		['Key Fields', { report: { ...quiet.report, sortNotUnique: true } }],
		['100,000 rows for the last pages', { report: { ...quiet.report, deepestSkip: 100_001 } }],
		["put the rows in a file with 'Output'", { rows: 100_001 }],
		['100,001 rows in one run are much work for AFAS', { rows: 100_001, isFile: true }],
		['ran out of memory with 500 rows', { report: { ...quiet.report, smallestPageSize: 250 } }],
		['complete and appear once', { report: { ...quiet.report, placesFoundAgain: 1 } }],
		['may appear twice', { report: { ...quiet.report, possiblyTwice: 1 } }],
		['appears as it was before', { report: { ...quiet.report, changedAtBorder: 1 } }],
	])('mentions %s', (part, change) => {
		const advice = adviceOn({ ...quiet, ...change });
		expect(advice).toHaveLength(1);
		expect(advice[0]).toContain(part);
	});

	it('promises no complete rows when it is not sure of one', () => {
		const report = { ...quiet.report, placesFoundAgain: 1, changedAtBorder: 1 };
		expect(adviceOn({ ...quiet, report }).join()).not.toContain('are complete');
	});

	it('does not bother about the order of a single page', () => {
		const report = { ...quiet.report, pages: 1 };
		expect(adviceOn({ ...quiet, wantedSort: [], report })).toEqual([]);
	});
});
