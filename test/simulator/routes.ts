/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { type Answer, empty, json, profitError } from './answer';
import { answerBi } from './bi/biRoutes';
import { RefusedError } from './contract';
import { answerFileField, answerImage, answerReport, answerSubjectFile } from './files';
import { answerGetConnector } from './getConnector';
import { languageOf, type Incoming } from './incoming';
import { answerGetMetainfo, answerMetainfo, answerUpdateMetainfo } from './metainfo';
import { answerAuthorize } from './oAuth/authorizeEndpoint';
import { answerToken } from './oAuth/tokenEndpoint';
import { answerOtpRequest, answerOtpValidation } from './oneTimePassword';
import type { Caller, Service } from './service';
import { signIn } from './signIn';
import { answerDelete, answerWrite, pathSegments } from './updateConnector';

/** Path under which the service lives. */
export const BASE_PATH = '/ProfitRestServices';

/** Longest query string, with its `?` and as sent; AFAS answers 404 to a longer one (§4.1). */
const LONGEST_QUERY = 2049;

/** Answers one request to the REST service. */
export function answerRequest(service: Service, incoming: Incoming): Answer {
	const path = pathBelowBase(service, incoming.path);
	if (path === undefined) return empty(404);
	if (service.settings.refuseIpAddress) return empty(403);
	return answerWithoutSignIn(service, incoming, path) ?? answerSignedIn(service, incoming, path);
}

/** What is left of a path after the base, which is not case-sensitive; undefined outside of it. */
export function pathBelowBase({ settings }: Service, path: string): string | undefined {
	const start = path.slice(0, BASE_PATH.length + 1).toLowerCase();
	if (start === `${BASE_PATH.toLowerCase()}/` || start === BASE_PATH.toLowerCase()) {
		return path.slice(BASE_PATH.length);
	}
	return settings.pathPrefix === 'optional' ? path : undefined;
}

function answerWithoutSignIn(service: Service, incoming: Incoming, path: string) {
	const { method } = incoming;
	if (method === 'OPTIONS') return empty(200);
	switch (`${method} ${path.toLowerCase()}`) {
		case 'POST /oauth/token':
			return answerToken(service, service.grants, incoming);
		case 'GET /oauth/authorize':
		case 'POST /oauth/authorize':
			return answerAuthorize(service, service.grants, incoming);
		case 'POST /otprequest':
			return answerOtpRequest();
		case 'POST /otpvalidation':
			return answerOtpValidation(incoming);
		default:
			return undefined;
	}
}

function answerSignedIn(service: Service, incoming: Incoming, path: string): Answer {
	if (incoming.rawQuery.length > LONGEST_QUERY) return empty(404);
	const signedIn = signIn(service, incoming);
	if ('status' in signedIn) return signedIn;
	const language = languageOf(incoming.headers, service.settings.language);
	try {
		return dispatch(service, { appConnector: signedIn, language }, incoming, path);
	} catch (error) {
		if (error instanceof RefusedError) return profitError(error.refusal, language);
		throw error;
	}
}

function dispatch(service: Service, caller: Caller, incoming: Incoming, path: string): Answer {
	const [collection = '', ...rest] = pathSegments(path);
	const isRead = incoming.method === 'GET';
	switch (collection.toLowerCase()) {
		case 'connectors':
			return answerConnector(service, caller, incoming, rest);
		case 'bi':
			return isRead ? answerBi(service, caller, incoming, rest) : empty(405);
		case 'profitversion':
			return isRead ? json(200, { version: versionOf(service) }) : empty(405);
		case 'metainfo':
			return isRead ? answerAnyMetainfo(service, caller, rest) : empty(405);
		case 'subjectconnector':
			return isRead ? answerSubjectFile(service, caller, incoming, rest) : empty(405);
		case 'fileconnector': {
			const rawName = path.replace(/^\/|\/$/g, '').split('/')[2];
			return isRead ? answerFileField(service, caller, incoming, rest, rawName) : empty(405);
		}
		case 'imageconnector':
			return isRead ? answerImage(service, incoming, rest) : empty(405);
		case 'reportconnector':
			return isRead ? answerReport(service, caller, incoming, rest) : empty(405);
		default:
			return empty(404);
	}
}

function answerConnector(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	rest: readonly string[],
): Answer {
	const [connectorId] = rest;
	if (!connectorId) return empty(404);
	switch (incoming.method) {
		case 'GET':
			if (rest.length > 1) return empty(404);
			return answerGetConnector(service, caller, incoming, connectorId);
		case 'POST':
		case 'PUT':
			return rest.length > 2 ? empty(404) : answerWrite(service, caller, incoming, rest);
		case 'DELETE':
			return answerDelete(service, caller, rest);
		default:
			return empty(405);
	}
}

function answerAnyMetainfo(service: Service, caller: Caller, rest: readonly string[]): Answer {
	const [kind, id] = rest;
	if (kind === undefined) return answerMetainfo(service, caller);
	if (!id || rest.length > 2) return empty(404);
	switch (kind.toLowerCase()) {
		case 'get':
			return answerGetMetainfo(service, caller, id);
		case 'update':
			return answerUpdateMetainfo(service, caller, id);
		default:
			return empty(404);
	}
}

/** An update brings another one. */
function versionOf({ settings, company }: Service): string {
	return `${settings.release}.${company.modes.update === 'after' ? '2.0' : '1.4'}`;
}
