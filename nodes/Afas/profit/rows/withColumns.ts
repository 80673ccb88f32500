import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { Failure } from '../failure';
import { FilterError } from '../filter/filterError';
import { lookUpGetConnector } from '../metainfo/connectorLookUp';
import type { Column } from '../metainfo/metainfo';
import type { MetainfoReader } from '../metainfo/metainfoCache';
import { UnknownConnectorError } from '../metainfo/unknownConnectorError';
import { type Failed, type Outcome, outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { contradictions } from './rowEvidence';
import { UnknownFieldError } from './unknownFieldError';

/** Refusals of a read that may come from columns that have changed, or from a connector that is gone. */
const DOUBTFUL: readonly ProfitErrorKind[] = [
	'unknownField',
	'functional',
	'unexplained',
	'connectorNotAllowed',
	'notFound',
];

/** What AFAS says of a connector and its rows differs all the same: known, and no reason to ask again. */
const accepted = new WeakMap<readonly Column[], Set<string>>();

/** Rows showed that the columns with which they were asked for are out of date. */
export class ColumnsOutOfDateError extends Failure {
	constructor() {
		super(
			'The columns of the GetConnector changed during the read',
			'Run it again when nobody works on the GetConnector in Profit.',
		);
	}
}

/** What became of a look-up. */
type LookedUp = { readonly rows: readonly Row[] } | { readonly failure: unknown };

/** Tells whether columns that were kept are still true, by what becomes of work that builds on them. */
export class ColumnDoubts {
	private doubted = false;

	private readonly found = new Set<string>();

	/** @param isCurrent whether AFAS was asked just now, so that there is nothing to doubt */
	constructor(
		private readonly columns: readonly Column[],
		private readonly isCurrent: boolean,
	) {}

	/** Whether anything gave reason to ask AFAS for the columns. */
	get exist(): boolean {
		return this.doubted;
	}

	/** Gives reason to doubt, for who knows one that nobody else can see. */
	raise(): void {
		if (!this.isCurrent) this.doubted = true;
	}

	/** Looks at a failure after which the work goes on, such as that of one item. */
	failure(failure: unknown): void {
		if (isDoubtful(failure)) this.raise();
	}

	/** Looks at rows of an answer. @returns whether the columns don't describe them */
	contradictedBy(rows: readonly Row[]): boolean {
		const known = accepted.get(this.columns);
		const found = contradictions(this.columns, rows).filter((one) => known?.has(one) !== true);
		if (found.length === 0) return false;
		for (const one of found) this.found.add(one);
		if (this.isCurrent) this.accept();
		else this.raise();
		return !this.isCurrent;
	}

	/** Looks at what became of several look-ups: each has rows or a failure, or was not made. */
	lookedUp(results: ReadonlyArray<LookedUp | undefined>): void {
		for (const result of results) {
			if (result === undefined) continue;
			if ('failure' in result) this.failure(result.failure);
			else this.contradictedBy(result.rows);
		}
	}

	/** @throws {ColumnsOutOfDateError} when the columns don't describe rows */
	assertDescribe(rows: readonly Row[]): void {
		if (this.contradictedBy(rows)) throw new ColumnsOutOfDateError();
	}

	/** Takes what the rows showed for a difference that AFAS itself makes. */
	accept(): void {
		const known = accepted.get(this.columns) ?? [];
		accepted.set(this.columns, new Set([...known, ...this.found]));
	}
}

function isDoubtful(failure: unknown): boolean {
	if (failure instanceof FilterError || failure instanceof UnknownFieldError) return true;
	if (failure instanceof ProfitError) return DOUBTFUL.includes(failure.details.kind);
	return failure instanceof Failure && isDoubtful(failure.cause);
}

/**
 * Carries out work that builds on the columns of a GetConnector. Columns that are kept are used
 * without asking. When the work shows that they may be out of date, AFAS is asked, and where it says
 * something else by now, the work is carried out once more.
 *
 * @param work without effects that would show when it is carried out twice. It tells its doubts; what
 * it throws is looked at, too
 * @throws {UnknownConnectorError} when the App Connector doesn't have the GetConnector (any more), and
 * what the work throws
 */
export async function withColumns<T>(
	metainfo: MetainfoReader,
	id: string,
	work: (columns: readonly Column[], doubts: ColumnDoubts) => Promise<T>,
): Promise<T> {
	const { columns } = await lookUpGetConnector(metainfo, id);
	const doubts = new ColumnDoubts(columns, metainfo.isCurrent('get', id));
	const outcome = await outcomeOf(work(columns, doubts));
	if (!outcome.ok) doubts.failure(outcome.failure);
	if (!doubts.exist) return valueOf(outcome);
	const anew = await outcomeOf(lookUpGetConnector(metainfo, id, true));
	if (!anew.ok) return valueOf(unrenewed(outcome, anew));
	const now = anew.value.columns;
	if (now !== columns || isInVain(outcome)) return await work(now, new ColumnDoubts(now, true));
	doubts.accept();
	return valueOf(outcome);
}

/** Whether the work stopped because it needs other columns. */
function isInVain(outcome: Outcome<unknown>): boolean {
	return !outcome.ok && outcome.failure instanceof ColumnsOutOfDateError;
}

/** What to report when AFAS doesn't say what the columns are now. */
function unrenewed<T>(outcome: Outcome<T>, anew: Failed): Outcome<T> {
	if (outcome.ok) return outcome;
	return anew.failure instanceof UnknownConnectorError || isInVain(outcome) ? anew : outcome;
}
