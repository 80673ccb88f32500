import type { UpdateConnector } from '../metainfo/metainfo';
import { isBlank } from './blank';
import { connectorPath } from './connectorPath';
import { DeleteKeyError } from './deletePath';

/** Only the characters of a path, so that it can't lead out of the connector. */
const SAFE_PATH = /^[\w@,.~!$'()*+;=:%{}-]+(\/[\w@,.~!$'()*+;=:%{}-]+)*$/;

/** A step to the folder around, also percent-encoded. */
const STEP_OUT = /^(\.|%2e){1,2}$/i;

const HOW =
	'Write element, keys and values, such as KnSubject/@SbId/48761. Percent-encode other characters, a space as %20.';

/**
 * The path that deletes a record, from the part that a user typed: element, keys and values for each
 * level, percent-encoded (reference §5.7).
 *
 * @throws {DeleteKeyError} when it leads elsewhere, or doesn't have a value for every key: without
 * one it is not certain what AFAS would delete
 */
export function typedDeletePath(connector: Pick<UpdateConnector, 'id'>, typed: string): string {
	const path = typed.trim().replace(/^\/+|\/+$/g, '');
	if (path === '') throw new DeleteKeyError("The 'Path' is empty", HOW);
	const segments = path.split('/');
	if (!SAFE_PATH.test(path) || segments.some((segment) => STEP_OUT.test(segment))) {
		throw new DeleteKeyError("The 'Path' can't be used in a request", HOW);
	}
	for (let start = 0; start < segments.length; start += 3) {
		const [element = '', names = '', values = ''] = segments.slice(start, start + 3);
		if (hasAllValues(names, values)) continue;
		throw new DeleteKeyError(
			`The 'Path' doesn't have a value for every key of '${element}'`,
			`Nothing was deleted. ${HOW}`,
		);
	}
	return `${connectorPath(connector.id)}/${path}`;
}

function hasAllValues(names: string, values: string): boolean {
	const keys = names.split(',');
	const given = values.split(',');
	return keys.length === given.length && [...keys, ...given].every((part) => isFilled(plain(part)));
}

/** What JavaScript writes into a text where an expression gives nothing. */
const NOTHING_AS_TEXT: ReadonlySet<string> = new Set([
	'undefined',
	'null',
	'NaN',
	'[object Object]',
]);

function isFilled(part: string): boolean {
	return !isBlank(part) && !NOTHING_AS_TEXT.has(part.trim());
}

/** A part that isn't percent-encoded properly is no blank. */
function plain(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
