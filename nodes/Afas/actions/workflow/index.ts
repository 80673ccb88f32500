import type { ResourceDefinition } from '../operation';
import { executeAction } from './executeAction';
import { getTasks } from './getTasks';

/** Workflows of dossier items: the tasks they are in, and the actions that move them on. */
export const workflow: ResourceDefinition = {
	value: 'workflow',
	name: 'Dossier Workflow',
	description: 'See in which workflow tasks dossier items are, and perform actions',
	operations: [getTasks, executeAction],
};
