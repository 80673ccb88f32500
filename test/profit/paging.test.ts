/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { SortField } from '../../nodes/Afas/profit/rows/order';
import type {
	AnchorChoice,
	Page,
	PageRequest,
} from '../../nodes/Afas/profit/rows/paging/pageRequest';
import { PlaceLostError } from '../../nodes/Afas/profit/rows/paging/placeLostError';
import type { PagingPlan } from '../../nodes/Afas/profit/rows/paging/plan';
import { readPages } from '../../nodes/Afas/profit/rows/paging/readPages';
import { emptyReport } from '../../nodes/Afas/profit/rows/paging/report';
import type { Row } from '../../nodes/Afas/profit/row';
import { outcomeOf } from '../../nodes/Afas/profit/outcome';
import { seededRandom } from '../seededRandom';

const byId: SortField[] = [{ field: 'id', direction: 'asc' }];

/** A table that answers pages as AFAS does: rows that the sort leaves equal come in any order. */
class Table {
	requests: PageRequest[] = [];

	beforePage: (request: PageRequest) => void = () => undefined;

	constructor(
		public rows: Row[],
		private readonly sort: SortField[],
		private readonly random: () => number,
	) {}

	readonly page = async (request: PageRequest): Promise<Page> => {
		this.requests.push(request);
		this.beforePage(request);
		await Promise.resolve();
		const { skip, take, anchor } = request;
		const within = this.rows.filter((row) => {
			if (!anchor) return true;
			const value = row[`true_${anchor.field}`] ?? row[anchor.field];
			if (value === null) return anchor.direction === 'desc';
			const sides = [value, typeof value === 'number' ? Number(anchor.value) : anchor.value];
			return anchor.direction === 'asc'
				? (sides[0] as number) >= (sides[1] as number)
				: (sides[0] as number) <= (sides[1] as number);
		});
		const keyed = within.map((row) => ({ row, chance: this.random() }));
		keyed.sort((a, b) => this.compare(a.row, b.row) || a.chance - b.chance);
		return { take, rows: keyed.slice(skip, skip + take).map(({ row }) => ({ ...row })) };
	};

	private compare(a: Row, b: Row): number {
		for (const { field, direction } of this.sort) {
			const [x, y] = [a[`true_${field}`] ?? a[field], b[`true_${field}`] ?? b[field]];
			const order = compareCells(x, y);
			if (order !== 0) return direction === 'asc' ? order : -order;
		}
		return 0;
	}
}

function compareCells(x: unknown, y: unknown): number {
	if (x === y) return 0;
	if (x === null || x === undefined) return -1;
	if (y === null || y === undefined) return 1;
	return (x as number) < (y as number) ? -1 : 1;
}

const anchorAtId = (first: unknown): AnchorChoice | undefined =>
	typeof first === 'number'
		? {
				anchor: { field: 'id', direction: 'asc', value: String(first) },
				covers: (value) => value === first,
				exact: true,
			}
		: undefined;

function planned(changes: Partial<PagingPlan>): PagingPlan {
	return {
		sort: byId,
		pageSize: 100,
		limit: Infinity,
		parallelRequests: 2,
		readAhead: true,
		isFiltered: false,
		order: () => undefined,
		isCertainEnd: () => false,
		asksForLastRow: false,
		isRefused: () => false,
		isTooLarge: () => false,
		isAnchorRefused: () => false,
		...changes,
	};
}

async function readAll(table: Table, plan: PagingPlan, report = emptyReport()): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of readPages(table.page, plan, report)) rows.push(...page);
	return rows;
}

const numbered = (count: number): Row[] =>
	Array.from({ length: count }, (_, id) => ({ id, text: `row ${id}` }));

describe('reading a table that holds still', () => {
	it.each([0, 1, 2, 49, 98, 99, 100, 101, 198, 199, 1000, 1001])(
		'delivers all of %d rows in order',
		async (count) => {
			for (const anchorAt of [undefined, anchorAtId]) {
				const table = new Table(numbered(count), byId, seededRandom(1));
				const rows = await readAll(table, planned({ anchorAt }));
				expect(rows).toEqual(numbered(count));
			}
		},
	);

	it.each([1, 50, 99, 100, 101, 250])('stops at a limit of %d rows', async (limit) => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		expect(await readAll(table, planned({ limit }))).toEqual(numbered(limit));
	});

	it('asks for one page, and for the row behind it, where one page is enough', async () => {
		const table = new Table(numbered(80), byId, seededRandom(1));
		await readAll(table, planned({ parallelRequests: 4 }));
		expect(table.requests).toEqual([
			{ skip: 0, take: 100, anchor: undefined },
			{ skip: 80, take: 1, anchor: undefined },
		]);
	});

	it('asks for one page only where the limit is met, the table is empty or the end is certain', async () => {
		const counts: number[] = [];
		for (const [rows, more] of [
			[80, { limit: 50 }],
			[0, {}],
			[80, { isCertainEnd: () => true }],
		] as const) {
			const table = new Table(numbered(rows), byId, seededRandom(1));
			await readAll(table, planned(more));
			counts.push(table.requests.length);
		}
		expect(counts).toEqual([1, 1, 1]);
	});

	it('asks for no row behind the last page when pages before it were full', async () => {
		const table = new Table(numbered(350), byId, seededRandom(1));
		await readAll(table, planned({ parallelRequests: 4 }));
		expect(table.requests.filter(({ take }) => take === 1)).toEqual([]);
	});

	it('never skips deep when it can anchor', async () => {
		const report = emptyReport();
		const table = new Table(numbered(5000), byId, seededRandom(1));
		await readAll(table, planned({ anchorAt: anchorAtId, parallelRequests: 4 }), report);
		expect(report.deepestSkip).toBeLessThan(400);
	});

	it('never has more pages in flight than planned', async () => {
		let inFlight = 0;
		let most = 0;
		const table = new Table(numbered(2000), byId, seededRandom(1));
		const source = async (request: PageRequest) => {
			most = Math.max(most, ++inFlight);
			await new Promise((resolve) => setImmediate(resolve));
			inFlight -= 1;
			return await table.page(request);
		};
		const rows: Row[] = [];
		for await (const page of readPages(source, planned({ parallelRequests: 3 }), emptyReport())) {
			rows.push(...page);
		}
		expect(rows).toHaveLength(2000);
		expect(most).toBe(3);
	});

	it.each([
		[true, undefined, [4, 5, 6, 7, 8]],
		[true, anchorAtId, [4, 5, 6, 7, 8]],
		[false, undefined, [1, 4, 4, 4, 7]],
		[false, anchorAtId, [1, 4, 4, 4, 7]],
	])('asks ahead, if told so: %s (%#)', async (readAhead, anchorAt, expected) => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const plan = planned({ parallelRequests: 3, readAhead, anchorAt });
		const asked: number[] = [];
		const received: Row[] = [];
		for await (const page of readPages(table.page, plan, emptyReport())) {
			asked.push(table.requests.length);
			received.push(...page);
		}
		expect(received).toEqual(numbered(1000));
		// A page first, then three at a time: as soon as one has come, or when all have come.
		expect(asked.slice(0, 5)).toEqual(expected);
		if (anchorAt) expect(Math.max(...table.requests.map(({ skip }) => skip))).toBeLessThan(300);
	});

	it('waits for what it asked ahead when the receiver stops', async () => {
		let inFlight = 0;
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const source = async (request: PageRequest) => {
			inFlight += 1;
			await new Promise((resolve) => setImmediate(resolve));
			inFlight -= 1;
			return await table.page(request);
		};
		for await (const page of readPages(source, planned({}), emptyReport())) {
			expect(page).toHaveLength(100);
			expect(inFlight).toBe(2);
			break;
		}
		expect(inFlight).toBe(0);
		expect(table.requests).toHaveLength(3);
	});

	it('hands on a failure of what it asked ahead when it is its turn', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const source = async (request: PageRequest) => {
			if (table.requests.length === 1) throw new Error('no more');
			return await table.page(request);
		};
		const received: Row[] = [];
		const reading = async () => {
			for await (const page of readPages(source, planned({}), emptyReport())) {
				await new Promise((resolve) => setImmediate(resolve));
				received.push(...page);
			}
		};
		await expect(reading()).rejects.toThrow('no more');
		expect(received).toEqual(numbered(100));
	});

	it('lets go of memory errors by halving the page', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const tooLarge = new Error('Out of memory');
		table.beforePage = ({ take }) => {
			if (take > 60) throw tooLarge;
		};
		const report = emptyReport();
		const plan = planned({ pageSize: 200, isTooLarge: (failure) => failure === tooLarge });
		expect(await readAll(table, plan, report)).toEqual(numbered(1000));
		expect(report).toMatchObject({ plannedPageSize: 200, smallestPageSize: 50 });
	});

	it('falls back to skipping when the anchor is refused', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const refused = new Error('not on this column');
		table.beforePage = ({ anchor }) => {
			if (anchor) throw refused;
		};
		const plan = planned({
			anchorAt: anchorAtId,
			isAnchorRefused: (failure) => failure === refused,
		});
		expect(await readAll(table, plan)).toEqual(numbered(1000));
	});

	it('waits for the surplus answers of a window whose first page fails, and drops them', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const failure = new Error('broken');
		let asked = 0;
		let inFlight = 0;
		const source = async (request: PageRequest) => {
			const place = ++asked;
			inFlight += 1;
			// The failure comes at once, the answers to the rest of its window long after.
			const turns = place === 2 ? 1 : 20;
			for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
			inFlight -= 1;
			if (place === 2) throw failure;
			return await table.page(request);
		};
		const plan = planned({ parallelRequests: 4 });
		const delivered: Row[] = [];
		const read = async () => {
			for await (const page of readPages(source, plan, emptyReport())) delivered.push(...page);
		};
		await expect(read()).rejects.toBe(failure);
		expect(inFlight).toBe(0);
		expect(asked).toBe(5);
		expect(delivered).toEqual(numbered(100));
	});

	it('counts surplus answers as in flight when it goes on with smaller pages', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const tooLarge = new Error('Out of memory');
		let inFlight = 0;
		let most = 0;
		const source = async (request: PageRequest) => {
			most = Math.max(most, ++inFlight);
			const isRefused = request.skip > 0 && request.take > 60;
			for (let turn = isRefused && request.skip < 150 ? 1 : 20; turn > 0; turn--) {
				await new Promise((next) => setImmediate(next));
			}
			inFlight -= 1;
			if (isRefused) throw tooLarge;
			return await table.page(request);
		};
		const plan = planned({ parallelRequests: 4, isTooLarge: (failure) => failure === tooLarge });
		const delivered: Row[] = [];
		for await (const page of readPages(source, plan, emptyReport())) delivered.push(...page);
		expect(delivered).toEqual(numbered(1000));
		expect(most).toBe(4);
	});

	it('hands on what the source throws', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const failure = new Error('broken');
		table.beforePage = ({ skip }) => {
			if (skip > 300) throw failure;
		};
		await expect(readAll(table, planned({}))).rejects.toBe(failure);
	});

	it('survives receivers that change the rows they get', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		const ids: unknown[] = [];
		for await (const page of readPages(table.page, planned({}), emptyReport())) {
			for (const row of page) {
				ids.push(row.id);
				row.id = 'changed';
			}
		}
		expect(ids).toEqual(numbered(1000).map(({ id }) => id));
	});
});

describe('reading in an order that is not unique', () => {
	it.each([1, 2, 3, 4, 5])('loses and doubles nothing (seed %d)', async (seed) => {
		const random = seededRandom(seed);
		const rows: Row[] = numbered(1500).map((row) => ({
			...row,
			status: Math.floor(random() * 60),
		}));
		const sort: SortField[] = [{ field: 'status', direction: 'asc' }];
		for (const parallelRequests of [1, 4]) {
			const table = new Table(rows, sort, random);
			const report = emptyReport();
			const read = await readAll(table, planned({ sort, parallelRequests }), report);
			expect(read.map(({ id }) => id).sort((a, b) => Number(a) - Number(b))).toEqual(
				rows.map(({ id }) => id),
			);
			expect(read.map(({ status }) => status)).toEqual(
				rows.map(({ status }) => Number(status)).sort((a, b) => a - b),
			);
			expect(report.sortNotUnique).toBe(true);
		}
	});

	it('keeps true duplicates', async () => {
		const rows = Array.from({ length: 450 }, (_, index) => ({ id: Math.floor(index / 3) }));
		const table = new Table(rows, byId, seededRandom(3));
		expect(await readAll(table, planned({ anchorAt: anchorAtId }))).toEqual(rows);
	});

	it('gets through a group of equal rows that is larger than a page', async () => {
		const rows: Row[] = numbered(700).map((row) => ({ ...row, status: 'open' }));
		const sort: SortField[] = [{ field: 'status', direction: 'asc' }];
		const table = new Table(rows, sort, seededRandom(5));
		const read = await readAll(table, planned({ sort }));
		expect(read.map(({ id }) => id).sort((a, b) => Number(a) - Number(b))).toEqual(
			rows.map(({ id }) => id),
		);
	});
});

describe('reading while rows come and go', () => {
	const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

	/** Inserts and deletes a few rows before every page; returns the ids that were never touched. */
	function disturb(table: Table, random: () => number, most: number): Set<unknown> {
		const untouched = new Set(table.rows.map(({ id }) => id));
		table.beforePage = () => {
			for (let change = Math.floor(random() * most); change > 0; change--) {
				const index = Math.floor(random() * table.rows.length);
				if (random() < 0.5) {
					const [gone] = table.rows.splice(index, 1);
					untouched.delete(gone?.id);
				} else {
					table.rows.push({ id: Math.floor(random() * 3000) + random(), text: 'new' });
				}
			}
		};
		return untouched;
	}

	function expectComplete(read: Row[], untouched: Set<unknown>): void {
		const ids = read.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect([...untouched].filter((id) => !ids.includes(id))).toEqual([]);
	}

	it.each(seeds)('loses and doubles nothing (seed %d)', async (seed) => {
		const random = seededRandom(seed);
		const table = new Table(numbered(3000), byId, random);
		const untouched = disturb(table, random, 40);
		const parallelRequests = 1 + Math.floor(random() * 4);
		const anchorAt = random() < 0.5 ? anchorAtId : undefined;
		const read = await readAll(table, planned({ parallelRequests, anchorAt }));
		expectComplete(read, untouched);
		const kept = read.filter(({ text }) => text !== 'new').map(({ id }) => Number(id));
		expect(kept).toEqual([...kept].sort((a, b) => a - b));
	});

	it('says so when it finds its place again', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		table.beforePage = ({ skip }) => {
			if (skip > 0 && table.requests.length === 3) table.rows.splice(0, 5);
		};
		const report = emptyReport();
		const read = await readAll(table, planned({ parallelRequests: 1 }), report);
		expect(read).toEqual(numbered(1000));
		expect(report.placesFoundAgain).toBe(1);
	});

	it('says so when it lost its place', async () => {
		const table = new Table(numbered(1000), byId, seededRandom(1));
		table.beforePage = () => {
			if (table.requests.length === 3) {
				table.rows = table.rows.map((row) => ({ ...row, id: Number(row.id) + 100_000 }));
			}
		};
		await expect(readAll(table, planned({ parallelRequests: 1 }))).rejects.toThrow(PlaceLostError);
	});
});

describe('reading equal rows while they come, go and change', () => {
	const sort: SortField[] = [{ field: 'status', direction: 'asc' }];
	const anchorAtStatus = (first: unknown): AnchorChoice | undefined =>
		typeof first === 'number'
			? {
					anchor: { field: 'status', direction: 'asc', value: String(first) },
					covers: (value) => value === first,
					exact: true,
				}
			: undefined;

	const inThisOrder = (rows: Row[]): Table => {
		let chance = 0;
		return new Table(rows, sort, () => chance++);
	};

	it('delivers a row that takes the place of a removed one in a group', async () => {
		const rows = [1, 1, 1, 1, 2].map((status, id) => ({ id, status }));
		const table = inThisOrder(rows);
		table.beforePage = ({ skip }) => {
			if (skip > 0) table.rows = table.rows.filter(({ id }) => id !== 0);
		};
		const report = emptyReport();
		const read = await readAll(table, planned({ sort, pageSize: 3 }), report);
		expect(read.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
		expect(report).toMatchObject({ sortNotUnique: true, possiblyTwice: 1 });
	});

	it('delivers a row behind rows that went, when it shares the sort values of the last one', async () => {
		const rows = [1, 1, 2, 3, 3, 4].map((status, id) => ({ id, status }));
		const table = inThisOrder(rows);
		table.beforePage = () => {
			if (table.requests.length !== 2) return;
			// What is added pushes the group behind the second page.
			const added = [15, 16, 17, 18, 19].map((id) => ({ id, status: 2.5 }));
			table.rows = [...table.rows.filter(({ id }) => id !== 3), ...added];
		};
		const read = await readAll(table, planned({ sort, pageSize: 4, parallelRequests: 1 }));
		expect(read.map(({ id }) => id)).toContain(4);
	});

	it('gives no row twice that was pushed behind and came back', async () => {
		const table = new Table(numbered(60), byId, seededRandom(1));
		table.beforePage = () => {
			if (table.requests.length !== 2) return;
			const added = Array.from({ length: 14 }, (_, index) => ({ id: 8 + (index + 1) / 100 }));
			table.rows = [...table.rows, ...added];
		};
		const plan = planned({ pageSize: 10, parallelRequests: 1 });
		const ids = (await readAll(table, plan)).map(({ id }) => id);
		expect(ids).toHaveLength(74);
		expect(new Set(ids).size).toBe(74);
	});

	it('takes a changed row for the same one as long as all sort values were different', async () => {
		const table = new Table(numbered(6), byId, seededRandom(1));
		table.beforePage = ({ skip }) => {
			if (skip > 0) table.rows = table.rows.map((row) => ({ ...row, text: 'changed' }));
		};
		const report = emptyReport();
		const read = await readAll(table, planned({ pageSize: 3 }), report);
		expect(read.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(report).toMatchObject({ changedAtBorder: 1, possiblyTwice: 0, sortNotUnique: false });
	});

	/** Adds, removes and changes a few rows before every page; returns the ids that always stay. */
	function disturb(table: Table, random: () => number, statuses: number): Set<unknown> {
		const staying = new Set(table.rows.map(({ id }) => id));
		let next = table.rows.length;
		table.beforePage = () => {
			for (let change = Math.floor(random() * 4); change > 0; change--) {
				const index = Math.floor(random() * table.rows.length);
				const kind = random();
				if (kind < 0.3) {
					const [changed] = table.rows.splice(index, 1);
					if (changed) table.rows.push({ ...changed, text: random() });
				} else if (kind < 0.65) {
					const [gone] = table.rows.splice(index, 1);
					staying.delete(gone?.id);
				} else {
					table.rows.push({ id: next++, status: Math.floor(random() * statuses) });
				}
			}
		};
		return staying;
	}

	it.each(Array.from({ length: 200 }, (_, index) => index + 1))(
		'loses and doubles nothing without saying so (seed %d)',
		async (seed) => {
			const random = seededRandom(seed);
			const statuses = 1 + Math.floor(random() * 60);
			const rows: Row[] = numbered(Math.floor(random() * 200)).map((row) => ({
				...row,
				status: Math.floor(random() * statuses),
			}));
			const table = new Table(rows, sort, random);
			const staying = disturb(table, random, statuses);
			const report = emptyReport();
			const plan = planned({
				sort,
				pageSize: 1 + Math.floor(random() * 25),
				parallelRequests: 1 + Math.floor(random() * 4),
				anchorAt: random() < 0.5 ? anchorAtStatus : undefined,
			});
			const outcome = await outcomeOf(readAll(table, plan, report));
			if (!outcome.ok) {
				expect(outcome.failure).toBeInstanceOf(PlaceLostError);
				return;
			}
			const ids = outcome.value.map(({ id }) => id);
			const lost = [...staying].filter((id) => !ids.includes(id));
			const doubled = ids.length - new Set(ids).size;
			if (report.changedAtBorder === 0) expect(lost).toEqual([]);
			expect(doubled === 0 || report.possiblyTwice > 0).toBe(true);
		},
	);
});

describe('reading by moments whose fraction is hidden', () => {
	const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
	const sort: SortField[] = [
		{ field: 'changed', direction: 'asc' },
		{ field: 'id', direction: 'asc' },
	];
	const anchorAt = (first: unknown): AnchorChoice | undefined =>
		typeof first === 'number'
			? {
					anchor: { field: 'changed', direction: 'asc', value: String(first - 1) },
					covers: (value) => typeof value === 'number' && value >= first - 1,
					exact: false,
				}
			: undefined;

	it.each(seeds)('loses and doubles nothing (seed %d)', async (seed) => {
		const random = seededRandom(seed);
		const rows = numbered(2000).map((row) => {
			const moment = random() < 0.05 ? null : random() * 300;
			return { ...row, true_changed: moment, changed: moment === null ? null : Math.round(moment) };
		});
		const table = new Table(rows, sort, random);
		const report = emptyReport();
		const read = await readAll(table, planned({ sort, anchorAt, parallelRequests: 3 }), report);
		expect(read).toHaveLength(2000);
		expect(new Set(read.map(({ id }) => id)).size).toBe(2000);
		expect(report.deepestSkip).toBeLessThan(700);
	});
});
