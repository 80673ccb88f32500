import type { Client } from '../exchange/client';
import type { WireFilter } from '../filter/filter';
import { rowJudge } from '../filter/rowMatch';
import { outcomeOf } from '../outcome';
import type { Row } from '../row';
import { emptyReport, type PagingReport } from './paging/report';
import { readRows, type RowsRequest } from './rows';
import { StuckReadError } from './paging/stuckReadError';

/**
 * Reads rows as {@link readRows} does, and holds them against their filter. A row that certainly doesn't
 * pass it makes AFAS prove that it looks at the filter at all: a gateway may drop it, and then every row
 * would be taken for one that was asked for.
 *
 * @throws {StuckReadError} when the filter is ignored; what {@link readRows} throws
 */
export async function* readFilteredRows(
	client: Client,
	request: RowsRequest,
	report: PagingReport,
): AsyncGenerator<Row[], void, undefined> {
	const verdictOn = rowJudge(request.filter, request.columns);
	let isJudged = request.filter.length > 0;
	for await (const page of readRows(client, request, report)) {
		if (isJudged && page.some((row) => verdictOn(row) === 'fails')) {
			await assertFilterCounts(client, request, report);
			// AFAS compares in a way of its own.
			isJudged = false;
		}
		yield page;
	}
}

/** @throws {StuckReadError} when AFAS gives a row for which no value is both empty and not empty */
async function assertFilterCounts(
	client: Client,
	request: RowsRequest,
	report: Readonly<PagingReport>,
): Promise<void> {
	const impossible = { ...request, filter: contradiction(request.filter), limit: 1 };
	const pages = readRows(client, impossible, emptyReport());
	const first = await outcomeOf(pages.next());
	await pages.return();
	// A refusal shows that AFAS looks at the filter.
	if (first.ok && first.value.done !== true) {
		throw new StuckReadError('filterIgnored', report.pages + 1);
	}
}

function contradiction(filter: WireFilter): WireFilter {
	const field = filter[0]?.[0]?.field ?? '';
	return [
		[
			{ field, operator: 'isEmpty', value: '' },
			{ field, operator: 'isNotEmpty', value: '' },
		],
	];
}
