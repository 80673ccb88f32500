import type { Client } from '../exchange/client';
import { convertFilter } from '../filter/filterValue';
import type { GetConnector } from '../metainfo/metainfo';
import type { Row } from '../row';
import { fullOrder } from '../rows/order';
import { emptyReport } from '../rows/paging/report';
import { readFilteredRows } from '../rows/filteredRows';
import { assertColumns } from '../rows/unknownFieldError';

/** ms to wait for the row: Profit has its answer by then, but a run should not wait for ever. */
const TIMEOUT = 60_000;

/**
 * Reads the row of a dossier item; the first one when a GetConnector has several.
 *
 * @param field id of the column with the number of the dossier item
 * @throws {UnknownFieldError} and what reading throws
 */
export async function readSubject(
	client: Client,
	connector: { readonly id: string } & Pick<GetConnector, 'columns'>,
	field: string,
	subjectId: number,
): Promise<Row | undefined> {
	const { id, columns } = connector;
	assertColumns('Subject ID Field', [field], columns);
	const types = new Map(columns.map((column) => [column.id, column.dataType]));
	const filter = convertFilter([[{ field, operator: 'equals', value: subjectId }]], types);
	const request = {
		connector: id,
		columns,
		filter,
		sort: fullOrder(columns, [], []),
		limit: 1,
		pageSize: 1,
		pagination: 'offset' as const,
		parallelRequests: 1,
		timeout: TIMEOUT,
	};
	for await (const rows of readFilteredRows(client, request, emptyReport())) return rows[0];
	return undefined;
}
