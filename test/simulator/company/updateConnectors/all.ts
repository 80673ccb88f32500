import type { UpdateConnectorModel } from '../updateConnector';
import { ABSENCE_CONNECTORS } from './absence';
import { employeeConnectors } from './employees';
import { FINANCE_CONNECTORS } from './finance';
import { GENERAL_CONNECTORS } from './general';
import { PROJECT_CONNECTORS } from './projects';
import { RELATION_CONNECTORS } from './relations';
import { SALES_CONNECTORS } from './sales';
import { SUBJECT_CONNECTORS } from './subjects';

/** Every UpdateConnector of the company, by id. */
export function updateConnectors(
	largeMetainfo: boolean,
): ReadonlyMap<string, UpdateConnectorModel> {
	const models = [
		...employeeConnectors(largeMetainfo),
		...ABSENCE_CONNECTORS,
		...FINANCE_CONNECTORS,
		...GENERAL_CONNECTORS,
		...PROJECT_CONNECTORS,
		...RELATION_CONNECTORS,
		...SALES_CONNECTORS,
		...SUBJECT_CONNECTORS,
	];
	return new Map(models.map((model) => [model.definition.id, model]));
}
