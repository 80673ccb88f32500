import { isSameOrigin } from '../access/address';
import { BI_PATH, onBase, versionIn } from './biAddress';
import { BiModelNameError } from './biErrors';

/** What a user points at: a model, and perhaps one version and table of it. */
export interface BiPointer {
	readonly model: string;
	/** 0 for the newest. */
	readonly version: number;
	/** Empty when none is named. */
	readonly table: string;
}

/**
 * Reads what a user typed or pasted for a model: its name, or its whole address.
 *
 * @param baseUrl of the credential
 * @throws {BiModelNameError} for an address of something else, or of a part of a table
 */
export function biPointerOf(typed: string, baseUrl: string): BiPointer {
	if (!/^https?:\/\//i.test(typed)) return { model: typed, version: 0, table: '' };
	const target = onBase(typed, { path: `${BI_PATH}/`, query: '' });
	if (target === undefined || !isSameOrigin(typed, baseUrl)) throw notOurs(baseUrl);
	const version = versionIn(target.path) ?? 0;
	const [model = '', ...rest] = target.path
		.slice(BI_PATH.length + 1)
		.split('/')
		.map(decodeURIComponent);
	const [table = '', ...more] = version === 0 ? rest : rest.slice(1);
	// A slash at the end adds nothing.
	const unused = more.filter((segment) => segment !== '').map((segment) => `/${segment}`);
	if (table.startsWith('$')) unused.unshift(table);
	if (target.query !== '') unused.push(`?${target.query}`);
	if (unused.length > 0) throw moreThanATable(unused.join(''));
	return { model, version, table };
}

/** What would not be used must not seem to be: a filter in an address would leave out no row. */
function moreThanATable(unused: string): BiModelNameError {
	return new BiModelNameError(
		`The address in 'BI Model' has more than a model, a version and a table: '${shortened(unused)}'`,
		"Leave that out of the address. Set a filter with 'Filter', and anything else of OData with 'Query Parameters' under 'Options'.",
	);
}

/** Characters of an address that a message shows. */
const LONGEST_SHOWN = 100;

function shortened(text: string): string {
	return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function notOurs(baseUrl: string): BiModelNameError {
	return new BiModelNameError(
		"The address in 'BI Model' is not one of a BI model in the environment of the credential",
		`It must begin with ${baseUrl}${BI_PATH}/. Copy it anew, or type the name of the model with 'By ID'.`,
	);
}
