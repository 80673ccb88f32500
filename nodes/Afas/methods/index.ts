import type { INodeType } from 'n8n-workflow';
import { getConnectorNames } from './connectorOptions';
import { getColumns, getLookupColumns, getSortableColumns } from './columnOptions';
import {
	getKeyFields,
	getRecordFieldNames,
	getRecordFields,
	getSections,
	getSubObjects,
} from './recordForm';
import { searchGetConnectors, searchUpdateConnectors } from './searchConnectors';
import { searchWorkflowActions, searchWorkflowTasks } from './workflowLists';

/** What the editor asks of the node while someone fills it in. */
export const methods: NonNullable<INodeType['methods']> = {
	listSearch: {
		searchGetConnectors,
		searchUpdateConnectors,
		searchWorkflowActions,
		searchWorkflowTasks,
	},
	loadOptions: {
		getColumns,
		getConnectorNames,
		getLookupColumns,
		getRecordFieldNames,
		getSections,
		getSortableColumns,
		getSubObjects,
	},
	resourceMapping: { getKeyFields, getRecordFields },
};
