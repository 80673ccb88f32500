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
 * @throws {BiModelNameError} for an address of something else
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
	const [table = ''] = version === 0 ? rest : rest.slice(1);
	return { model, version, table: table.startsWith('$') ? '' : table };
}

function notOurs(baseUrl: string): BiModelNameError {
	return new BiModelNameError(
		"The address in 'BI Model' is not one of a BI model in the environment of the credential",
		`It must begin with ${baseUrl}${BI_PATH}/. Copy it anew, or type the name of the model with 'By ID'.`,
	);
}
