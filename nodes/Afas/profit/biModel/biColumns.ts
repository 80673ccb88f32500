import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import { BiAnswerError, BiTableMissingError } from './biErrors';
import type { BiSource, OpenedModel } from './biModel';
import { firstPage } from './biRead';
import { askBi } from './biRequest';
import { type BiField, type BiTableShape, readCsdl } from './csdl';

/** What a table of a model looks like. */
export interface DescribedTable extends BiTableShape {
	readonly name: string;
	/** Why its columns are not known, as a sentence without its period; undefined when they are. */
	readonly problem?: string;
}

/** What a model looks like: its place, and its tables with their columns. */
export interface BiModelShape {
	/** Path of its root. */
	readonly root: string;
	readonly tables: readonly DescribedTable[];
}

/** Tables that are asked for a row, where AFAS describes no columns. */
const MOST_ASKED = 20;

/** Refusals that are not about `$metadata`, but about who asks, or about this moment. */
const NOT_ABOUT_METADATA: readonly ProfitErrorKind[] = [
	'unauthorised',
	'addressRefused',
	'throttled',
	'maintenance',
	'gateway',
	'brokenOff',
	'locked',
];

/** Refusals of a table that would come for every other one as well. */
const ABOUT_ALL_TABLES: readonly ProfitErrorKind[] = [
	'throttled',
	'maintenance',
	'gateway',
	'brokenOff',
	'locked',
];

/**
 * The columns of a table as `$metadata` has them, which is asked for once for a model.
 *
 * @param table empty for the rows of the root
 * @returns undefined when AFAS doesn't give them
 */
export async function columnsOf(
	source: BiSource,
	opened: OpenedModel,
	table: string,
): Promise<BiTableShape | undefined> {
	const { kept, model } = opened;
	if (kept.shapes === undefined) kept.shapes = (await readShapes(source, model.root)) ?? null;
	const { shapes } = kept;
	if (shapes === null) return undefined;
	const [only] = shapes.size === 1 ? shapes.values() : [];
	const shape = table === '' ? (only ?? shapes.get(model.name)) : shapes.get(table);
	return shape === undefined || shape.fields.length === 0 ? undefined : shape;
}

async function readShapes(
	{ client, options }: BiSource,
	root: string,
): Promise<ReadonlyMap<string, BiTableShape> | undefined> {
	const address = { path: `${root}$metadata`, query: '' };
	const outcome = await outcomeOf(askBi(client, address, options, { expects: 'xml' }));
	if (outcome.ok) {
		const { body } = outcome.value;
		return typeof body === 'string' ? readCsdl(body) : undefined;
	}
	const { failure } = outcome;
	if (!(failure instanceof ProfitError)) throw failure;
	if (NOT_ABOUT_METADATA.includes(failure.details.kind)) throw failure;
	return undefined;
}

/**
 * The columns of a table: from `$metadata`, else from its first row.
 *
 * @param table empty for the only table, or the one with the facts
 */
export async function knownColumns(source: BiSource, table: string): Promise<BiTableShape> {
	const { opened, table: name, answer } = await firstPage(source, table, { asked: '', top: 1 });
	return (await columnsOf(source, opened, name)) ?? shapeOfRow(answer.rows[0]);
}

/**
 * Describes a model: every table with its columns, as far as they are known.
 *
 * @throws what AFAS refuses, when it does so for every table
 */
export async function describeModel(source: BiSource, opened: OpenedModel): Promise<BiModelShape> {
	const { model } = opened;
	const names = model.tables?.map(({ name }) => name) ?? [''];
	const tables: DescribedTable[] = [];
	const failures: unknown[] = [];
	let asked = 0;
	for (const name of names) {
		const shown = name === '' ? model.name : name;
		const shape = (await columnsOf(source, opened, name)) ?? shapeOfRoot(opened);
		if (shape !== undefined) {
			tables.push({ name: name === '' ? nameOfOnly(opened) : name, ...shape });
		} else if (asked === MOST_ASKED) {
			tables.push(unknownTable(shown, NOT_ASKED));
		} else {
			asked += 1;
			const outcome = await outcomeOf(knownColumns(source, name));
			if (!outcome.ok) failures.push(outcome.failure);
			tables.push(
				outcome.ok
					? { name: shown, ...outcome.value }
					: unknownTable(shown, problemOf(outcome.failure)),
			);
		}
	}
	if (asked > 0 && failures.length === names.length) throw failures[0];
	return { root: model.root, tables };
}

const NOT_ASKED = `AFAS describes no columns of this BI model, so the first row tells them, of ${MOST_ASKED} tables at most`;

/** The columns of a root that gives its rows itself. */
function shapeOfRoot({ model, rows }: OpenedModel): BiTableShape | undefined {
	if (model.tables !== undefined || rows === undefined) return undefined;
	return shapeOfRow(rows.rows[0]);
}

function unknownTable(name: string, problem: string): DescribedTable {
	return { name, keys: [], fields: [], problem };
}

/** One table that can't be read says nothing of the others. @throws what is about all of them */
function problemOf(failure: unknown): string {
	const isAboutTable =
		failure instanceof BiTableMissingError ||
		failure instanceof BiAnswerError ||
		(failure instanceof ProfitError && !ABOUT_ALL_TABLES.includes(failure.details.kind));
	if (!isAboutTable) throw failure;
	return failure.message;
}

/** A table without a name in the service has one in `$metadata`, or that of its model. */
function nameOfOnly({ kept: { shapes }, model }: OpenedModel): string {
	const [only] = shapes?.size === 1 ? shapes.keys() : [];
	return only ?? model.name;
}

function shapeOfRow(row: Readonly<Record<string, unknown>> = {}): BiTableShape {
	const fields = Object.entries(row).map(([id, value]): BiField => ({ id, type: typeName(value) }));
	return { keys: [], fields };
}

function typeName(value: unknown): string {
	return value === null || value === undefined ? 'unknown' : typeof value;
}
