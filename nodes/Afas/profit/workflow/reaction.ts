import type { UpdateConnector } from '../metainfo/metainfo';
import type { AttachedFile } from '../record/attachedFile';
import type { Element } from '../record/element';
import type { OpenTask } from './openTasks';
import type { TaskAction } from './taskActions';

/**
 * The UpdateConnector with which a workflow action is performed (reference §9.2). What is sent is always
 * the same, so its fields need not be asked for.
 */
export const WORKFLOW_REACTION: UpdateConnector = {
	id: 'KnSubjectWorkflowReaction',
	name: 'KnWorkflow',
	description: 'KnSubjectWorkflowReaction',
	fields: [],
	objects: [],
};

/** Nested object for files of the reaction. */
const FILES = 'KnReactionAttachment';

/** An action that is to be performed. */
export interface PerformedAction {
	readonly task: OpenTask;
	readonly action: TaskAction;
	/** Text of the reaction that comes with it; empty for none. */
	readonly reaction: string;
	/** Code of the user who gets the task, when the action delegates it; empty otherwise. */
	readonly delegateTo: string;
	/** Files of the reaction. */
	readonly files: readonly AttachedFile[];
}

/** What AFAS is told to perform an action. */
export function reactionElement(performed: PerformedAction): Element {
	const { task, action, reaction, delegateTo, files } = performed;
	const elements = files.map(({ fileName, content }) => ({
		Fields: { FileName: fileName, FileStream: content },
	}));
	const [only, ...others] = elements;
	return {
		'@SbId': task.subjectId,
		Fields: {
			WfNm: task.workflowGuid,
			TkNm: task.taskGuid,
			AcNm: action.actionGuid,
			...(reaction !== '' && { Tx: reaction }),
			...(delegateTo !== '' && { UsTa: delegateTo }),
		},
		...(only !== undefined && {
			Objects: [{ [FILES]: { Element: others.length === 0 ? only : elements } }],
		}),
	};
}
