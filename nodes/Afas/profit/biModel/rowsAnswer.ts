import type { Client } from '../exchange/client';
import type { BiAddress } from './biAddress';
import { BiAnswerError } from './biErrors';
import { askBi, type BiRequestOptions } from './biRequest';
import { type ODataAnswer, readODataAnswer } from './odataAnswer';

/** Rows of one answer, and where they came from. */
export type RowsAnswer = Extract<ODataAnswer, { kind: 'rows' }> & { readonly address: BiAddress };

/** How rows are asked for. */
export interface RowsSource {
	readonly client: Client;
	/** Name of the model, for messages. */
	readonly model: string;
	readonly options: BiRequestOptions;
}

/**
 * Asks for a page of rows.
 *
 * @param start where the read began that the page belongs to; undefined for the first page
 * @throws {BiAnswerError} when something else comes, {@link BiLinkError} when it is of another version
 */
export async function askRows(
	{ client, model, options }: RowsSource,
	address: BiAddress,
	start?: BiAddress,
): Promise<RowsAnswer> {
	const { body, address: answered } = await askBi(client, address, options, { start });
	const answer = readODataAnswer(body);
	if (answer.kind === 'other') throw new BiAnswerError(model, answer.words);
	if (answer.kind === 'tables') throw new BiAnswerError(model);
	return { ...answer, address: answered };
}
