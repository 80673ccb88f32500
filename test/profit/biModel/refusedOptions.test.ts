import {
	answer,
	linkTo,
	readAll,
	rowsFrom,
	ROOT,
	type Script,
	scriptedModel,
} from './scriptedModel';

const REFUSALS = [
	['400', { status: 400 }],
	['404', { status: 404 }],
	['405', { status: 405 }],
	['422', { status: 422, body: { error: { message: 'Unprocessable' } } }],
	['500 in words', { status: 500, body: { externalMessage: 'Onbekende parameter $top' } }],
	['501', { status: 501 }],
] as const;

const TABLES = {
	'@odata.context': 'x/$metadata',
	value: [{ name: 'T', kind: 'EntitySet', url: 'T' }],
};

describe.each(REFUSALS)("'$top' that gets %s", (_, refusal) => {
	it('is left out, once, where rows come from the root', async () => {
		const { source, asked } = scriptedModel(({ top }) =>
			top === undefined ? answer(rowsFrom(0, 100)) : refusal,
		);
		const { rows, report } = await readAll(source, { limit: 50 });
		expect(rows).toEqual(rowsFrom(0, 50));
		expect(report.topRefused).toBe(true);
		expect(asked.filter((place) => place.includes('$top')).length).toBeLessThan(5);
	});

	it('is left out, and remembered, where they come from a table', async () => {
		const { source, asked } = scriptedModel(({ path, top }) => {
			if (top !== undefined) return refusal;
			return path === ROOT ? { body: TABLES } : answer(rowsFrom(0, 100));
		});
		await readAll(source, { limit: 50 });
		asked.length = 0;
		expect((await readAll(source, { limit: 50 })).rows).toEqual(rowsFrom(0, 50));
		expect(asked).toEqual([`${ROOT}T`]);
	});
});

it.each(REFUSALS)('a filter that gets %s is never left out', async (_, refusal) => {
	const { source } = scriptedModel(({ query }) =>
		query.includes('filter') ? refusal : answer(rowsFrom(0, 9)),
	);
	await expect(readAll(source, { asked: '$filter=a', limit: 5 })).rejects.toMatchObject({
		advice: expect.stringContaining("without 'Filter'") as string,
	});
});

it.each([401, 403, 410, 429, 503])('a failure with status %d is no refusal', async (status) => {
	const { source, asked } = scriptedModel(({ top }) =>
		top === undefined ? answer(rowsFrom(0, 9)) : { status },
	);
	await expect(readAll(source, { limit: 5 })).rejects.toThrow();
	expect(asked.filter((place) => !place.includes('$top'))).toEqual([]);
});

describe('counting off', () => {
	it('asks for more again after one short page', async () => {
		const script: Script = ({ skip = 0, top = 1_000 }) =>
			answer(rowsFrom(skip, Math.min(skip + Math.min(top, skip === 999 ? 3 : 1_000), 9_000)));
		const { source, asked } = scriptedModel(script);
		const { rows } = await readAll(source, { pagination: 'skipTop' });
		expect(rows).toEqual(rowsFrom(0, 9_000));
		expect(asked.length).toBeLessThan(60);
	});

	it('does not keep asking for more than AFAS gives at once', async () => {
		const script: Script = ({ skip = 0, top = 0 }) =>
			answer(rowsFrom(skip, Math.min(skip + Math.min(top, 100), 20_000)));
		const { source, asked } = scriptedModel(script);
		const { rows } = await readAll(source, { pagination: 'skipTop' });
		expect(rows).toEqual(rowsFrom(0, 20_000));
		// The rows are worth 203 requests, each with the row that it shares with the one before.
		expect(asked.length).toBeLessThan(225);
	});

	it('bears that AFAS gives another number of rows each time', async () => {
		const script: Script = ({ skip = 0, top = 0 }) =>
			answer(rowsFrom(skip, Math.min(skip + Math.min(top, 2 + ((skip * 7) % 5)), 200)));
		const { source } = scriptedModel(script);
		const { rows } = await readAll(source, { pagination: 'skipTop', pageSize: 50 });
		expect(rows).toEqual(rowsFrom(0, 200));
	});
});

it('links of an answer without $top are followed all the same', async () => {
	const { source } = scriptedModel(({ top, link = 0 }) =>
		top === undefined
			? answer(rowsFrom(link, link + 10), link < 90 ? linkTo(link + 10) : undefined)
			: { status: 501 },
	);
	expect((await readAll(source, { pagination: 'skipTop' })).rows).toEqual(rowsFrom(0, 100));
});
