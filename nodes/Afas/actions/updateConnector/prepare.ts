import { Failure } from '../../profit/failure';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { UpdateConnector } from '../../profit/metainfo/metainfo';
import { outcomeOf } from '../../profit/outcome';
import { withItem } from '../../profit/record/attachedFile';
import { checkBody, type RecordPurpose, shapeRecord } from '../../profit/record/body';
import { type Findings, judgeFindings } from '../../profit/record/validation';
import { groupLines, type LooseRecord, type SourcedRecord } from '../../profit/write/groupLines';
import type { Piece } from '../../profit/write/writePieces';
import { connectorOf } from '../connectorLocator';
import { updateConnectorAnew } from '../freshMetainfo';
import type { AllItemsInput } from '../operation';
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
	readonly input: AllItemsInput;
	readonly dataMode: DataMode;
	readonly options: WriteOptions;
	/** Whether the records are new. */
	readonly inserts: boolean;
	/** Fields that the operation itself asks to be empty. */
	readonly clearFields: readonly string[];
	/** The nested object to add to an existing record; empty for the record itself. */
	readonly subObject: string;
	/** Whether the operation can't go on with a piece unless its connector is other than it was. */
	readonly isUnusable?: (piece: Piece) => boolean;
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
type Source = SourcedRecord | (Omit<SourcedRecord, 'record'> & { readonly body: unknown });

async function sourcesOf(
	preparation: Preparation,
): Promise<{ sources: Source[]; refused: RefusedItems[] }> {
	const { input, options, dataMode } = preparation;
	const sources: Source[] = [];
	const refused: RefusedItems[] = [];
	for (let itemIndex = 0; itemIndex < input.itemCount; itemIndex++) {
		const outcome = await outcomeOf(readSource(preparation, itemIndex));
		if (outcome.ok) sources.push(outcome.value);
		else refused.push({ itemIndexes: [itemIndex], failure: outcome.failure });
	}
	if (options.grouping === undefined || dataMode === 'body') return { sources, refused };
	const records = sources
		.filter((source): source is SourcedRecord => 'record' in source)
		.map(withOwnFiles);
	const grouped = groupLines(records, options.grouping);
	return {
		sources: grouped.records.map((source) => cleared(source, preparation)),
		refused: [...refused, ...grouped.refused],
	};
}

/** Lines keep the files of their own input items. */
function withOwnFiles(source: SourcedRecord): SourcedRecord {
	const [itemIndex] = source.itemIndexes;
	return { ...source, record: withItem(source.record, itemIndex) as LooseRecord };
}

function cleared(source: SourcedRecord, { clearFields }: Preparation): Source {
	const emptied = Object.fromEntries(clearFields.map((field) => [field, '']));
	return { ...source, record: { ...source.record, ...emptied } };
}

async function readSource(preparation: Preparation, itemIndex: number): Promise<Source> {
	const { input, dataMode, options } = preparation;
	const parameters = input.itemParameters(itemIndex);
	const about = {
		itemIndexes: [itemIndex] as const,
		connector: connectorOf(parameters, 'updateConnector'),
	};
	if (dataMode === 'body') return { ...about, body: readBody(parameters) };
	const record = readRecord(input.context, parameters, dataMode, itemIndex) as LooseRecord;
	const source: SourcedRecord = { ...about, record };
	// In lines that are put together, it is the record around them that has the fields to clear.
	return options.grouping === undefined ? cleared(source, preparation) : source;
}

async function toPiece(source: Source, preparation: Preparation): Promise<Piece> {
	const { connection } = preparation.input;
	const { language } = preparation.options;
	const id = source.connector;
	const kept = await lookUpUpdateConnector(connection.metainfo(language), id);
	const draft = await draftOf(source, kept, preparation);
	if (!mayBeOutOfDate(draft, preparation)) return judged(draft, preparation);
	const anew = await updateConnectorAnew(connection, id, language);
	return judged(anew === undefined ? draft : await draftOf(source, anew, preparation), preparation);
}

/** A piece with what was found about it, before that is judged. */
interface Draft extends Findings {
	readonly piece: Piece;
}

async function draftOf(
	source: Source,
	connector: UpdateConnector,
	{ input, inserts, subObject }: Preparation,
): Promise<Draft> {
	const { itemIndexes } = source;
	const shared = { itemIndexes, connector, subObject };
	const purpose: RecordPurpose = { inserts, subObject };
	if ('body' in source) {
		const findings = checkBody(source.body, connector, purpose);
		return { ...findings, piece: { ...shared, content: { body: source.body }, notSent: [] } };
	}
	const files = await filesOf(input.context, itemIndexes[0], source.record);
	const { element, notSent, ...findings } = shapeRecord(source.record, connector, files, purpose);
	return { ...findings, piece: { ...shared, content: { element }, notSent } };
}

/** Whether a record is refused that may fit the connector as it is by now. */
function mayBeOutOfDate(draft: Draft, preparation: Preparation): boolean {
	const { options, isUnusable } = preparation;
	if (strangeObject(draft.piece, preparation) !== undefined) return true;
	if (isUnusable?.(draft.piece) === true) return true;
	return draft.findings.some(
		({ kind }) =>
			kind === 'emptyKey' ||
			(options.validation !== 'off' && kind !== 'missingFile' && kind !== 'nothing'),
	);
}

/** @throws {UnknownObjectError | RecordError} when it may not be sent */
function judged(draft: Draft, preparation: Preparation): Piece {
	const unknown = strangeObject(draft.piece, preparation);
	if (unknown !== undefined) throw unknown;
	judge(draft, preparation);
	return draft.piece;
}

/**
 * Says as hints what may be sent all the same. Mandatory fields only where the user is looking for
 * trouble: AFAS fills in many by itself, so they would be noise in every run.
 *
 * @throws {RecordError} when findings mean that nothing may be sent
 */
function judge(findings: Findings, { options, input: { hints } }: Preparation): void {
	const warnings = judgeFindings(findings, options.validation);
	if (options.validation !== 'warn' && !options.dryRun) return;
	for (const { path, message } of warnings) hints.add(`${path} ${message}.`.trim());
}

/** An option names an object that the connector doesn't have. */
class UnknownObjectError extends Failure {}

/** What is wrong with the objects that the options name; nothing, for a body: it has its own. */
function strangeObject(
	{ connector, content }: Piece,
	{ options, subObject }: Preparation,
): UnknownObjectError | undefined {
	if ('body' in content) return undefined;
	return (
		unknownObject('Lines Object', options.grouping?.linesObject, connector) ??
		unknownObject('Sub-Object', subObject, connector)
	);
}

function unknownObject(
	option: string,
	name: string | undefined,
	{ id, objects }: UpdateConnector,
): UnknownObjectError | undefined {
	if (name === undefined || (name === '' && option === 'Sub-Object')) return undefined;
	if (objects.some((object) => object.name === name)) return undefined;
	const names = objects.map((object) => object.name).join(', ');
	return new UnknownObjectError(
		name === ''
			? `'${option}' is empty, and 'Group By' needs it`
			: `'${option}' names '${name}', which ${id} doesn't have`,
		names === '' ? `${id} has no nested objects.` : `Use one of: ${names}.`,
	);
}
