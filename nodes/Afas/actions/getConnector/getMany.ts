import type { INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../profit/exchange/client';
import { acceptedOrder } from '../../profit/rows/acceptedOrder';
import { adviceOn } from '../../profit/rows/fairUse';
import { withCodes } from '../../profit/filter/describedCodes';
import type { Filter, WireFilter } from '../../profit/filter/filter';
import { encodeFilter } from '../../profit/filter/filterEncoding';
import type { Column } from '../../profit/metainfo/metainfo';
import { fullOrder, type SortField } from '../../profit/rows/order';
import type { Row } from '../../profit/row';
import { emptyReport, type PagingReport } from '../../profit/rows/paging/report';
import { createRowDateConverter } from '../../profit/time/rowDates';
import {
	emptyMatchReport,
	hasMatchingRowAt,
	type MatchReport,
	readMatchingRows,
} from '../../profit/rows/matchingRows';
import { canAnchor, type RowsRequest } from '../../profit/rows/rows';
import { assertColumns } from '../../profit/rows/unknownFieldError';
import { type ColumnDoubts, withColumns } from '../../profit/rows/withColumns';
import { connectorOf, getConnectorLocator } from '../connectorLocator';
import { type ExportOptions, formatOf } from '../export/exportOptions';
import { rowFileItems } from '../export/rowFileItems';
import type { OperationDefinition, OperationInput } from '../operation';
import { distinctOutputFields } from '../outputFields';
import { type ReadOutput, rowItems, shaper } from '../rowItems';
import { limitOf, rowLimitProperties } from '../rowLimit';
import { filterProperties, readFilter, wildcardNotes, wireFilter } from './filterParameters';
import { type ReadOptions, readOptions, readOptionsProperty } from './readOptions';
import { readSort, sortProperty } from './sortParameters';

/** Reads rows of a GetConnector: one output item a row. */
export const getMany: OperationDefinition = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many rows of a GetConnector',
	description: 'Read rows of a GetConnector, filtered and sorted, page by page to the end',
	properties: [
		getConnectorLocator,
		...rowLimitProperties,
		...filterProperties,
		sortProperty,
		readOptionsProperty,
	],
	execute,
};

/** What the user asked for, before it is held against the GetConnector. */
interface Wish {
	readonly connector: string;
	readonly limit: number;
	readonly filter: Filter;
	readonly sort: readonly SortField[];
	readonly options: ReadOptions;
}

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const wish = readWish(input);
	const metainfo = input.connection.metainfo(wish.options.language);
	return await withColumns(
		metainfo,
		wish.connector,
		async (columns, doubts) => await read(input, wish, columns, doubts),
	);
}

async function read(
	input: OperationInput,
	wish: Wish,
	columns: readonly Column[],
	doubts: ColumnDoubts,
): Promise<INodeExecutionData[]> {
	const request: RowsRequest = {
		...wish.options,
		connector: wish.connector,
		columns,
		filter: check(wish, columns),
		sort: fullOrder(columns, wish.sort, wish.options.keyFields),
		askedSort: wish.sort.length,
		trustsSameCount: true,
		// Who writes a file reads much, and is in no hurry for its end.
		asksForLastRow: wish.options.export === undefined,
		limit: wish.limit,
	};
	const source: RowSource = {
		client: input.connection.client,
		request,
		report: emptyReport(),
		matches: emptyMatchReport(),
		doubts,
	};
	const { items, rows } =
		wish.options.export === undefined
			? await collectItems(input, source, wish.options)
			: await writeFiles(input, source, wish.options.export, wish.options);
	addHints(input, wish, source, rows);
	return items;
}

/** What rows are read from, and what is learnt on the way. */
interface RowSource {
	readonly client: Client;
	readonly request: RowsRequest;
	readonly report: PagingReport;
	readonly matches: MatchReport;
	readonly doubts: ColumnDoubts;
}

function readWish({ context, parameters }: OperationInput): Wish {
	return {
		connector: connectorOf(parameters, 'getConnector'),
		limit: limitOf(parameters),
		filter: readFilter(parameters, context.getNode()),
		sort: readSort(parameters),
		options: readOptions(parameters),
	};
}

function check({ filter, sort, options }: Wish, columns: readonly Column[]): WireFilter {
	assertColumns(
		'Sort',
		sort.map(({ field }) => field),
		columns,
	);
	assertColumns('Key Fields', options.keyFields, columns);
	assertColumns('Output Fields', options.outputFields, columns);
	return wireFilter(filter, columns);
}

async function collectItems(
	input: OperationInput,
	source: RowSource,
	options: ReadOptions,
): Promise<ReadOutput> {
	const { request } = source;
	const convertDates = dateConverter(request, options);
	const shape = shaper(
		distinctOutputFields(
			input,
			options.outputFields,
			request.columns.map(({ id }) => id),
		),
	);
	const pages = describedPages({ ...source, request: { ...request, readAhead: true } });
	return await rowItems(input, pages, (row) => shape(convertDates(row)));
}

/** Writes the rows into files, page by page: one item a file. */
async function writeFiles(
	input: OperationInput,
	source: RowSource,
	wish: ExportOptions,
	options: ReadOptions,
): Promise<ReadOutput> {
	const { client, request } = source;
	const columns =
		options.outputFields.length > 0 ? options.outputFields : request.columns.map(({ id }) => id);
	return await rowFileItems(
		input,
		{
			pages: converted(describedPages(source), dateConverter(request, options)),
			format: formatOf(wish, columns),
			name: request.connector,
			source: { connector: request.connector },
			columns: () => columns,
			ahead: {
				mostInAll: request.limit,
				hasRowAt: async (place) => await hasMatchingRowAt(client, request, place),
			},
		},
		wish,
	);
}

/** The pages of a read, of which the first shows whether the columns describe its rows. */
async function* describedPages({
	client,
	request,
	report,
	matches,
	doubts,
}: RowSource): AsyncGenerator<Row[], void, undefined> {
	let isFirst = true;
	for await (const page of readMatchingRows(client, request, report, matches)) {
		if (isFirst) doubts.assertDescribe(page);
		isFirst = false;
		yield page;
	}
}

async function* converted(
	pages: AsyncIterable<Row[]>,
	convert: (row: Row) => Row,
): AsyncGenerator<Row[], void, undefined> {
	for await (const page of pages) yield page.map(convert);
}

function dateConverter({ columns }: RowsRequest, { dates }: ReadOptions): (row: Row) => Row {
	const dateColumns = columns.filter(({ dataType }) => dataType === 'date');
	return createRowDateConverter(
		dateColumns.map(({ id }) => id),
		dates,
	);
}

/** How to look for the description itself. */
const OWN_FORM = "A filter in AFAS's own form, the 'Filters' object, is left as it is.";

function addHints(
	{ hints }: OperationInput,
	wish: Wish,
	{ request, report, matches }: RowSource,
	rows: number,
): void {
	const sort = acceptedOrder(request);
	const keysetImpossible =
		request.pagination === 'keyset' && !canAnchor({ sort, columns: request.columns });
	const advice = adviceOn({
		filter: request.filter,
		wantedSort: wish.sort,
		sort,
		rows,
		isFile: wish.options.export !== undefined,
		report,
		matches,
		keysetImpossible,
	});
	const notes = [
		...wildcardNotes(wish.filter),
		...withCodes(wish.filter, request.columns).notes.map((note) => `${note} ${OWN_FORM}`),
		...encodeFilter(request.filter).notes,
	];
	for (const message of [...notes, ...advice]) hints.add(message);
}
