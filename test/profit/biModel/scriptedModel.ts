import { BiModelMemory } from '../../../nodes/Afas/profit/biModel/biModelMemory';
import type { BiSource } from '../../../nodes/Afas/profit/biModel/biModel';
import { type BiRequest, startRead } from '../../../nodes/Afas/profit/biModel/biRead';
import { emptyBiReport } from '../../../nodes/Afas/profit/biModel/biReport';
import { createClient } from '../../../nodes/Afas/profit/exchange/client';
import type { ProfitResponse } from '../../../nodes/Afas/profit/exchange/exchange';
import { Gate } from '../../../nodes/Afas/profit/exchange/gate';
import type { Row } from '../../../nodes/Afas/profit/row';

/** A request as a script sees it. */
export interface Asked {
	readonly path: string;
	readonly query: string;
	/** Undefined when it isn't in the query. */
	readonly skip: number | undefined;
	readonly top: number | undefined;
	/** Number of a next link of {@link linkTo}. */
	readonly link: number | undefined;
}

/** What a service answers: an answer, or an error for none. */
export type Script = (asked: Asked) => Partial<ProfitResponse> | Error;

/** Where rows of the model `X` are, in the version that its address redirects to. */
export const ROOT = '/bi/X/v2/';

export const row = (Id: number): Row => ({ Id });

/** Rows `from` up to, and not including, `to`. */
export const rowsFrom = (from: number, to: number): Row[] =>
	Array.from({ length: Math.max(0, to - from) }, (_, index) => row(from + index));

export const linkTo = (link: number) => `?$skiptoken=${link}`;

export const answer = (value: unknown, next?: unknown): Partial<ProfitResponse> => ({
	body: { value, ...(next !== undefined && { '@odata.nextLink': next }) },
});

export const redirect = (location: string): Partial<ProfitResponse> => ({
	status: 307,
	headers: { location },
});

/** A model with one table, whose rows a script gives; everything that is asked is noted. */
export function scriptedModel(script: Script, cancelled?: AbortSignal) {
	const asked: string[] = [];
	const client = createClient({
		exchange: async ({ path, query }) => {
			asked.push(query === '' ? path : `${path}?${query}`);
			const found = path === '/bi/X' ? redirect(`/ProfitRestServices${ROOT}`) : undefined;
			const given = found ?? script({ path, query, ...numbersIn(query) });
			if (given instanceof Error) throw given;
			return await Promise.resolve({ status: 200, headers: {}, body: undefined, ...given });
		},
		gate: new Gate(),
		signIn: 'token',
		pause: async () => await Promise.resolve(),
		...(cancelled !== undefined && { cancelled }),
	});
	const source: BiSource = {
		client,
		identity: '',
		model: 'X',
		version: 0,
		options: { timeout: 1_000 },
		memory: new BiModelMemory(),
	};
	return { source, asked };
}

function numbersIn(query: string): Pick<Asked, 'skip' | 'top' | 'link'> {
	const numberOf = (name: string) => {
		const found = new RegExp(`\\$${name}=(\\d+)`).exec(query)?.[1];
		return found === undefined ? undefined : Number(found);
	};
	return { skip: numberOf('skip'), top: numberOf('top'), link: numberOf('skiptoken') };
}

/** Reads rows to the end. */
export async function readAll(source: BiSource, more: Partial<BiRequest> = {}) {
	const report = emptyBiReport();
	const request: BiRequest = {
		table: '',
		asked: '',
		limit: Infinity,
		pagination: 'auto',
		pageSize: 0,
		...more,
	};
	const { pages } = await startRead(source, request, report);
	const rows: Row[] = [];
	for await (const page of pages) rows.push(...page);
	return { rows, report };
}
