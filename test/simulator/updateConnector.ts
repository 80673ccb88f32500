import { type Answer, empty, json } from './answer';
import { RefusedError, type DeleteLevel } from './contract';
import { percentDecode, type Incoming } from './incoming';
import { refusals } from './messages';
import { findUpdateConnector } from './metainfo';
import type { Caller, Service } from './service';

/**
 * Answers `POST|PUT /connectors/{id}[/{SubObject}]` (reference §5.1-5.4).
 *
 * @throws {RefusedError} on what Profit refuses
 */
export function answerWrite(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	[connectorId = '', subObject]: readonly string[],
): Answer {
	const { id } = findUpdateConnector(service, caller, connectorId);
	const body = parseBody(incoming, service);
	if (body === undefined) return json(400, { message: 'Invalid json' });
	const method = incoming.method === 'PUT' ? 'PUT' : 'POST';
	const request = { method, connectorId: id, body: body.value } as const;
	const written = service.company.write(
		subObject === undefined ? request : { ...request, subObject },
	);
	return written.body === undefined ? empty(written.status) : json(written.status, written.body);
}

function parseBody({ headers, body }: Incoming, { settings }: Service) {
	const isDeclared = /charset=/i.test(headers['content-type'] ?? '');
	const text = body.toString('utf8').replace(/^\uFEFF/, '');
	const loses = settings.missingCharset === 'questionMarks' && !isDeclared;
	try {
		const value: unknown = JSON.parse(loses ? text.replace(/[^\0-\x7f]/gu, '?') : text);
		return { value };
	} catch {
		return undefined;
	}
}

/**
 * Answers `DELETE /connectors/{id}/{Element}/{@Key1,@Key2}/{value1,value2}[/…]` (reference §5.7).
 * Path segments are decoded one by one; a comma always separates, so no value can hold one.
 *
 * @throws {RefusedError} on what Profit refuses
 */
export function answerDelete(
	service: Service,
	caller: Caller,
	[connectorId = '', ...segments]: readonly string[],
): Answer {
	const { id } = findUpdateConnector(service, caller, connectorId);
	if (segments.length === 0 || segments.length % 3 !== 0) return empty(404);
	const levels: DeleteLevel[] = [];
	for (let index = 0; index < segments.length; index += 3) {
		const [element = '', names = '', values = ''] = segments.slice(index, index + 3);
		levels.push({ element, keys: pairKeys(names.split(','), values.split(',')) });
	}
	return empty(service.company.remove(id, levels) ? 200 : 404);
}

function pairKeys(names: readonly string[], values: readonly string[]): Record<string, string> {
	if (names.length !== values.length) throw new RefusedError(refusals.unexpected);
	return Object.fromEntries(
		names.map((name, index) => [name.replace(/^@/, ''), values[index] ?? '']),
	);
}

/** The segments of a path, split before they are decoded: an encoded `/` stays in its segment. */
export function pathSegments(path: string): string[] {
	return path
		.replace(/^\/|\/$/g, '')
		.split('/')
		.map(percentDecode);
}
