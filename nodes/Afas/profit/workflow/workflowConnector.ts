import { CancelledError } from '../exchange/cancelledError';
import type { Client } from '../exchange/client';
import { Failure } from '../failure';
import { connectorSource } from '../lookUp/source';
import { lookUp } from '../lookUp/lookUp';
import type { Column } from '../metainfo/metainfo';
import type { MetainfoReader } from '../metainfo/metainfoCache';
import { UnknownConnectorError } from '../metainfo/unknownConnectorError';
import { type Outcome, outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { adviceOnLookUps } from '../rows/fairUse';
import { type ColumnDoubts, withColumns } from '../rows/withColumns';

/** What is read about workflows, and how. */
export interface WorkflowReading {
	readonly client: Client;
	readonly metainfo: MetainfoReader;
	readonly language?: string;
	/** ms to wait for a page. */
	readonly timeout: number;
}

/** A GetConnector about workflows: the one that AFAS supplies, or a copy under another name. */
export interface WorkflowConnector {
	readonly id: string;
	/** What the user calls the option with its name. */
	readonly option: string;
	/** What it lists, as the rest of a sentence: `the open tasks of dossier items`. */
	readonly content: string;
	/** Columns without which it is no use. */
	readonly columns: readonly string[];
}

/** A GetConnector about workflows isn't in the App Connector. */
export class WorkflowConnectorMissingError extends Failure {
	constructor({ id, option, content }: Omit<WorkflowConnector, 'columns'>) {
		super(
			`The App Connector has no GetConnector '${id}', which lists ${content}`,
			`Ask the administrator to add it to the App Connector in Profit. When it is there under another name, fill in that name in '${option}' under 'Options'.`,
		);
	}
}

/** A GetConnector doesn't say what must be known of workflows. */
export class WorkflowColumnsMissingError extends Failure {
	constructor({ id, content, columns }: WorkflowConnector, lacking: readonly string[]) {
		super(
			`The GetConnector '${id}' doesn't list ${content}: it has no ${lacking.join(', ')}`,
			`It needs the columns ${columns.join(', ')} under these names. Ask the administrator to add them, or use the GetConnector that AFAS supplies.`,
		);
	}
}

/** What was found for each of several keys, in their order. */
export interface Found<T> {
	readonly results: ReadonlyArray<Outcome<T>>;
	/** What the user should know, in sentences; mostly empty. */
	readonly notes: readonly string[];
}

/** Look-ups for which requests are made at the same time. */
const PARALLEL_REQUESTS = 2;

/**
 * Finds the rows of many keys in few requests.
 *
 * @param match columns that the keys are values of
 * @param keys for each look-up its values, in the order of `match`
 * @param make what the rows of a key stand for
 * @throws {WorkflowConnectorMissingError | WorkflowColumnsMissingError}
 */
export async function findRows<T>(
	reading: WorkflowReading,
	connector: WorkflowConnector,
	match: readonly string[],
	keys: ReadonlyArray<readonly unknown[]>,
	make: (rows: readonly Row[]) => T,
): Promise<Found<T>> {
	if (keys.length === 0) return { results: [], notes: [] };
	const { client, language, timeout } = reading;
	return await withWorkflowColumns(reading, connector, async (columns, doubts) => {
		const source = connectorSource(client, {
			connector: connector.id,
			columns,
			keyFields: [],
			parallelRequests: PARALLEL_REQUESTS,
			language,
			timeout,
		});
		const request = {
			fields: match,
			columns,
			rowsPerKey: 'all',
			parallelRequests: PARALLEL_REQUESTS,
			stopAtFailure: false,
		} as const;
		const { results, notes } = await lookUp(source, request, keys);
		doubts.lookedUp(results);
		// Only a run that was stopped leaves look-ups unasked.
		const all = results.map((result = { failure: new CancelledError() }): Outcome<T> =>
			'rows' in result
				? { ok: true, value: make(result.rows) }
				: { ok: false, failure: result.failure },
		);
		return { results: all, notes: [...notes, ...adviceOnLookUps(source.report)] };
	});
}

/**
 * Works with the columns of a GetConnector about workflows; see `withColumns`.
 *
 * @throws {WorkflowConnectorMissingError | WorkflowColumnsMissingError}
 */
export async function withWorkflowColumns<T>(
	{ metainfo }: Pick<WorkflowReading, 'metainfo'>,
	connector: WorkflowConnector,
	work: (columns: readonly Column[], doubts: ColumnDoubts) => Promise<T>,
): Promise<T> {
	const outcome = await outcomeOf(
		withColumns(metainfo, connector.id, async (columns, doubts) => {
			const lacking = connector.columns.filter((name) => !columns.some(({ id }) => id === name));
			if (lacking.length === 0) return await work(columns, doubts);
			doubts.raise();
			throw new WorkflowColumnsMissingError(connector, lacking);
		}),
	);
	if (!outcome.ok && outcome.failure instanceof UnknownConnectorError) {
		throw new WorkflowConnectorMissingError(connector);
	}
	return valueOf(outcome);
}
