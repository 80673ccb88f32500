import type { Row } from '../../../nodes/Afas/profit/row';
import {
	answer,
	linkTo,
	readAll,
	row,
	rowsFrom,
	type Script,
	scriptedModel,
} from './scriptedModel';

/** Every page has a link to another place, so only its rows can tell that it leads nowhere. */
const endless =
	(page: (link: number) => Row[]): Script =>
	({ link = 0 }) =>
		answer(page(link), linkTo(link + 1));

describe('links that never end are given up after few requests', () => {
	it.each([
		['one row over and over', () => [row(1)], /the same rows over and over/],
		[
			'two pages in turn',
			(link: number) => rowsFrom(link % 2, (link % 2) + 2),
			/the same rows over and over/,
		],
		[
			'one row after nineteen empty pages',
			(link: number) => (link % 20 === 0 ? [row(1)] : []),
			/hardly any new rows|the same rows/,
		],
		[
			'another row after nineteen empty pages',
			(link: number) => (link % 20 === 0 ? [row(link)] : []),
			/hardly any new rows/,
		],
	])('%s', async (_, page, message) => {
		const { source, asked } = scriptedModel(endless(page));
		await expect(readAll(source)).rejects.toThrow(message);
		expect(asked.length).toBeLessThan(50);
	});
});

it('many links to new rows are followed, whatever some of them hold', async () => {
	const script: Script = ({ link = 0 }) =>
		answer(link % 3 === 1 ? [] : [row(link)], link < 600 ? linkTo(link + 1) : undefined);
	const { source } = scriptedModel(script);
	const { rows, report } = await readAll(source);
	expect(rows).toHaveLength(401);
	expect(report.repeatedPages).toBe(0);
});

it('a few pages that are the same are data, and said', async () => {
	const script: Script = ({ link = 0 }) =>
		answer(rowsFrom(link % 2, (link % 2) + 3), link < 5 ? linkTo(link + 1) : undefined);
	const { rows, report } = await readAll(scriptedModel(script).source);
	expect([rows.length, report.repeatedPages]).toEqual([18, 4]);
});
