/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { type Answer, empty, json, jsonText, profitError, redirect } from '../answer';
import type { Incoming } from '../incoming';
import { refusals } from '../messages';
import type { Caller, Service } from '../service';
import { contains } from '../service';
import type { BiModel, BiTable } from './biCatalogue';
import { metadataOf } from './biMetadata';
import { answerRows, ODataRefusal, odataError } from './biRows';
import { innerOrigin, originOf } from './biPlace';

/** What a request is about, as far as it was found. */
export interface BiPlace {
	readonly model: BiModel;
	readonly version: number;
	/** Path of the root of this version, below the host. */
	readonly root: string;
}

/** Answers `GET /bi/...`: models, versions, tables. @param segments behind `/bi`, decoded */
export function answerBi(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	segments: readonly string[],
): Answer {
	const { settings, bi } = service;
	const [name = '', ...rest] = segments;
	if (name === '') return settings.bi.list ? listOf(service, incoming) : empty(404);
	const model = bi.find(name);
	if (model === undefined || !contains(caller.appConnector.biModels ?? 'all', name)) {
		return missing(service, caller);
	}
	const [first = '', ...behind] = rest;
	const asked = /^v(\d+)$/i.exec(first)?.[1];
	const isVersioned = asked !== undefined;
	const version = isVersioned ? Number(asked) : model.version;
	if (version < 1 || version > model.version) return missing(service, caller);
	const hops = settings.bi.redirects;
	if (!isVersioned && hops > 0) return redirectFrom(service, incoming, model, first);
	const tail = isVersioned ? behind : rest;
	const base = `/ProfitRestServices/bi/${encodeURIComponent(model.id)}/`;
	const place = { model, version, root: isVersioned ? `${base}v${version}/` : base };
	return answerPlace(service, caller, incoming, place, tail[0] ?? '');
}

function answerPlace(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	place: BiPlace,
	what: string,
): Answer {
	const { settings } = service;
	const { model, version } = place;
	if (what === '$metadata') {
		if (settings.bi.metadata === 'missing') return empty(404);
		return {
			...jsonText(200, metadataOf(model, version)),
			headers: { 'Content-Type': 'application/xml' },
		};
	}
	try {
		const [only] = model.tables;
		const isRows = model.tables.length === 1 && settings.bi.rootShape === 'rows';
		if (what === '' && isRows && only !== undefined) {
			return answerRows(service, incoming, place, only, place.root);
		}
		if (what === '') return serviceDocument(service, incoming, place);
		const table = isRows ? undefined : model.tables.find(({ name }) => name === what);
		if (table === undefined) return missing(service, caller);
		return answerRows(service, incoming, place, table, place.root + encodeURIComponent(table.name));
	} catch (error) {
		if (error instanceof ODataRefusal) return odataError(error.message, settings.bi.odata);
		throw error;
	}
}

function missing({ settings }: Service, { language }: Caller): Answer {
	if (settings.bi.missing === 'notFound') return empty(404);
	return profitError(refusals.unexpected, language);
}

/** One redirect or more: every further one adds a step that leads nowhere but on. */
function redirectFrom(
	{ settings: { bi } }: Service,
	incoming: Incoming,
	{ id, version }: BiModel,
	step: string,
): Answer {
	const done = Number(/^stap(\d)$/.exec(step)?.[1] ?? 0) + 1;
	const model = `/ProfitRestServices/bi/${encodeURIComponent(id)}/`;
	const next = done < bi.redirects ? `${model}stap${done}` : `${model}v${version}/`;
	const path = bi.redirectTo === 'otherResource' ? '/ProfitRestServices/metainfo' : next;
	const query = bi.locationQuery === 'kept' ? incoming.rawQuery : '';
	const location = {
		absolute: originOf(incoming) + path,
		path,
		relative:
			step === '' ? path.replace('/ProfitRestServices/bi/', './') : path.replace(model, './'),
		inner: innerOrigin + path,
	}[bi.location];
	const target = bi.redirectTo === 'foreign' ? bi.foreignOrigin + path : location + query;
	return { ...redirect(307, target), status: bi.redirectStatus };
}

function serviceDocument(
	{ settings: { bi } }: Service,
	incoming: Incoming,
	{ model, root }: BiPlace,
): Answer {
	if (incoming.rawQuery.length > 1 && bi.rootOptions === 'refuse') {
		throw new ODataRefusal('Query options are not allowed on the service document.');
	}
	const names = model.tables.map(({ name }: BiTable) => name);
	const context = `${originOf(incoming)}${root}$metadata`;
	if (bi.odata === 'v2') return json(200, { d: { EntitySets: names } });
	if (bi.odata === 'v3') {
		const value = names.map((name) => ({ name, url: encodeURIComponent(name) }));
		return json(200, { 'odata.metadata': context, value });
	}
	const value = names.map((name) => ({ name, kind: 'EntitySet', url: encodeURIComponent(name) }));
	return json(200, { '@odata.context': context, value });
}

function listOf({ bi }: Service, incoming: Incoming): Answer {
	return json(200, {
		'@odata.context': `${originOf(incoming)}/ProfitRestServices/bi/$metadata`,
		value: bi.models.map(({ id, description }) => ({ name: id, title: description, url: id })),
	});
}
