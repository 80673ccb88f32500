import type { CompanyModes, DeleteLevel, WriteAnswer, WriteRequest } from '../../contract';
import type { FileCabinet } from '../files/fileCabinet';
import { malformed, refused, updateConnectorNotSupported } from '../refusals';
import type { RandomChoices } from '../randomChoices';
import { textOf, type Store, type StoredRecord } from '../store';
import type { UpdateConnectorModel, WriteMethod } from '../updateConnector';
import { applyElement, type Approach } from './apply';
import { deleteLevels } from './deletion';
import { incomingFrom, type Incoming } from './incoming';
import { Session } from './session';
import { WORKFLOW_TABLES } from './workflowRules';

/** What writing works with. */
export interface WritingContext {
	readonly store: Store;
	readonly files: FileCabinet;
	readonly random: RandomChoices;
	readonly modes: CompanyModes;
	/** As they are at this moment: an update of Profit changes them. */
	readonly models: () => ReadonlyMap<string, UpdateConnectorModel>;
	/** The wall clock in Amsterdam, with milliseconds. */
	now(): string;
}

/** Writes and deletions through UpdateConnectors; one call is one transaction. */
export class Writing {
	constructor(private readonly context: WritingContext) {}

	/** Stores what a call says, all or nothing. Throws a refusal in Profit's words. */
	write(request: WriteRequest): WriteAnswer {
		const { store, modes } = this.context;
		const model = this.modelFor(request.connectorId, request.method);
		if (request.subObject !== undefined && !model.element.objects.has(request.subObject)) {
			const name = request.subObject;
			throw malformed(`Onderdeel '${name}' is onbekend.`, `Object '${name}' is unknown.`);
		}
		const elements = incomingFrom(model.element, request.body, modes);
		const session = this.session();
		const records = store.transaction(() =>
			elements.map((element) => applyElement(session, element, approachOf(request))),
		);
		return {
			status: request.method === 'PUT' ? modes.putStatus : 201,
			body: this.answer(model, elements, records),
		};
	}

	/** Deletes one record, or a nested one; a user in Profit deletes more than connectors may. */
	remove(
		connectorId: string,
		levels: readonly DeleteLevel[],
		by: 'connector' | 'user' = 'connector',
	): boolean {
		const model =
			by === 'user' ? this.knownModel(connectorId) : this.modelFor(connectorId, 'DELETE');
		const session = this.session();
		return this.context.store.transaction(() =>
			deleteLevels(session, model, levels, this.context.modes.deleteMissing),
		);
	}

	/** Gives workflows, tasks and actions other GUIDs, as publishing them anew does. */
	publishWorkflows(): void {
		const { store, random } = this.context;
		for (const table of WORKFLOW_TABLES) {
			for (const record of store.all(table)) {
				store.update(record, { Name: random.hex(32) }, this.context.now());
			}
		}
	}

	/** Whether a file is an attachment of a dossier item or of a reaction on it. */
	isAttached(subjectId: string, fileId: string): boolean {
		const { store, modes } = this.context;
		const subject = store.find('KnSubject', { SbId: subjectId });
		const reactions =
			modes.reactionAttachments === 'reaction'
				? store.findAll('KnReaction', { Id: subjectId })
				: store.findAll('KnReaction', { SbId: subjectId });
		return [
			...(subject === undefined ? [] : store.children('KnSubjectAttachment', subject.id)),
			...reactions.flatMap((reaction) => store.children('KnReactionAttachment', reaction.id)),
		].some((attachment) => textOf(attachment, 'FileId').toLowerCase() === fileId.toLowerCase());
	}

	private session(): Session {
		const { store, files, random, modes } = this.context;
		return new Session(store, files, random, modes, this.context.now());
	}

	private knownModel(connectorId: string): UpdateConnectorModel {
		const model = this.context.models().get(connectorId);
		if (model === undefined) throw updateConnectorNotSupported();
		return model;
	}

	private modelFor(connectorId: string, method: WriteMethod): UpdateConnectorModel {
		const model = this.knownModel(connectorId);
		if (model.methods.includes(method)) return model;
		throw refused(
			`Methode ${method} wordt niet ondersteund door deze UpdateConnector.`,
			`Method ${method} is not supported by this UpdateConnector.`,
		);
	}

	/** Keys under the root element: an object for one element, a list for several. */
	private answer(
		model: UpdateConnectorModel,
		elements: readonly Incoming[],
		records: readonly StoredRecord[],
	): WriteAnswer['body'] {
		const { answers, element } = model;
		if (answers === undefined) return undefined;
		const keys = records.map((record) =>
			Object.fromEntries(
				answers.flatMap((field) => {
					const text = textOf(record, field);
					return text === '' ? [] : [[field, text] as const];
				}),
			),
		);
		const body = { [element.name]: elements.length === 1 ? keys[0] : keys };
		return this.context.modes.resultsWrapper ? { results: body } : body;
	}
}

function approachOf({ method, subObject }: WriteRequest): Approach {
	if (subObject !== undefined) return 'identify';
	return method === 'POST' ? 'insert' : 'update';
}
