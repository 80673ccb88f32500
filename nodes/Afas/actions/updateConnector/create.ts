import { updateConnectorLocator } from '../connectorLocator';
import type { AllItemsOperation } from '../operation';
import { recordProperties } from './recordSource';
import { writeOptionsProperty } from './writeOptions';
import { SHARED_PARAMETERS, writeRecords } from './writeRecords';

/** Adds records: POST. */
export const create: AllItemsOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create a record',
	description: 'Add a record with an UpdateConnector',
	properties: [updateConnectorLocator, ...recordProperties('add'), writeOptionsProperty('create')],
	sharedParameters: SHARED_PARAMETERS,
	executeAll: async (input) => await writeRecords(input, 'POST'),
};
