import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { knownColumns } from '../profit/biModel/biColumns';
import { NoBiModelListError } from '../profit/biModel/biErrors';
import { type BiSource, openModel } from '../profit/biModel/biModel';
import { biPointerOf } from '../profit/biModel/biModelLink';
import { listedModels, servedModels } from '../profit/biModel/biModelList';
import { type Connection, openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';
import { foundIn } from './searchConnectors';

/** ms to wait for what a list shows. */
const TIMEOUT = 120_000;

/** BI models, as far as AFAS gives a list of them. */
export async function searchBiModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await shown(this, async (connection) => {
		const listed = listedModels(await connection.metainfo().appConnector());
		const models =
			listed.length > 0 ? listed : await servedModels(connection.client, { timeout: TIMEOUT });
		if (models.length === 0) throw new NoBiModelListError();
		return foundIn(models, filter);
	});
}

/** The tables of the chosen BI model. */
export async function searchBiTables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await shown(this, async (connection) => {
		const { source } = chosen(this, connection);
		if (source.model === '') return { results: [] };
		const { model } = await openModel(source, { asked: '', top: 1 });
		const tables = model.tables ?? [];
		return foundIn(
			tables.map(({ name }) => ({ id: name, description: name })),
			filter,
		);
	});
}

/** Columns of the chosen table. */
export async function getBiColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await shown(this, async (connection) => {
		const { source, table } = chosen(this, connection);
		if (source.model === '') return [];
		const { fields } = await knownColumns(source, table);
		return fields.map(({ id, type }) => ({ name: id, value: id, description: type }));
	});
}

function chosen(
	context: ILoadOptionsFunctions,
	{ baseUrl, client, identity }: Connection,
): { source: BiSource; table: string } {
	const pointer = biPointerOf(textOf(context, 'biModel'), baseUrl);
	const { version } = Object(context.getCurrentNodeParameter('options')) as { version?: unknown };
	const source = {
		client,
		identity,
		model: pointer.model,
		version: typeof version === 'number' && version > 0 ? version : pointer.version,
		options: { timeout: TIMEOUT },
	};
	return { source, table: textOf(context, 'table') || pointer.table };
}

function textOf(context: ILoadOptionsFunctions, name: 'biModel' | 'table'): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	// An expression that n8n can't work out yet comes as it was typed.
	return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
}

async function shown<T>(
	context: ILoadOptionsFunctions,
	work: (connection: Connection) => Promise<T>,
): Promise<T> {
	try {
		return await work(await openConnection(context));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
