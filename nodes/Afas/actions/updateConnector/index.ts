import type { ResourceDefinition } from '../operation';
import { create } from './create';
import { deleteRecord } from './delete';
import { update } from './update';
import { upsert } from './upsert';

/** UpdateConnectors: AFAS's fixed ways of writing. */
export const updateConnector: ResourceDefinition = {
	value: 'updateConnector',
	name: 'UpdateConnector',
	description: 'Write data to AFAS',
	operations: [create, upsert, deleteRecord, update],
};
