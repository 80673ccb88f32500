import type { ResourceDefinition } from '../operation';
import { compare } from './compare';
import { get } from './get';
import { getEnvironment } from './getEnvironment';
import { getExample } from './getExample';
import { getMany } from './getMany';
import { getSnapshot } from './getSnapshot';

/** Metainfo: what the App Connector exposes, and the shape of it. */
export const metainfo: ResourceDefinition = {
	value: 'metainfo',
	name: 'Metainfo',
	description: 'Look up connectors, their fields and the environment, and compare them',
	operations: [get, compare, getEnvironment, getExample, getMany, getSnapshot],
};
