import type { INodeType } from 'n8n-workflow';
import { getColumns, getSortableColumns } from './columnOptions';
import { searchGetConnectors, searchUpdateConnectors } from './searchConnectors';

/** What the editor asks of the node while someone fills it in. */
export const methods: NonNullable<INodeType['methods']> = {
	listSearch: { searchGetConnectors, searchUpdateConnectors },
	loadOptions: { getColumns, getSortableColumns },
};
