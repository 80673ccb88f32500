import type { IExecuteFunctions } from 'n8n-workflow';
import { Failure } from '../../profit/failure';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { UpdateConnector } from '../../profit/metainfo/metainfo';
import type { MetainfoReader } from '../../profit/metainfo/metainfoCache';
import { outcomeOf } from '../../profit/outcome';
import { withItem } from '../../profit/record/attachedFile';
import { checkBody, type RecordPurpose, shapeRecord } from '../../profit/record/body';
import { type Findings, judgeFindings } from '../../profit/record/validation';
import { groupLines, type LooseRecord, type SourcedRecord } from '../../profit/write/groupLines';
import type { Piece } from '../../profit/write/writePieces';
import { connectorOf } from '../connectorLocator';
import type { Hints } from '../hints';
import { filesOf } from './itemFiles';
import { type DataMode, readBody, readRecord } from './recordSource';
import type { WriteOptions } from './writeOptions';

/** An input item, or several that belong together, that can't be sent. */
export interface RefusedItems {
	readonly itemIndexes: readonly [number, ...number[]];
	readonly failure: unknown;
}

/** What is ready to be sent, and what isn't. Both in the order of the input. */
export interface Prepared {
	readonly pieces: readonly Piece[];
	readonly refused: readonly RefusedItems[];
}

/** What pieces are prepared with. */
export interface Preparation {
	readonly context: IExecuteFunctions;
	readonly metainfo: MetainfoReader;
	readonly hints: Hints;
	readonly itemCount: number;
	readonly dataMode: DataMode;
	readonly options: WriteOptions;
	/** Whether the records are new. */
	readonly inserts: boolean;
	/** Fields that the operation itself asks to be empty. */
	readonly clearFields: readonly string[];
}

/**
 * Makes the input items what AFAS takes, all of them before the first is sent: a mistake in the last
 * item is found while nothing has been written yet.
 */
export async function prepare(preparation: Preparation): Promise<Prepared> {
	const pieces: Piece[] = [];
	const refused: RefusedItems[] = [];
	const { sources, refused: ungrouped } = await sourcesOf(preparation);
	refused.push(...ungrouped);
	for (const source of sources) {
		const outcome = await outcomeOf(toPiece(source, preparation));
		if (outcome.ok) pieces.push(outcome.value);
		else refused.push({ itemIndexes: source.itemIndexes, failure: outcome.failure });
	}
	return { pieces, refused: refused.sort((a, b) => a.itemIndexes[0] - b.itemIndexes[0]) };
}

/** One record to come, or a body that was written by hand. */
type Source = SourcedRecord | (Pick<SourcedRecord, 'itemIndexes'> & { readonly body: unknown });

async function sourcesOf(
	preparation: Preparation,
): Promise<{ sources: Source[]; refused: RefusedItems[] }> {
	const { itemCount, options, dataMode } = preparation;
	const sources: Source[] = [];
	const refused: RefusedItems[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const outcome = await outcomeOf(readSource(preparation, itemIndex));
		if (outcome.ok) sources.push(outcome.value);
		else refused.push({ itemIndexes: [itemIndex], failure: outcome.failure });
	}
	if (options.grouping === undefined || dataMode === 'body') return { sources, refused };
	const records = sources
		.filter((source): source is SourcedRecord => 'record' in source)
		.map((source) => forGrouping(source, preparation));
	const grouped = groupLines(records, options.grouping);
	return {
		sources: grouped.records.map((source) => cleared(source, preparation)),
		refused: [...refused, ...grouped.refused],
	};
}

/** Lines keep the files of their own input items, and only lines of one connector belong together. */
function forGrouping(
	{ itemIndexes, record }: SourcedRecord,
	{ context }: Preparation,
): SourcedRecord {
	const [itemIndex] = itemIndexes;
	return {
		itemIndexes,
		record: withItem(record, itemIndex) as LooseRecord,
		kind: connectorOf(context, 'updateConnector', itemIndex),
	};
}

function cleared({ itemIndexes, record }: SourcedRecord, { clearFields }: Preparation): Source {
	const emptied = Object.fromEntries(clearFields.map((field) => [field, '']));
	return { itemIndexes, record: { ...record, ...emptied } };
}

async function readSource(preparation: Preparation, itemIndex: number): Promise<Source> {
	const { context, dataMode, options } = preparation;
	if (dataMode === 'body') return { itemIndexes: [itemIndex], body: readBody(context, itemIndex) };
	const record = readRecord(context, dataMode, itemIndex) as LooseRecord;
	const source: SourcedRecord = { itemIndexes: [itemIndex], record };
	// In lines that are put together, it is the record around them that has the fields to clear.
	return options.grouping === undefined ? cleared(source, preparation) : source;
}

async function toPiece(source: Source, preparation: Preparation): Promise<Piece> {
	const { context, metainfo, options } = preparation;
	const { itemIndexes } = source;
	const id = connectorOf(context, 'updateConnector', itemIndexes[0]);
	const connector = await lookUpUpdateConnector(metainfo, id);
	const shared = { itemIndexes, connector, subObject: options.subObject };
	const purpose: RecordPurpose = { inserts: preparation.inserts, subObject: options.subObject };
	if ('body' in source) {
		judge(checkBody(source.body, connector, purpose), preparation);
		return { ...shared, content: { body: source.body } };
	}
	assertKnownObject('Lines Object', options.grouping?.linesObject, connector);
	assertKnownObject('Sub-Object', options.subObject, connector);
	const files = await filesOf(context, itemIndexes[0], source.record);
	const shaped = shapeRecord(source.record, connector, files, purpose);
	judge(shaped, preparation);
	return { ...shared, content: { element: shaped.element } };
}

/**
 * Says as hints what may be sent all the same. Mandatory fields only where the user is looking for
 * trouble: AFAS fills in many by itself, so they would be noise in every run.
 *
 * @throws {RecordError} when findings mean that nothing may be sent
 */
function judge(findings: Findings, { options, hints }: Preparation): void {
	const warnings = judgeFindings(findings, options.validation);
	if (options.validation !== 'warn' && !options.dryRun) return;
	for (const { path, message } of warnings) hints.add(`${path} ${message}.`.trim());
}

/** An option names an object that the connector doesn't have. */
class UnknownObjectError extends Failure {}

function assertKnownObject(
	option: string,
	name: string | undefined,
	{ id, objects }: UpdateConnector,
): void {
	if (name === undefined || (name === '' && option === 'Sub-Object')) return;
	if (objects.some((object) => object.name === name)) return;
	const names = objects.map((object) => object.name).join(', ');
	throw new UnknownObjectError(
		name === ''
			? `'${option}' is empty, and 'Group By' needs it`
			: `'${option}' names '${name}', which ${id} doesn't have`,
		names === '' ? `${id} has no nested objects.` : `Use one of: ${names}.`,
	);
}
