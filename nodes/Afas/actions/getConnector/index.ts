import type { ResourceDefinition } from '../operation';
import { getMany } from './getMany';
import { lookUp } from './lookUp';

/** GetConnectors: queries that the administrator defines and this node reads. */
export const getConnector: ResourceDefinition = {
	value: 'getConnector',
	name: 'GetConnector',
	description: 'Read data from AFAS',
	operations: [getMany, lookUp],
};
