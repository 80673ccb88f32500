import type { CompanyGetConnector } from '../getConnector';
import { CHANGE_CONNECTORS } from './changes';
import { EMPLOYEE_CONNECTORS } from './employees';
import { FINANCE_CONNECTORS } from './finance';
import { GENERAL_CONNECTORS } from './general';
import { PROJECT_CONNECTORS } from './projects';
import { RELATION_CONNECTORS } from './relations';
import { SALES_CONNECTORS } from './sales';
import { SUBJECT_CONNECTORS } from './subjects';
import { WORKFLOW_CONNECTORS } from './workflows';

/** Every GetConnector of the company, by id. */
export const GET_CONNECTORS: ReadonlyMap<string, CompanyGetConnector> = new Map(
	[
		...CHANGE_CONNECTORS,
		...EMPLOYEE_CONNECTORS,
		...FINANCE_CONNECTORS,
		...GENERAL_CONNECTORS,
		...PROJECT_CONNECTORS,
		...RELATION_CONNECTORS,
		...SALES_CONNECTORS,
		...SUBJECT_CONNECTORS,
		...WORKFLOW_CONNECTORS,
	].map((connector) => [connector.definition.id, connector]),
);
