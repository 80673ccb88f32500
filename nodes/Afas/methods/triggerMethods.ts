import type { INodeType } from 'n8n-workflow';
import { getColumns, getDateColumns, getSortableColumns } from './columnOptions';
import { searchGetConnectors } from './searchConnectors';

/** What the editor asks of the triggers while someone fills them in. */
export const triggerMethods: NonNullable<INodeType['methods']> = {
	listSearch: { searchGetConnectors },
	loadOptions: { getColumns, getDateColumns, getSortableColumns },
};
