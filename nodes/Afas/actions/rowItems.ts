import { type IDataObject, type INodeExecutionData, sleep } from 'n8n-workflow';
import type { Row } from '../profit/row';
import type { OperationInput } from './operation';

/** What a read puts out, and how many rows went into it. */
export interface ReadOutput {
	readonly items: INodeExecutionData[];
	readonly rows: number;
}

/** Collects all rows before the first is handed on: a read that fails half-way emits none. */
export async function rowItems(
	{ itemIndex }: Pick<OperationInput, 'itemIndex'>,
	pages: AsyncIterable<Row[]>,
	shape: (row: Row) => IDataObject,
): Promise<ReadOutput> {
	const items: INodeExecutionData[] = [];
	// One object for all items, as n8n's own `constructExecutionMetaData` shares it.
	const pairedItem = { item: itemIndex };
	for await (const page of pages) {
		// Lets requests go out, and n8n do other things, between two pages.
		await sleep(0);
		for (const row of page) items.push({ json: shape(row), pairedItem });
	}
	return { items, rows: items.length };
}

/** A function that makes of a row what is put out: with these fields only, or all when there are none. */
export function shaper(outputFields: readonly string[]): (row: Row) => IDataObject {
	if (outputFields.length === 0) return (row) => row as IDataObject;
	return (row) => {
		const shaped: IDataObject = {};
		for (const field of outputFields) shaped[field] = row[field] as IDataObject[string];
		return shaped;
	};
}
