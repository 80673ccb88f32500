import type { Row } from '../row';
import type { ChangeSource } from './changeSource';
import type { DeliveredMemory } from './deliveredMemory';
import type { FetchedRow } from './fetchedRow';
import type { ModifiedPlan } from './modifiedState';
import { credible, latest } from './moments';
import { momentOf } from './overlap';

/** The rows that one modified field leads to, oldest change first. */
export interface DatePass {
	readonly fetched: FetchedRow[];
	/** Whether there may be more rows. */
	readonly isCut: boolean;
	/**
	 * The newest change on the first page. What becomes visible while the other pages are read may lie
	 * before the changes on those: only what was there at the start says how far back to look.
	 */
	readonly newestAtStart?: string;
}

/** Reads the rows that changed, by one modified field, until there are more new ones than are wanted. */
export async function readDatePass(
	source: ChangeSource,
	plan: ModifiedPlan,
	field: string,
	memory: DeliveredMemory,
): Promise<DatePass> {
	const fetched: FetchedRow[] = [];
	let newRows = 0;
	let newestAtStart: string | undefined;
	for await (const page of source.since(field, memory.from)) {
		newestAtStart ??= latest(
			credible(
				page.map((row) => momentOf(row[field])),
				plan.horizon,
			),
		);
		for (const row of page) {
			const last = lastModification(row, plan.modifiedFields);
			// Another field is later: the row comes again in that field's own pass.
			if (last?.field !== field) continue;
			const fingerprint = memory.fingerprint(row);
			const isNew = !memory.has(fingerprint, last.moment);
			fetched.push({ row, moment: last.moment, fingerprint, isNew });
			if (isNew) newRows += 1;
			if (newRows > plan.maxRows) return { fetched, isCut: true, newestAtStart };
		}
		if (fetched.length > 0 && plan.isTimeUp?.()) return { fetched, isCut: true, newestAtStart };
	}
	return { fetched, isCut: false, newestAtStart };
}

function lastModification(
	row: Row,
	fields: readonly string[],
): { readonly field: string; readonly moment: string } | undefined {
	let last: { field: string; moment: string } | undefined;
	for (const field of fields) {
		const moment = momentOf(row[field]);
		if (moment !== undefined && (last === undefined || moment > last.moment)) {
			last = { field, moment };
		}
	}
	return last;
}
