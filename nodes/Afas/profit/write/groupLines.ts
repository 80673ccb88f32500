import { Failure } from '../failure';

/** A record before it is shaped for AFAS: fields by name, nested objects by name. */
export type LooseRecord = Readonly<Record<string, unknown>>;

/** A record and the input items it came from, first one first. */
export interface SourcedRecord {
	readonly itemIndexes: readonly [number, ...number[]];
	readonly record: LooseRecord;
	/** Id of the UpdateConnector; records of different ones are never grouped together. */
	readonly connector: string;
}

/** How flat input becomes records with lines, such as order lines that become orders. */
export interface Grouping {
	/** Fields that make up a record; input with the same values in all of them belongs together. */
	readonly groupBy: readonly string[];
	/** Nested object that takes the remaining fields, one line for each input item. */
	readonly linesObject: string;
}

/** An input item can't be grouped: it would end up in a record that it doesn't belong to. */
export class GroupingError extends Failure {
	constructor(field: string, linesObject: string) {
		super(
			`The field '${field}' is empty, so it isn't clear to which record this line of '${linesObject}' belongs`,
			"Fill the field in every input item, or take it out of 'Group By' under 'Options'.",
		);
	}
}

/** Records in the order in which the first line of each came in, and items that can't be grouped. */
export interface GroupedRecords {
	readonly records: readonly SourcedRecord[];
	readonly refused: ReadonlyArray<{
		readonly itemIndexes: readonly [number, ...number[]];
		readonly failure: GroupingError;
	}>;
}

interface Group {
	readonly itemIndexes: [number, ...number[]];
	readonly connector: string;
	readonly header: Record<string, unknown>;
	readonly lines: LooseRecord[];
}

/** Turns flat records into records with lines. */
export function groupLines(records: readonly SourcedRecord[], grouping: Grouping): GroupedRecords {
	const groups = new Map<string, Group>();
	const refused: Array<GroupedRecords['refused'][number]> = [];
	for (const { itemIndexes, record, connector } of records) {
		const empty = grouping.groupBy.find((field) => isEmpty(record[field]));
		if (empty !== undefined) {
			refused.push({ itemIndexes, failure: new GroupingError(empty, grouping.linesObject) });
			continue;
		}
		const header = pick(record, grouping.groupBy);
		const key = JSON.stringify([connector, ...Object.values(header).map(comparable)]);
		const line = lineOf(record, grouping);
		const group = groups.get(key);
		if (group === undefined)
			groups.set(key, { itemIndexes: [...itemIndexes], connector, header, lines: [line] });
		else {
			group.itemIndexes.push(...itemIndexes);
			group.lines.push(line);
		}
	}
	return { records: [...groups.values()].map((group) => toRecord(group, grouping)), refused };
}

function toRecord(
	{ itemIndexes, connector, header, lines }: Group,
	{ linesObject }: Grouping,
): SourcedRecord {
	return { itemIndexes, connector, record: { ...header, [linesObject]: lines } };
}

function pick(record: LooseRecord, fields: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(fields.map((field) => [field, record[field]]));
}

/** A mapper names the fields of a line `FbSalesLines/ItCd`; inside the line they are just `ItCd`. */
function lineOf(record: LooseRecord, { groupBy, linesObject }: Grouping): LooseRecord {
	const prefix = `${linesObject}/`;
	return Object.fromEntries(
		Object.entries(record)
			.filter(([name]) => !groupBy.includes(name))
			.map(([name, value]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, value]),
	);
}

/** 10001 and "10001 " are the same customer. */
function comparable(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
