import type { ResourceDefinition } from '../operation';
import { get } from './get';
import { getEnvironment } from './getEnvironment';
import { getExample } from './getExample';
import { getMany } from './getMany';

/** Metainfo: what the App Connector exposes, and the shape of it. */
export const metainfo: ResourceDefinition = {
	value: 'metainfo',
	name: 'Metainfo',
	description: 'Look up connectors, their fields and the environment',
	operations: [get, getEnvironment, getExample, getMany],
};
