import { ProfitError } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import { type BiAddress, isSegment, modelPath, onBase, rootOf } from './biAddress';
import { BiAnswerError, BiModelMissingError, BiModelNameError, withFilterAdvice } from './biErrors';
import { type BiModelMemory, type KeptModel, sharedMemory } from './biModelMemory';
import type { BiModel, BiTable } from './biModelPlace';
import { type BiQuery, plainQuery, queryText } from './biQuery';
import { askBi, mayRefuseOption, statusOf } from './biRequest';
import { type ListedTable, type ODataAnswer, readODataAnswer } from './odataAnswer';
import type { RowsAnswer, RowsSource } from './rowsAnswer';

/** From whom a BI model is read, and which one. */
export interface BiSource extends RowsSource {
	/** Tells users and environments apart, without a secret in it. */
	readonly identity: string;
	/** 0 for the newest. */
	readonly version: number;
	readonly memory?: BiModelMemory;
}

/** A model that was opened. */
export interface OpenedModel {
	readonly model: BiModel;
	/** What is remembered of it. */
	readonly kept: KeptModel;
	/** Whether AFAS was not asked, so that the model may be somewhere else by now. */
	readonly isFromMemory: boolean;
	/** The rows that came with the query, when the root gives rows. */
	readonly rows?: RowsAnswer;
}

/**
 * Finds out where a model is, and its tables. Asks AFAS when that isn't remembered.
 *
 * @param query what is asked of the root, in case it gives rows
 * @throws {BiModelNameError} before anything is asked, {@link BiModelMissingError} and
 * {@link BiAnswerError} after that
 */
export async function openModel(source: BiSource, query: BiQuery): Promise<OpenedModel> {
	assertName(source.model);
	const memory = source.memory ?? sharedMemory;
	const kept = memory.get(source);
	if (kept !== undefined) return { model: kept.model, kept, isFromMemory: true };
	const { answer, address, isTopRefused } = await askRoot(source, query);
	const model: BiModel = {
		name: source.model,
		root: rootOf(address.path),
		path: address.path,
		tables:
			answer.kind === 'tables' ? answer.tables.map((one) => tableAt(one, address)) : undefined,
	};
	const made = memory.keep(source, model);
	if (isTopRefused && answer.kind === 'rows') made.refusesTop = true;
	return {
		model,
		kept: made,
		isFromMemory: false,
		...(answer.kind === 'rows' && { rows: { ...answer, address } }),
	};
}

/** Forgets where a model is, so that the next one to open it asks AFAS. */
export function forgetModel(source: BiSource): void {
	(source.memory ?? sharedMemory).forget(source);
}

function assertName(model: string): void {
	if (isSegment(model)) return;
	throw new BiModelNameError(
		model === '' ? 'No BI model was chosen' : `'${model}' can't be the name of a BI model`,
		"Choose one from the list in 'BI Model', or type its name as it is in the address in Profit.",
	);
}

interface RootAnswer {
	readonly answer: Exclude<ODataAnswer, { kind: 'other' }>;
	readonly address: BiAddress;
	/** Whether it took leaving out what the node itself had put into the query. */
	readonly isTopRefused: boolean;
}

/** A root that gives tables may refuse what is asked of rows. */
async function askRoot(source: BiSource, query: BiQuery): Promise<RootAnswer> {
	const { model, version } = source;
	const outcome = await outcomeOf(askRootOnce(source, queryText(query)));
	if (outcome.ok) return { ...outcome.value, isTopRefused: false };
	const refusal = explained(outcome.failure, model, version);
	if (!mayRefuseOption(outcome.failure) || queryText(query) === '') throw refusal;
	const plain = await outcomeOf(askRootOnce(source, ''));
	if (!plain.ok) throw refusal;
	if (plain.value.answer.kind === 'tables') return { ...plain.value, isTopRefused: false };
	if (query.asked === '') return { ...plain.value, isTopRefused: true };
	// Rows that nothing was asked of are no answer; whether the refusal was about the node's own part?
	const own = await outcomeOf(askRootOnce(source, plainQuery(query)));
	// The model is there, so a refusal is about what was asked of it.
	if (!own.ok || query.top === undefined) throw aboutFilter(outcome.failure, query);
	return { ...own.value, isTopRefused: true };
}

function aboutFilter(failure: unknown, { asked }: BiQuery): unknown {
	return failure instanceof ProfitError ? withFilterAdvice(failure, asked !== '') : failure;
}

async function askRootOnce(
	{ client, model, version, options }: BiSource,
	query: string,
): Promise<Omit<RootAnswer, 'isTopRefused'>> {
	const { body, address } = await askBi(
		client,
		{ path: modelPath(model, version), query },
		options,
	);
	const answer = readODataAnswer(body);
	if (answer.kind === 'other') throw new BiAnswerError(model, answer.words);
	return { answer, address };
}

function explained(failure: unknown, model: string, version: number): unknown {
	const status = statusOf(failure);
	if (status === 404 || status === 410) return new BiModelMissingError(model, version, failure);
	if (!(failure instanceof ProfitError) || status !== 500) return failure;
	if (failure.details.externalMessage === undefined) return failure;
	return failure.withAdvice(
		"AFAS may say so of a BI model that isn't there, too: check its name in 'BI Model', and the rights of the user of the App Connector.",
	);
}

function tableAt({ name, url }: ListedTable, root: BiAddress): BiTable {
	const at = { path: rootOf(root.path), query: '' };
	const target = url === undefined ? undefined : onBase(url, at);
	return { name, path: target?.path ?? tablePath(at.path, name) };
}

/** The address of a table below the root of its model. */
export function tablePath(root: string, table: string): string {
	return `${root}${encodeURIComponent(table)}`;
}
