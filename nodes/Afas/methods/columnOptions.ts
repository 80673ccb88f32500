import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { AllowedValue, Column } from '../profit/metainfo/metainfo';
import { isSortable } from '../profit/rows/order';
import { openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';

/** What AFAS's data types are called on the screen. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
	['string', 'text'],
	['int', 'whole number'],
	['decimal', 'number'],
	['boolean', 'yes or no'],
	['date', 'date'],
	['blob', 'memo or file'],
]);

/** Codes that the list of columns tells of one of them. */
const MOST_CODES = 10;

/** Columns of the chosen GetConnector. */
export async function getColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await columnsOf(this)).map(toOption);
}

/** Columns of the chosen GetConnector that AFAS can sort on. */
export async function getSortableColumns(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return (await columnsOf(this)).filter(isSortable).map(toOption);
}

/** Columns of the chosen GetConnector that hold dates or moments. */
export async function getDateColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await columnsOf(this))
		.filter((column) => column.dataType === 'date' && isSortable(column))
		.map(toOption);
}

/** Columns of the GetConnector in which records are looked up. */
export async function getLookupColumns(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return (await columnsOf(this, 'lookupConnector')).map(toOption);
}

async function columnsOf(
	context: ILoadOptionsFunctions,
	parameter: 'getConnector' | 'lookupConnector' = 'getConnector',
): Promise<readonly Column[]> {
	const connector = context.getCurrentNodeParameter(parameter, { extractValue: true });
	if (typeof connector !== 'string' || connector === '') return [];
	try {
		const connection = await openConnection(context);
		const { columns } = await connection.metainfo().getConnector(connector);
		return columns;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** n8n can't offer a list beside a text that depends on the field before it, so the field tells its codes. */
function toOption({ id, label, dataType, values }: Column): INodePropertyOptions {
	const type = TYPE_NAMES.get(dataType) ?? dataType;
	return {
		name: label === id ? id : `${label} (${id})`,
		value: id,
		description: values === undefined ? type : `${type}: ${codesText(values)}`,
	};
}

function codesText(values: readonly AllowedValue[]): string {
	const shown = values.slice(0, MOST_CODES).map((value) => `${value.id} (${value.description})`);
	const more = values.length > MOST_CODES ? ` and ${values.length - MOST_CODES} more` : '';
	return `${shown.join(', ')}${more}`;
}
