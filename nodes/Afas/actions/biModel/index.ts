import type { ResourceDefinition } from '../operation';
import { get } from './get';
import { getMany } from './getMany';

/** BI models: tables that AFAS calculates beforehand, for large sets of data. */
export const biModel: ResourceDefinition = {
	value: 'biModel',
	name: 'BI Model',
	description: 'Read large sets of data that AFAS has calculated beforehand',
	operations: [getMany, get],
};
