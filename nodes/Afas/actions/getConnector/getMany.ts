import type { INodeExecutionData } from 'n8n-workflow';
import { lookUpGetConnector } from '../../profit/metainfo/connectorLookUp';
import { adviceOn } from '../../profit/rows/fairUse';
import type { Filter, WireFilter } from '../../profit/filter/filter';
import { encodeFilter } from '../../profit/filter/filterEncoding';
import type { GetConnector } from '../../profit/metainfo/metainfo';
import type { MetainfoReader } from '../../profit/metainfo/metainfoCache';
import { fullOrder, type SortField } from '../../profit/rows/order';
import type { Row } from '../../profit/row';
import { emptyReport, type PagingReport } from '../../profit/rows/paging';
import { createRowDateConverter } from '../../profit/time/rowDates';
import {
	emptyMatchReport,
	hasMatchingRowAt,
	type MatchReport,
	readMatchingRows,
} from '../../profit/rows/matchingRows';
import { canAnchor, type RowsRequest } from '../../profit/rows/rows';
import { assertColumns } from '../../profit/rows/unknownFieldError';
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
	const { columns, filter } = await holdAgainstConnector(metainfo, wish);
	const request: RowsRequest = {
		...wish.options,
		connector: wish.connector,
		columns,
		filter,
		sort: fullOrder(columns, wish.sort, wish.options.keyFields),
		limit: wish.limit,
	};
	const course: Course = { report: emptyReport(), matches: emptyMatchReport() };
	const { items, rows } =
		wish.options.export === undefined
			? await collectItems(input, request, wish.options, course)
			: await writeFiles(input, request, wish.options.export, wish.options, course);
	addHints(input, wish, request, course, rows);
	return items;
}

/** What happened during the read. */
interface Course {
	readonly report: PagingReport;
	readonly matches: MatchReport;
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

/** Metainfo may be a few minutes old: a field that it lacks is looked for once more in fresh one. */
async function holdAgainstConnector(
	metainfo: MetainfoReader,
	wish: Wish,
): Promise<{ columns: GetConnector['columns']; filter: WireFilter }> {
	const { columns } = await lookUpGetConnector(metainfo, wish.connector);
	const known = new Set(columns.map(({ id }) => id));
	if (fieldsOf(wish).every((field) => known.has(field)))
		return { columns, filter: check(wish, columns) };
	const fresh = await lookUpGetConnector(metainfo, wish.connector, true);
	return { columns: fresh.columns, filter: check(wish, fresh.columns) };
}

function fieldsOf({ filter, sort, options }: Wish): string[] {
	return [
		...filter.flat().map(({ field }) => field),
		...sort.map(({ field }) => field),
		...options.keyFields,
		...options.outputFields,
	];
}

function check({ filter, sort, options }: Wish, columns: GetConnector['columns']): WireFilter {
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
	request: RowsRequest,
	options: ReadOptions,
	{ report, matches }: Course,
): Promise<ReadOutput> {
	const { client } = input.connection;
	const convertDates = dateConverter(request, options);
	const shape = shaper(
		distinctOutputFields(
			input,
			options.outputFields,
			request.columns.map(({ id }) => id),
		),
	);
	const pages = readMatchingRows(client, { ...request, readAhead: true }, report, matches);
	return await rowItems(input, pages, (row) => shape(convertDates(row)));
}

/** Writes the rows into files, page by page: one item a file. */
async function writeFiles(
	input: OperationInput,
	request: RowsRequest,
	wish: ExportOptions,
	options: ReadOptions,
	{ report, matches }: Course,
): Promise<ReadOutput> {
	const { client } = input.connection;
	const columns =
		options.outputFields.length > 0 ? options.outputFields : request.columns.map(({ id }) => id);
	return await rowFileItems(
		input,
		{
			pages: converted(
				readMatchingRows(client, request, report, matches),
				dateConverter(request, options),
			),
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

function addHints(
	{ hints }: OperationInput,
	wish: Wish,
	request: RowsRequest,
	course: Course,
	rows: number,
): void {
	const keysetImpossible = request.pagination === 'keyset' && !canAnchor(request);
	const advice = adviceOn({
		filter: request.filter,
		wantedSort: wish.sort,
		sort: request.sort,
		rows,
		isFile: wish.options.export !== undefined,
		...course,
		keysetImpossible,
	});
	const notes = [...wildcardNotes(wish.filter), ...encodeFilter(request.filter).notes];
	for (const message of [...notes, ...advice]) hints.add(message);
}
