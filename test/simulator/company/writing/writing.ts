import type { CompanyModes, DeleteLevel, WriteAnswer, WriteRequest } from '../../contract';
import type { FileCabinet } from '../files/fileCabinet';
import { updateConnectorNotSupported } from '../refusals';
import type { SeededRandom } from '../seededRandom';
import { textOf, type Store } from '../store';
import type { UpdateConnectorModel } from '../updateConnector';

/** What writing works with. */
export interface WritingContext {
	readonly store: Store;
	readonly files: FileCabinet;
	readonly random: SeededRandom;
	readonly modes: CompanyModes;
	readonly models: ReadonlyMap<string, UpdateConnectorModel>;
	/** The wall clock in Amsterdam, with milliseconds. */
	now(): string;
}

/** Writes and deletions through UpdateConnectors. */
export class Writing {
	constructor(private readonly context: WritingContext) {}

	/** Stores what a call says, all or nothing. */
	write(request: WriteRequest): WriteAnswer {
		void request;
		throw updateConnectorNotSupported();
	}

	/** Deletes one record. */
	remove(connectorId: string, levels: readonly DeleteLevel[]): boolean {
		void [connectorId, levels];
		throw updateConnectorNotSupported();
	}

	/** Whether a file is an attachment of a dossier item or of a reaction on it. */
	isAttached(subjectId: string, fileId: string): boolean {
		const { store } = this.context;
		const subject = store.find('KnSubject', { SbId: subjectId });
		if (subject === undefined) return false;
		const reactions = store.findAll('KnReaction', { SbId: subjectId });
		return [
			...store.children('KnSubjectAttachment', subject.id),
			...reactions.flatMap((reaction) => store.children('KnReactionAttachment', reaction.id)),
		].some((attachment) => textOf(attachment, 'FileId').toLowerCase() === fileId.toLowerCase());
	}
}
