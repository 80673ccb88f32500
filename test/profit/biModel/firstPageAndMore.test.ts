import { ConnectionError } from '../../../nodes/Afas/profit/exchange/connectionError';
import { answer, linkTo, readAll, rowsFrom, type Script, scriptedModel } from './scriptedModel';

const ROWS = 3_000;
const AT_ONCE = 1_000;

/** Gives 1,000 rows at once of 3,000, and something else where rows are counted off. */
const counting =
	(second: ReturnType<Script>): Script =>
	({ skip = 0, top = AT_ONCE }) =>
		skip > 0 ? second : answer(rowsFrom(0, Math.min(top, AT_ONCE)));

describe('a limit above what AFAS gives at once', () => {
	it.each([
		['breaks off', new ConnectionError('broken', 'afas'), /connection to afas was broken/],
		['gives 401', { status: 401 }, /401/],
		['gives 503', { status: 503 }, /503/],
		['gives 404', { status: 404 }, /no longer knows the place/],
		['gives 410', { status: 410 }, /no longer knows the place/],
		['gives other rows', answer(rowsFrom(7_777, 8_000)), /rows of the BI model moved/],
	])('fails where the second page %s', async (_, second, message) => {
		const { source } = scriptedModel(counting(second));
		await expect(readAll(source, { limit: 5_000 })).rejects.toThrow(message);
	});

	it('ends when it is cancelled at the second page', async () => {
		const abort = new AbortController();
		const script: Script = (asked) => {
			if (asked.skip !== undefined) abort.abort();
			return counting({})(asked);
		};
		const { source } = scriptedModel(script, abort.signal);
		await expect(readAll(source, { limit: 5_000 })).rejects.toThrow('The execution was cancelled');
	});

	it.each([
		['400', { status: 400 }],
		['500 in words', { status: 500, body: { externalMessage: 'Onbekende parameter $skip' } }],
		['501', { status: 501 }],
		['the first page', answer(rowsFrom(0, AT_ONCE))],
	])('reads on by links where $skip gets %s', async (_, second) => {
		const linked: Script = (asked) => {
			if (asked.skip !== undefined || asked.top !== undefined) return counting(second)(asked);
			const from = asked.link ?? 0;
			const to = Math.min(from + 700, ROWS);
			return answer(rowsFrom(from, to), to < ROWS ? linkTo(to) : undefined);
		};
		const { source } = scriptedModel(linked);
		const { rows, report } = await readAll(source, { limit: 5_000 });
		expect(rows).toEqual(rowsFrom(0, ROWS));
		expect(report.endUnproven).toBe(false);
		const few = await readAll(source, { limit: 1_500 });
		expect(few.rows).toEqual(rowsFrom(0, 1_500));
	});

	it('says that nobody can tell where there is neither $skip nor a link', async () => {
		const { source } = scriptedModel(counting({ status: 400 }));
		const { rows, report } = await readAll(source, { limit: 5_000 });
		expect([rows.length, report.endUnproven]).toEqual([AT_ONCE, true]);
	});

	it('fails where the rows moved before the links were followed', async () => {
		const script: Script = (asked) =>
			asked.skip === undefined && asked.top === undefined
				? answer(rowsFrom(5, 900))
				: counting({ status: 400 })(asked);
		const { source } = scriptedModel(script);
		await expect(readAll(source, { limit: 5_000 })).rejects.toThrow(/moved during the read/);
	});
});

it('counting off ends where $skip is ignored and rows are alike', async () => {
	const alike: Script = ({ top = 0 }) =>
		answer(Array.from({ length: Math.min(top, 1_000) }, () => ({ Jaar: 2026 })));
	const { source, asked } = scriptedModel(alike);
	const failing = readAll(source, { pagination: 'skipTop', pageSize: 1_000 });
	await expect(failing).rejects.toThrow(/gives the same rows whatever 'skip' is/);
	expect(asked.length).toBeLessThan(50);
});
