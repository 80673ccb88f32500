import { createHash } from 'node:crypto';
import { RefusedError, type Company, type Row, type WriteAnswer } from '../contract';
import { createCompany, type CompanyOptions } from './index';

/** A company at a fixed moment: 10 June 2024, 14:30:15.250 in Amsterdam. */
export function fixedCompany(options: CompanyOptions = {}): Company {
	return createCompany({ now: () => new Date('2024-06-10T12:30:15.250Z'), ...options });
}

/** The moment of {@link fixedCompany} as rows show it. */
export const FIXED_NOW = '2024-06-10T14:30:15.250';

/** POST on an UpdateConnector; `Element` is wrapped in the root. */
export function post(company: Company, connectorId: string, body: unknown): WriteAnswer {
	return company.write({ method: 'POST', connectorId, body });
}

/** PUT on an UpdateConnector. */
export function put(company: Company, connectorId: string, body: unknown): WriteAnswer {
	return company.write({ method: 'PUT', connectorId, body });
}

/** The refusal that a piece of work ends in; an error when it is not refused. */
export function refusalOf(work: () => unknown): RefusedError['refusal'] {
	let thrown: unknown;
	try {
		work();
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof RefusedError) return thrown.refusal;
	throw new Error(`Expected a refusal instead of ${String(thrown)}`);
}

/** Rows of a GetConnector in which a column has a value. */
export function rowsWith(
	company: Company,
	connectorId: string,
	column: string,
	value: unknown,
): Row[] {
	return company.rowsOf(connectorId).filter((row) => row[column] === value);
}

/** The one row of a GetConnector in which a column has a value. */
export function rowWith(
	company: Company,
	connectorId: string,
	column: string,
	value: unknown,
): Row {
	const rows = rowsWith(company, connectorId, column, value);
	if (rows.length !== 1) throw new Error(`${rows.length} rows where ${column} is ${String(value)}`);
	return rows[0] as Row;
}

/** Keys in an answer under `results` and the root element. */
export function keysIn(answer: WriteAnswer, root: string): Record<string, string> {
	const results = answer.body?.results as Record<string, Record<string, string>> | undefined;
	const keys = results?.[root];
	if (keys === undefined) throw new Error(`No keys of ${root} in ${JSON.stringify(answer)}`);
	return keys;
}

/**
 * Fingerprint of every row of every GetConnector, to see that nothing has changed. The order of
 * rows does not count: GetConnectors promise none.
 */
export function everything(company: Company): string {
	const hash = createHash('sha256');
	for (const { id, blocked } of company.getConnectors) {
		if (blocked === true) continue;
		const rows = company.rowsOf(id).map((row) => JSON.stringify(row));
		hash.update(JSON.stringify([id, rows.sort()]));
	}
	return hash.digest('hex');
}
