import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import type { BiSource, OpenedModel } from './biModel';
import { firstPage } from './biRead';
import { askBi } from './biRequest';
import { type BiField, type BiTableShape, readCsdl } from './csdl';

/** What a model looks like: its place, and its tables with their columns. */
export interface BiModelShape {
	/** Path of its root. */
	readonly root: string;
	readonly tables: ReadonlyArray<{ readonly name: string } & BiTableShape>;
}

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

/** Describes a model: every table with its columns. */
export async function describeModel(source: BiSource, opened: OpenedModel): Promise<BiModelShape> {
	const { model } = opened;
	const names = model.tables?.map(({ name }) => name) ?? [''];
	const tables: Array<{ readonly name: string } & BiTableShape> = [];
	for (const name of names) {
		const shape =
			(await columnsOf(source, opened, name)) ??
			(model.tables === undefined && opened.rows !== undefined
				? shapeOfRow(opened.rows.rows[0])
				: await knownColumns(source, name));
		tables.push({ name: name === '' ? nameOfOnly(opened) : name, ...shape });
	}
	return { root: model.root, tables };
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
