import type { INodeType } from 'n8n-workflow';
import { getBiColumns, searchBiModels, searchBiTables } from './biModels';
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
		searchBiModels,
		searchBiTables,
		searchGetConnectors,
		searchUpdateConnectors,
		searchWorkflowActions,
		searchWorkflowTasks,
	},
	loadOptions: {
		getBiColumns,
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
