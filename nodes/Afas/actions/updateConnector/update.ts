import { updateConnectorLocator } from '../connectorLocator';
import type { AllItemsOperation } from '../operation';
import { recordProperties } from './recordSource';
import { writeOptionsProperty } from './writeOptions';
import { SHARED_PARAMETERS, writeRecords } from './writeRecords';

/** Changes records: PUT. Fields that aren't given stay as they are. */
export const update: AllItemsOperation = {
	value: 'update',
	name: 'Update',
	action: 'Update a record',
	description:
		'Change a record with an UpdateConnector; fields that are not given stay as they are',
	properties: [
		updateConnectorLocator,
		...recordProperties('update'),
		writeOptionsProperty('update'),
	],
	sharedParameters: SHARED_PARAMETERS,
	executeAll: async (input) => await writeRecords(input, 'PUT'),
};
