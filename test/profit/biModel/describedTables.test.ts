import { describeModel } from '../../../nodes/Afas/profit/biModel/biColumns';
import { type BiSource, openModel } from '../../../nodes/Afas/profit/biModel/biModel';
import { answer, readAll, row, ROOT, type Script, scriptedModel } from './scriptedModel';

/** A model with tables of which AFAS describes no columns. */
const tables =
	(names: readonly string[], refused: Readonly<Record<string, number>> = {}): Script =>
	({ path }) => {
		if (path.endsWith('$metadata')) return { status: 404 };
		if (path === ROOT) {
			const value = names.map((name) => ({ name, kind: 'EntitySet', url: name }));
			return { body: { '@odata.context': 'x/$metadata', value } };
		}
		const status = refused[path.slice(ROOT.length)];
		return status === undefined ? answer([row(1)]) : { status };
	};

const describeAll = async (source: BiSource) =>
	await describeModel(source, await openModel(source, { asked: '' }));

it.each([404, 403, 401, 500])('a table that gets %d leaves the others alone', async (status) => {
	const { source } = scriptedModel(tables(['A', 'B'], { B: status }));
	const described = await describeAll(source);
	expect(described.tables).toEqual([
		{ name: 'A', keys: [], fields: [{ id: 'Id', type: 'number' }] },
		{ name: 'B', keys: [], fields: [], problem: expect.stringMatching(/^.{20,}$/) as string },
	]);
});

it('a model of which no table can be read fails, and so does AFAS at rest', async () => {
	const both = scriptedModel(tables(['A', 'B'], { A: 404, B: 404 }));
	await expect(describeAll(both.source)).rejects.toThrow(
		"AFAS lists the table 'A' of the BI model 'X', but doesn't give it",
	);
	const resting = scriptedModel(tables(['A', 'B'], { B: 503 }));
	await expect(describeAll(resting.source)).rejects.toThrow(/503/);
});

it('a table that AFAS lists and does not give is not offered', async () => {
	const { source } = scriptedModel(tables(['A', 'B'], { B: 404 }));
	await expect(readAll(source, { table: 'B' })).rejects.toMatchObject({
		advice: expect.not.stringContaining('Did you mean') as string,
	});
});

it('a few of many tables are asked for a row', async () => {
	const names = Array.from({ length: 300 }, (_, index) => `T${index}`);
	const { source, asked } = scriptedModel(tables(names));
	const described = await describeAll(source);
	expect(described.tables.map(({ name }) => name)).toEqual(names);
	expect(described.tables.filter(({ problem }) => problem === undefined)).toHaveLength(20);
	expect(asked.length).toBeLessThan(30);
});
