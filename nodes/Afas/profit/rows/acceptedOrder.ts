import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import type { Column } from '../metainfo/metainfo';
import type { Outcome } from '../outcome';
import { memoryOf } from './connectorMemory';
import {
	isPlainId,
	isSortable,
	orderWithout,
	type PartlyAddedOrder,
	type SortField,
} from './order';
import { SortRefusedError } from './sortRefusedError';

/** A read in an order of which AFAS may not take all. */
export interface OrderedRead extends PartlyAddedOrder {
	readonly columns: readonly Column[];
}

/** Asks AFAS for one row in an order, to see whether it takes that. */
export type OrderTrial = (sort: readonly SortField[]) => Promise<Outcome<unknown>>;

/** Refusals that may be about the order: mostly "Invalid Index field", which names none. */
const ORDER_REFUSED: readonly ProfitErrorKind[] = ['functional', 'unexplained'];

/** Rounds in which AFAS refuses every column before it is believed to refuse all. */
const MOST_VAIN_ROUNDS = 2;

/**
 * The order in which AFAS is asked: without the added columns that it was found to refuse, others in
 * their place.
 */
export function acceptedOrder(read: OrderedRead): readonly SortField[] {
	return orderWithout(read.columns, read, memoryOf(read.columns).refusedSort);
}

/** Ids of the columns that were to be added to the order and that AFAS refuses. */
export function leftOutOfOrder({ columns, sort, askedSort = 0 }: OrderedRead): string[] {
	const { refusedSort } = memoryOf(columns);
	return sort
		.slice(askedSort)
		.map(({ field }) => field)
		.filter((field) => refusedSort.has(field));
}

/** Remembers that AFAS answered an order with rows: no later refusal can be about it. */
export function rememberTaken(columns: readonly Column[], sort: readonly SortField[]): void {
	memoryOf(columns).takenSort.add(orderText(sort));
}

/**
 * Finds out which columns of an order AFAS refused, and remembers them: {@link acceptedOrder} is another
 * one afterwards. What the user asked for is never left out.
 *
 * @param failure with which AFAS answered the read in its accepted order
 * @throws {SortRefusedError} when AFAS refuses what was asked for; the failure, when it isn't about the
 * order or nothing is left to leave out; what ends a trial without being a refusal
 */
export async function learnAcceptedOrder(
	trial: OrderTrial,
	read: OrderedRead,
	failure: unknown,
): Promise<void> {
	const order = acceptedOrder(read);
	if (order.length === 0 || !mayRefuse(failure, order)) throw failure;
	const { takenSort, otherRefusals } = memoryOf(read.columns);
	if (takenSort.has(orderText(order)) || otherRefusals.has(failure.message)) throw failure;
	const asked = order.slice(0, read.askedSort ?? 0);
	if (asked.length === 0) await assertUnorderedTaken(trial, read.columns, failure);
	else if (!(await isTaken(trial, asked))) {
		await mendAsked(trial, read.columns, asked, failure);
		// What was asked for alone may have been at fault.
		if (await isTaken(trial, order)) return;
	}
	await leaveOutRefused(trial, read, asked);
}

/** @throws the failure, when AFAS refuses the read without an order as well */
async function assertUnorderedTaken(
	trial: OrderTrial,
	columns: readonly Column[],
	failure: ProfitError,
): Promise<void> {
	const outcome = await trial([]);
	if (outcome.ok) return;
	if (!mayRefuse(outcome.failure, [])) throw outcome.failure;
	if (outcome.failure.message === failure.message) {
		memoryOf(columns).otherRefusals.add(failure.message);
	}
	throw failure;
}

/** Tries the form that AFAS is reported to take for ids with a dot, or names what it refuses. */
async function mendAsked(
	trial: OrderTrial,
	columns: readonly Column[],
	asked: readonly SortField[],
	failure: ProfitError,
): Promise<void> {
	await assertUnorderedTaken(trial, columns, failure);
	const { bracketedSort } = memoryOf(columns);
	const odd = asked.filter(({ field }) => !isPlainId(field) && !bracketedSort.has(field));
	for (const { field } of odd) bracketedSort.add(field);
	if (odd.length > 0 && (await isTaken(trial, asked))) return;
	for (const { field } of odd) bracketedSort.delete(field);
	const refused = await refusedOf(trial, [], asked);
	throw new SortRefusedError(refused.length > 0 ? refused : fieldsOf(asked), failure);
}

/** Tries the added columns one by one, and those that take the place of refused ones. */
async function leaveOutRefused(
	trial: OrderTrial,
	read: OrderedRead,
	asked: readonly SortField[],
): Promise<void> {
	const { refusedSort } = memoryOf(read.columns);
	const taken = new Set<string>();
	let vainRounds = 0;
	let isAnyRefused = false;
	for (;;) {
		const added = acceptedOrder(read).slice(asked.length);
		const untried = added.filter(({ field }) => !taken.has(field));
		if (untried.length === 0) break;
		const refused = await refusedOf(trial, asked, untried);
		for (const field of refused) refusedSort.add(field);
		for (const { field } of untried) if (!refusedSort.has(field)) taken.add(field);
		isAnyRefused ||= refused.length > 0;
		if (taken.size === 0) vainRounds += 1;
		if (vainRounds === MOST_VAIN_ROUNDS) return refuseAllBut(read, []);
	}
	// Each alone is taken and all together are not: one has to do.
	if (!isAnyRefused) refuseAllBut(read, [...taken].slice(0, taken.size > 1 ? 1 : 0));
}

function refuseAllBut(
	{ columns, sort, askedSort = 0 }: OrderedRead,
	kept: readonly string[],
): void {
	const { refusedSort } = memoryOf(columns);
	const sortable = columns.filter(isSortable).map(({ id }) => id);
	// AFAS takes those that were asked for, or it would not have come to the others.
	const taken = [...kept, ...fieldsOf(sort.slice(0, askedSort))];
	for (const field of [...sortable, ...fieldsOf(sort.slice(askedSort))]) {
		if (!taken.includes(field)) refusedSort.add(field);
	}
}

/** Which of some columns AFAS refuses, each tried alone behind an order that it takes. */
async function refusedOf(
	trial: OrderTrial,
	before: readonly SortField[],
	columns: readonly SortField[],
): Promise<string[]> {
	const taken = await Promise.all(
		columns.map(async (column) => await isTaken(trial, [...before, column])),
	);
	return fieldsOf(columns.filter((_column, index) => taken[index] === false));
}

async function isTaken(trial: OrderTrial, sort: readonly SortField[]): Promise<boolean> {
	const outcome = await trial(sort);
	if (outcome.ok) return true;
	if (mayRefuse(outcome.failure, sort)) return false;
	throw outcome.failure;
}

/** A field that AFAS doesn't know is gone from the GetConnector, unless AFAS misread its id. */
function mayRefuse(failure: unknown, sort: readonly SortField[]): failure is ProfitError {
	if (!(failure instanceof ProfitError)) return false;
	const { kind } = failure.details;
	if (kind === 'unknownField') return sort.some(({ field }) => !isPlainId(field));
	return ORDER_REFUSED.includes(kind);
}

function fieldsOf(sort: readonly SortField[]): string[] {
	return sort.map(({ field }) => field);
}

function orderText(sort: readonly SortField[]): string {
	return sort.map(({ field, direction }) => `${direction} ${field}`).join(',');
}
