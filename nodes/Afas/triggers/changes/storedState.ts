import type { IDataObject } from 'n8n-workflow';
import type { ModifiedState } from '../../profit/changes/modifiedState';
import type { SnapshotState } from '../../profit/changes/snapshotRows';

/** What the trigger keeps between two looks, in n8n's static data of the node. */
export interface StoredState {
	/** One higher each time: two looks at the same time must not both keep what they found. */
	readonly revision: number;
	/** What the state is about; another one means that it has no meaning any more. */
	readonly watched: string;
	/** The `startFrom` that was followed last. */
	readonly startFrom?: string;
	readonly modified?: ModifiedState;
	readonly snapshot?: SnapshotState;
}

/** Name of the state in the static data. */
const NAME = 'changes';

/** The state that was kept last; undefined before the first look. */
export function storedState(data: IDataObject): StoredState | undefined {
	return data[NAME] as unknown as StoredState | undefined;
}

/**
 * Keeps a state, unless another look that ran at the same time kept one first. n8n lets looks
 * overlap, and they share the static data.
 *
 * @param started the state that the look began with
 * @returns whether it was kept; if not, nothing of the look may be delivered
 */
export function keepState(
	data: IDataObject,
	started: StoredState | undefined,
	next: Omit<StoredState, 'revision'>,
): boolean {
	const revision = started?.revision ?? 0;
	if ((storedState(data)?.revision ?? 0) !== revision) return false;
	data[NAME] = { ...next, revision: revision + 1 } as unknown as IDataObject;
	return true;
}

/**
 * Whether n8n commits the state together with the run that a look starts (durable cursors), instead
 * of keeping it in memory and saving it beside the run: then the data is a plain copy, without the
 * mark of n8n's observed objects.
 */
export function isCommittedWithRun(data: IDataObject): boolean {
	return !('__dataChanged' in data);
}
