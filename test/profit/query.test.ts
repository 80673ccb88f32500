import { encodeFilter } from '../../nodes/Afas/profit/filter/filterEncoding';
import {
	assertQueryFits,
	buildRowsQuery,
	QUERY_LIMIT,
	queryFits,
	queryLength,
} from '../../nodes/Afas/profit/rows/query';
import { QueryTooLongError } from '../../nodes/Afas/profit/rows/queryTooLongError';

describe('the query string of a page', () => {
	it('asks for rows in an order, with raw commas', () => {
		const query = buildRowsQuery({
			skip: 200,
			take: 100,
			sort: [
				{ field: 'Medewerker', direction: 'asc' },
				{ field: 'Gewijzigd_op', direction: 'desc' },
			],
			filter: encodeFilter([[{ field: 'AdminId', operator: 'equals', value: '1' }]]).query,
		});
		expect(query).toBe(
			'skip=200&take=100&orderbyfieldids=Medewerker,-Gewijzigd_op' +
				'&filterfieldids=AdminId&filtervalues=1&operatortypes=1',
		);
	});

	it('leaves out what is not asked', () => {
		expect(buildRowsQuery({ skip: 0, take: 10, sort: [], filter: '' })).toBe('skip=0&take=10');
	});

	it('percent-encodes the columns of the order', () => {
		const sort = [{ field: 'Naam & adres', direction: 'desc' as const }];
		expect(buildRowsQuery({ skip: 0, take: 1, sort, filter: '' })).toBe(
			'skip=0&take=1&orderbyfieldids=-Naam%20%26%20adres',
		);
	});
});

describe('the room in a query string', () => {
	const queryOf = (characters: number) => 'x'.repeat(characters - 1);

	it('is 2049 characters with the question mark', () => {
		expect(QUERY_LIMIT).toBe(2049);
		expect(queryLength('skip=0')).toBe('?skip=0'.length);
		expect(queryLength('')).toBe(0);
	});

	it('accepts the last that fits', () => {
		expect(queryFits(queryOf(2049))).toBe(true);
		expect(() => assertQueryFits(queryOf(2049))).not.toThrow();
	});

	it('refuses the first that does not fit, with its length and what to do', () => {
		expect(queryFits(queryOf(2050))).toBe(false);
		try {
			assertQueryFits(queryOf(2050));
			throw new Error('accepted');
		} catch (error) {
			expect(error).toBeInstanceOf(QueryTooLongError);
			expect(error).toMatchObject({
				length: 2050,
				message:
					'The filter and sort order make a query string of 2050 characters, and AFAS accepts 2049',
				advice: expect.stringContaining('split them over several runs') as string,
			});
		}
	});
});
