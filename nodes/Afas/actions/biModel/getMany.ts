import type { INodeExecutionData } from 'n8n-workflow';
import { columnsOf } from '../../profit/biModel/biColumns';
import { biDateConverter } from '../../profit/biModel/biDates';
import { BiFieldError } from '../../profit/biModel/biErrors';
import type { BiSource } from '../../profit/biModel/biModel';
import { encodeAsked, reshapes } from '../../profit/biModel/biQuery';
import { type BiRead, hasBiRowAt, startRead } from '../../profit/biModel/biRead';
import { adviceOnBiRead, type BiReadReport, emptyBiReport } from '../../profit/biModel/biReport';
import type { BiTableShape } from '../../profit/biModel/csdl';
import { SeenColumns } from '../../profit/biModel/seenColumns';
import { ndjsonAsIs, type RowFormat } from '../../profit/export/rowFormat';
import type { Row } from '../../profit/row';
import { type ExportOptions, formatOf } from '../export/exportOptions';
import { rowFileItems } from '../export/rowFileItems';
import type { OperationDefinition, OperationInput } from '../operation';
import { distinctOutputFields } from '../outputFields';
import { type ReadOutput, rowItems, shaper } from '../rowItems';
import { limitOf, rowLimitProperties } from '../rowLimit';
import { biReadOptions, biReadOptionsProperty, type BiReadOptions } from './biModelOptions';
import {
	biModelLocator,
	filterProperties,
	readODataFilter,
	readPointer,
	tableLocator,
} from './biModelParameters';

/** Reads rows of a table of a BI model: one output item a row, or files. */
export const getMany: OperationDefinition = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many rows of a BI model',
	description: 'Read rows that AFAS has calculated beforehand, page by page to the end',
	properties: [
		biModelLocator,
		tableLocator,
		...rowLimitProperties,
		...filterProperties,
		biReadOptionsProperty,
	],
	execute,
};

/** A read that is under way. */
interface Reading {
	readonly source: BiSource;
	readonly asked: string;
	readonly limit: number;
	readonly options: BiReadOptions;
	readonly read: BiRead;
	readonly report: BiReadReport;
	readonly seen: SeenColumns;
}

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const reading = await startReading(input);
	const { items, rows } =
		reading.options.export === undefined
			? await collectItems(input, reading)
			: await writeFiles(input, reading, reading.options.export);
	await checkOutputFields(input, reading, rows);
	const isFile = reading.options.export !== undefined;
	const isNarrowed = reading.asked !== '';
	const advice = adviceOnBiRead({ rows, isFile, isNarrowed, report: reading.report });
	for (const message of advice) input.hints.add(message);
	return items;
}

async function startReading({ connection, parameters }: OperationInput): Promise<Reading> {
	const options = biReadOptions(parameters);
	const { baseUrl, client, identity } = connection;
	const { model, version, table } = readPointer(
		parameters,
		baseUrl,
		options.version,
		parameters.text('table'),
	);
	const asked = encodeAsked(readODataFilter(parameters), options.queryParameters);
	const limit = limitOf(parameters);
	const report = emptyBiReport();
	const source: BiSource = { client, identity, model, version, options };
	const { pagination, pageSize } = options;
	const read = await startRead(source, { table, asked, limit, pagination, pageSize }, report);
	return { source, asked, limit, options, read, report, seen: new SeenColumns() };
}

async function collectItems(input: OperationInput, reading: Reading): Promise<ReadOutput> {
	const { options, seen } = reading;
	let shape: ReturnType<typeof shaper> | undefined;
	return await rowItems(input, await pagesOf(reading), (row) => {
		// The first row shows the columns that there are to choose from.
		shape ??= shaper(distinctOutputFields(input, options.outputFields, seen.names));
		return shape(row);
	});
}

/** Writes the rows into files, page by page: one item a file. */
async function writeFiles(
	input: OperationInput,
	reading: Reading,
	wish: ExportOptions,
): Promise<ReadOutput> {
	const { source, asked, limit, options, read, seen } = reading;
	const { outputFields } = options;
	const { format, pages } = await formatted(reading, wish);
	return await rowFileItems(
		input,
		{
			pages,
			format,
			name: read.table || source.model,
			source: { biModel: source.model, table: read.table },
			columns: () => (outputFields.length > 0 ? outputFields : seen.names),
			ahead: {
				mostInAll: limit,
				hasRowAt: async (place) => await hasBiRowAt(source, read, asked, place),
			},
		},
		wish,
	);
}

/** NDJSON takes each row as it is; the header of CSV comes before the first row, so it must be known. */
async function formatted(
	reading: Reading,
	wish: ExportOptions,
): Promise<{ format: RowFormat; pages: AsyncIterable<Row[]> }> {
	const { outputFields } = reading.options;
	if (outputFields.length > 0) {
		return { format: formatOf(wish, outputFields), pages: await pagesOf(reading) };
	}
	if (wish.fileFormat === 'ndjson') {
		return { format: ndjsonAsIs(), pages: await pagesOf(reading) };
	}
	const shape = await shapeOf(reading);
	const pages = await pagesOf(reading);
	const first = await pages.next();
	const columns = shape?.fields.map(({ id }) => id) ?? reading.seen.names;
	reading.seen.close(columns);
	return { format: formatOf(wish, columns), pages: startingWith(first, pages) };
}

async function* startingWith(
	first: IteratorResult<Row[], void>,
	rest: AsyncGenerator<Row[], void, undefined>,
): AsyncGenerator<Row[], void, undefined> {
	try {
		if (first.done === true) return;
		yield first.value;
		yield* rest;
	} finally {
		await rest.return();
	}
}

/** The pages, with their dates as wished and their columns looked at. */
async function pagesOf(reading: Reading): Promise<AsyncGenerator<Row[], void, undefined>> {
	const { options, read, seen } = reading;
	const shape = options.dates === 'auto' ? await shapeOf(reading) : undefined;
	const convert = biDateConverter(options.dates, shape);
	const isConverted = options.dates === 'auto';
	return (async function* pages() {
		for await (const page of read.pages) {
			seen.look(page);
			yield isConverted ? page.map(convert) : page;
		}
	})();
}

/** The columns of the table, as far as they are those of the rows. */
async function shapeOf({ source, asked, read }: Reading): Promise<BiTableShape | undefined> {
	return reshapes(asked) ? undefined : await columnsOf(source, read.opened, read.table);
}

/** AFAS may leave out columns that are empty: who names one that no row has may be right. */
async function checkOutputFields(
	{ hints }: OperationInput,
	reading: Reading,
	rows: number,
): Promise<void> {
	const { options, seen } = reading;
	const missing = options.outputFields.filter((name) => !seen.has(name));
	if (rows === 0 || missing.length === 0) return;
	const shape = await shapeOf(reading);
	const known = shape?.fields.map(({ id }) => id);
	const unknown = missing.filter((name) => known?.includes(name) === false);
	if (unknown.length > 0) throw new BiFieldError(unknown, known ?? []);
	if (known !== undefined) return;
	const names = missing.map((name) => `'${name}'`).join(', ');
	hints.add(
		`No row has ${names} of 'Output Fields', and AFAS gives no list of the columns here: check the spelling.`,
	);
}
