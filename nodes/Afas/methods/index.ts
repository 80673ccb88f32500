import type { INodeType } from 'n8n-workflow';
import { getBiColumns, searchBiModels, searchBiTables } from './biModels';
import { getColumns, getLookupColumns, getSortableColumns } from './columnOptions';
import {
	getKeyFields,
	getRecordFieldNames,
	getRecordFields,
	getSections,
	getSubObjects,
} from './recordForm';
import { searchGetConnectors, searchUpdateConnectors } from './searchConnectors';

/** What the editor asks of the node while someone fills it in. */
export const methods: NonNullable<INodeType['methods']> = {
	listSearch: { searchBiModels, searchBiTables, searchGetConnectors, searchUpdateConnectors },
	loadOptions: {
		getBiColumns,
		getColumns,
		getLookupColumns,
		getRecordFieldNames,
		getSections,
		getSortableColumns,
		getSubObjects,
	},
	resourceMapping: { getKeyFields, getRecordFields },
};
