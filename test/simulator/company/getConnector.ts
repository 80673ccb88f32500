import type { Cell, GetConnectorDefinition, Row } from '../contract';
import { columnsFrom, type SourcedColumn } from './columnNotation';
import { translated } from './labels';
import type { StoredRecord, TableReader } from './store';

/** The records that together make one row, by the names that the column sources use. */
export type Join = Readonly<Record<string, StoredRecord | undefined>>;

/** A GetConnector with the way to its rows. */
export interface CompanyGetConnector {
	readonly definition: GetConnectorDefinition;
	rows(reader: TableReader): Row[];
}

/** What a GetConnector consists of, before its columns are read. */
export interface GetConnectorPlan {
	readonly id: string;
	/** `Nederlands | English`. */
	readonly description: string;
	/** Lines for {@link columnsFrom}. */
	readonly columns: string;
	readonly blocked?: boolean;
	joins(reader: TableReader): readonly Join[];
	/** Values for the columns with an `=name` source. */
	readonly computed?: Readonly<Record<string, (join: Join, reader: TableReader) => Cell>>;
}

/** Makes a GetConnector of a plan; a source that does not exist is an error at once. */
export function getConnector(plan: GetConnectorPlan): CompanyGetConnector {
	const columns = columnsFrom(plan.columns);
	const cells = columns.map((column) => ({ id: column.column.id, cell: cellReader(plan, column) }));
	return {
		definition: {
			id: plan.id,
			description: translated(plan.description),
			columns: columns.map(({ column }) => column),
			...(plan.blocked ? { blocked: true } : {}),
		},
		rows: (reader) =>
			plan
				.joins(reader)
				.map((join) => Object.fromEntries(cells.map(({ id, cell }) => [id, cell(join, reader)]))),
	};
}

function cellReader(
	plan: GetConnectorPlan,
	{ source }: SourcedColumn,
): (join: Join, reader: TableReader) => Cell {
	if (source.startsWith('=')) {
		const compute = plan.computed?.[source.slice(1)];
		if (compute === undefined) throw new Error(`${plan.id} does not compute ${source}`);
		return compute;
	}
	const [part = '', field = ''] = source.split('.');
	if (field === '@created') return (join) => join[part]?.created ?? null;
	if (field === '@modified') return (join) => join[part]?.modified ?? null;
	return (join) => join[part]?.values[field] ?? null;
}
