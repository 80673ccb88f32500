import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { wireFilter } from '../../actions/getConnector/filterParameters';
import { type ChangeSource, connectorChanges } from '../../profit/changes/changeSource';
import { lookForModified, modifiedFrom, modifiedFromNow } from '../../profit/changes/modifiedRows';
import type { ModifiedPlan, ModifiedState } from '../../profit/changes/modifiedState';
import type { RowChange } from '../../profit/changes/rowChange';
import { hashOf } from '../../profit/changes/rowFingerprint';
import {
	lookForDifferences,
	snapshotFromNow,
	type SnapshotState,
} from '../../profit/changes/snapshotRows';
import { Failure } from '../../profit/failure';
import { filterIdentity, type WireFilter } from '../../profit/filter/filter';
import type { Column } from '../../profit/metainfo/metainfo';
import { resultOf } from '../../profit/outcome';
import type { Row } from '../../profit/row';
import { isSortable } from '../../profit/rows/order';
import { assertColumns } from '../../profit/rows/unknownFieldError';
import { type ColumnDoubts, withColumns } from '../../profit/rows/withColumns';
import { wallTimeText } from '../../profit/time/amsterdamClock';
import { createRowDateConverter } from '../../profit/time/rowDates';
import { type Connection, openConnection } from '../../transport/connection';
import { watchTokenEnd } from '../../transport/tokenWatch';
import { ChangeParameterError, type ChangeWish, readChangeWish } from './parameters';
import { logAdvice, warnOfEnd } from './pollLog';
import { isCommittedWithRun, keepState, type StoredState, storedState } from './storedState';

/** ms to wait for a page of rows. */
const PAGE_TIMEOUT = 300_000;

/** ms by which the clock of n8n may be wrong before a change in the future is taken for real. */
const HORIZON = 24 * 60 * 60_000;

/** There is no row to show in a test. */
class NoRowError extends Failure {
	constructor(connector: string) {
		super(
			`'${connector}' has no row to show as an example`,
			'Check the filter, the modified fields and the authorisation of the system user. The trigger itself can be activated: it waits for the first change.',
		);
	}
}

/** A look for changes, ready to be made. */
interface Watch {
	readonly wish: ChangeWish;
	readonly connection: Connection;
	readonly columns: readonly Column[];
	readonly filter: WireFilter;
	readonly source: ChangeSource;
}

/** What a look brought. */
interface Look {
	readonly changes: readonly RowChange[];
	readonly next: Omit<StoredState, 'revision'>;
}

/**
 * Looks for changes once.
 *
 * @returns null when there is nothing to deliver. The state is kept in the last statement before
 * the changes are handed to n8n, so a look that fails changes nothing.
 */
export async function pollChanges(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const wish = readChangeWish(context);
	const connection = await openConnection(context);
	connection.afterFirstAnswer(() => watchTokenEnd(connection));
	return await withColumns(connection.metainfo(), wish.connector, async (columns, doubts) => {
		const watch = prepare(wish, connection, columns, doubts);
		return context.getMode() === 'manual' ? [[await example(watch)]] : await poll(context, watch);
	});
}

async function poll(context: IPollFunctions, watch: Watch): Promise<INodeExecutionData[][] | null> {
	const data = context.getWorkflowStaticData('node');
	const started = storedState(data);
	const { changes, next } = await look(context, watch, started);
	warnOfEnd(context, watch.connection);
	logAdvice(context, watch);
	const items = changes
		.filter(({ event }) => watch.wish.events.includes(event))
		.map(itemMaker(watch));
	const hasNews = started === undefined || items.length > 0 || isChanged(started, next);
	if (hasNews && !keepState(data, started, next)) return null;
	if (items.length > 0) return [items];
	// n8n drops what a first look keeps unless it starts a run: this one has no items.
	return started === undefined && isCommittedWithRun(data) ? [[]] : null;
}

/** @throws {UnknownFieldError | ChangeParameterError | FilterError} for what the columns don't allow */
function prepare(
	wish: ChangeWish,
	connection: Connection,
	columns: readonly Column[],
	doubts: ColumnDoubts,
): Watch {
	const usable = resultOf(() => assertUsable(wish, columns));
	if (!usable.ok) {
		doubts.raise();
		throw usable.failure;
	}
	const filter = wireFilter(wish.filter, columns);
	const about = { wish, connection, columns, filter };
	const source = describedBy(doubts, connectorChanges(connection.client, watched(about, 0)));
	return { ...about, source };
}

/**
 * The same source, which stops where the columns don't describe the rows: what counts as the content
 * of a row must be the same at the next look.
 */
function describedBy(doubts: ColumnDoubts, source: ChangeSource): ChangeSource {
	async function* checked(pages: AsyncIterable<Row[]>): AsyncGenerator<Row[], void, undefined> {
		for await (const page of pages) {
			doubts.assertDescribe(page);
			yield page;
		}
	}
	return {
		since: (field, from) => checked(source.since(field, from)),
		newest: async (field, until) => {
			const row = await source.newest(field, until);
			if (row !== undefined) doubts.assertDescribe([row]);
			return row;
		},
		all: () => checked(source.all()),
	};
}

function watched(
	{ wish, columns, filter }: Pick<Watch, 'wish' | 'columns' | 'filter'>,
	pageSize: number,
): Parameters<typeof connectorChanges>[1] {
	const { connector, keyFields } = wish;
	return { connector, columns, filter, keyFields, pageSize, timeout: PAGE_TIMEOUT };
}

function assertUsable(wish: ChangeWish, columns: readonly Column[]): void {
	const created = wish.createdField === undefined ? [] : [wish.createdField];
	assertColumns('Modified Fields', wish.modifiedFields, columns);
	assertColumns('Key Fields', wish.keyFields, columns);
	assertColumns('Created Field', created, columns);
	assertColumns('Output Fields', wish.outputFields, columns);
	const byId = new Map(columns.map((column) => [column.id, column]));
	for (const field of [...wish.modifiedFields, ...created]) {
		if (byId.get(field)?.dataType === 'date') continue;
		throw new ChangeParameterError(
			`'${field}' is no date, so it can't say when a row was changed or created`,
			'Choose a column with a date and time, such as the one with the description "Gewijzigd op" in Profit.',
		);
	}
	for (const field of [...wish.modifiedFields, ...wish.keyFields]) {
		const column = byId.get(field);
		if (column === undefined || isSortable(column)) continue;
		throw new ChangeParameterError(
			`AFAS can't sort on '${field}', so it can't be a key or modified field`,
			'Choose another column. Memos and columns with a dot in their name cannot be sorted on.',
		);
	}
}

/** One recent row, as a test of the workflow wants it. Nothing is kept. */
async function example(watch: Watch): Promise<INodeExecutionData> {
	const { wish, connection } = watch;
	const source = connectorChanges(connection.client, watched(watch, 1));
	const row =
		wish.detection === 'snapshot'
			? await firstRow(source)
			: await source.newest(wish.modifiedFields[0] ?? '');
	if (row === undefined) throw new NoRowError(wish.connector);
	return itemMaker(watch)({ event: wish.createdField === undefined ? 'changed' : 'updated', row });
}

async function firstRow(source: ChangeSource): Promise<RowChange['row'] | undefined> {
	for await (const rows of source.all()) return rows[0];
	return undefined;
}

async function look(
	context: IPollFunctions,
	watch: Watch,
	started: StoredState | undefined,
): Promise<Look> {
	const { wish } = watch;
	const about = subject(watch);
	const state = started?.watched === about ? started : undefined;
	const startFrom = wish.startFrom ?? state?.startFrom;
	const kept = { watched: about, ...(startFrom !== undefined && { startFrom }) };
	if (wish.detection === 'snapshot') {
		const { changes, snapshot } = await lookBySnapshot(context, watch, state?.snapshot);
		return { changes, next: { ...kept, snapshot } };
	}
	const isNewStart = wish.startFrom !== undefined && wish.startFrom !== state?.startFrom;
	const modified = isNewStart ? undefined : state?.modified;
	const found = await lookByModified(context, watch, modified);
	return { changes: found.changes, next: { ...kept, modified: found.modified } };
}

async function lookByModified(
	context: IPollFunctions,
	watch: Watch,
	state: ModifiedState | undefined,
): Promise<{ changes: readonly RowChange[]; modified: ModifiedState }> {
	const { source, wish } = watch;
	const plan = modifiedPlan(context, watch);
	if (state === undefined && wish.startFrom === undefined) {
		return { changes: [], modified: await modifiedFromNow(source, plan) };
	}
	const start = state ?? modifiedFrom(wish.startFrom ?? '', plan);
	const found = await lookForModified(source, plan, start);
	return { changes: found.changes, modified: found.state };
}

function modifiedPlan(context: IPollFunctions, { wish, columns }: Watch): ModifiedPlan {
	const { modifiedFields, keyFields, createdField, overlapMinutes, maxRows } = wish;
	const end = Date.now() + pollBudget(context);
	return {
		modifiedFields,
		keyFields,
		...(createdField !== undefined && { createdField }),
		columns: columns.map(({ id }) => id),
		overlapMinutes,
		maxRows,
		horizon: wallTimeText(Date.now() + HORIZON),
		isTimeUp: () => Date.now() > end,
	};
}

/** ms that n8n gives a look; older versions don't say. */
function pollBudget(context: IPollFunctions): number {
	const { getPollBudgetMs } = context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>;
	return getPollBudgetMs?.call(context) ?? Infinity;
}

async function lookBySnapshot(
	context: IPollFunctions,
	{ source, wish, columns }: Watch,
	state: SnapshotState | undefined,
): Promise<{ changes: readonly RowChange[]; snapshot: SnapshotState }> {
	const plan = { ...wish, columns: columns.map(({ id }) => id) };
	if (state === undefined) return { changes: [], snapshot: await snapshotFromNow(source, plan) };
	const found = await lookForDifferences(source, plan, state);
	if (found.isBlindToUpdates) {
		context.logger.warn(
			`Columns were taken out of the GetConnector '${wish.connector}': rows that were updated since the last time can't be told and count as delivered`,
		);
	}
	return { changes: found.changes, snapshot: found.state };
}

/** What the state is about. The way of signing in plays no part: it may be switched any time. */
function subject({ wish, connection, filter }: Watch): string {
	const { connector, detection, modifiedFields, keyFields } = wish;
	// With a modified field, a row that only now passes the filter hasn't changed by that.
	const compared = detection === 'snapshot' ? filterIdentity(filter) : [];
	const parts = [connection.baseUrl, connector, detection, modifiedFields, keyFields, compared];
	return Buffer.from(hashOf(parts, 9), 'latin1').toString('base64url');
}

function isChanged(started: StoredState, next: Look['next']): boolean {
	return JSON.stringify(started) !== JSON.stringify({ ...next, revision: started.revision });
}

function itemMaker({ wish, columns }: Watch): (change: RowChange) => INodeExecutionData {
	const dateColumns = columns.filter(({ dataType }) => dataType === 'date').map(({ id }) => id);
	const convertDates = createRowDateConverter(dateColumns, wish.dates);
	return ({ event, row }) => {
		const shown = convertDates({ ...row });
		const fields =
			event === 'deleted' || wish.outputFields.length === 0
				? Object.keys(shown)
				: wish.outputFields;
		const json: IDataObject = {};
		for (const field of fields) json[field] = shown[field] as IDataObject[string];
		return { json: { ...json, _event: event } };
	};
}
