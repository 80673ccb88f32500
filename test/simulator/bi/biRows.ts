import { type Answer, empty, json, jsonText } from '../answer';
import type { Row } from '../contract';
import type { Incoming } from '../incoming';
import type { Service } from '../service';
import type { BiTable } from './biCatalogue';
import { innerOrigin, originOf } from './biPlace';
import type { BiPlace } from './biRoutes';
import type { BiSettings } from './biSettings';

/** An option of OData that isn't taken. */
export class ODataRefusal extends Error {}

/** An error as OData writes it. */
export function odataError(message: string, odata: BiSettings['odata']): Answer {
	if (odata === 'v4') return json(400, { error: { code: 'BadRequest', message } });
	const nested = { code: '', message: { lang: 'en-US', value: message } };
	return json(400, odata === 'v3' ? { 'odata.error': nested } : { error: nested });
}

/** What a request asks of rows. */
interface Asked {
	readonly skip: number | undefined;
	readonly top: number | undefined;
	/** Place and calculation of a next link. */
	readonly token: { readonly offset: number; readonly calculations: number } | undefined;
	readonly select: readonly string[] | undefined;
	/** Options that a next link carries along. */
	readonly carried: readonly string[];
}

/** Answers with rows of a table, in their fixed order. @param path of the table below the host */
export function answerRows(
	service: Service,
	incoming: Incoming,
	{ model, version, root }: BiPlace,
	table: BiTable,
	path: string,
): Answer {
	const { bi } = service.settings;
	const asked = readOptions(incoming.rawQuery, bi);
	if (asked.token !== undefined && asked.token.calculations !== model.calculations)
		return empty(410);
	const from = asked.token?.offset ?? asked.skip ?? 0;
	const isPaged = asked.top === undefined && asked.skip === undefined;
	const isCapped = bi.topCap !== 'none';
	const most = isPaged || isCapped ? bi.pageSize : Infinity;
	const wanted = Math.min(asked.top ?? Infinity, most);
	const gone = model.calculations;
	const total = bi.rights ? (table.numbered?.count ?? table.rows().length - gone) : 0;
	const end = Math.min(total, from + wanted);
	// Links to empty pages never end.
	const isEndless = bi.links === 'empty' && total > 0;
	const hasMore = isEndless || (end < total && end < from + (asked.top ?? Infinity));
	const isLinked = hasMore && (isPaged || bi.topCap === 'linked');
	const link = isLinked
		? linkOf(service, incoming, path, { ...asked, from, end, calculations: model.calculations })
		: undefined;
	const context = `${originOf(incoming)}${root}$metadata#${encodeURIComponent(table.name)}`;
	if (table.numbered !== undefined) {
		const part = { sort: [], filter: [], skip: from, take: Math.max(0, end - from) };
		const around = wrapping(bi, context, link);
		return {
			...jsonText(200, table.numbered.write(part, around).body),
			delay: delayOf(service, end - from),
		};
	}
	const first = bi.links === 'repeats' ? 0 : from;
	const rows =
		bi.rights && !(bi.links === 'empty' && from > 0)
			? table.rows().slice(gone + first, gone + first + Math.max(0, end - from))
			: [];
	const columns = table.columns.filter(({ since }) => since <= version).map(({ id }) => id);
	const shown = rows.map((row) => rowText(row, asked.select ?? columns, table, bi));
	const [before, after] = wrapping(bi, context, link);
	return {
		...jsonText(200, `${before}[${shown.join(',')}]${after}`),
		delay: delayOf(service, rows.length),
	};
}

function delayOf({ settings: { latency } }: Service, rows: number): number {
	return latency.call + latency.row * rows;
}

function readOptions(rawQuery: string, bi: BiSettings): Asked {
	const carried: string[] = [];
	let [skip, top, token, select]: [number?, number?, Asked['token']?, string[]?] = [];
	for (const [name, value] of new URLSearchParams(rawQuery)) {
		const plain = name.replace(/^\$/, '');
		const isSpelled =
			bi.optionNames === 'both' || name.startsWith('$') === (bi.optionNames === 'dollar');
		if (plain === 'skip' && isSpelled) skip = count(name, value);
		else if (plain === 'top' && isSpelled) top = count(name, value);
		else if (name === '$skiptoken') token = readToken(value);
		else if (name === '$select' && bi.queryOptions === 'select') {
			select = value.split(',');
			carried.push(`${name}=${encodeURIComponent(value)}`);
		} else if (bi.queryOptions !== 'ignore') {
			throw new ODataRefusal(`The query option '${name}' is not supported.`);
		} else carried.push(`${name}=${encodeURIComponent(value)}`);
	}
	return { skip, top, token, select, carried };
}

function count(name: string, value: string): number {
	if (/^\d{1,9}$/.test(value)) return Number(value);
	throw new ODataRefusal(`The value '${value}' of '${name}' is not a number.`);
}

const tokenOf = (offset: number, calculations: number) =>
	Buffer.from(`${calculations}:${offset}`).toString('base64url');

function readToken(text: string): Asked['token'] {
	const [, calculations, offset] =
		/^(\d+):(\d+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
	if (offset === undefined) throw new ODataRefusal('The skip token is not valid.');
	return { calculations: Number(calculations), offset: Number(offset) };
}

interface LinkPlace extends Asked {
	readonly from: number;
	readonly end: number;
	readonly calculations: number;
}

function linkOf(
	{ settings: { bi } }: Service,
	incoming: Incoming,
	path: string,
	{ from, end, top, calculations, carried }: LinkPlace,
): string {
	const offset = bi.links === 'circle' && from > 0 ? 0 : Math.max(end, from + 1);
	const left = top === undefined ? [] : [`$top=${top - (end - from)}`];
	const query = [...carried, ...left, `$skiptoken=${tokenOf(offset, calculations)}`].join('&');
	const at = bi.links === 'otherResource' ? '/ProfitRestServices/metainfo' : path;
	if (bi.links === 'foreign') return `${bi.foreignOrigin}/elders${at}x?${query}`;
	return {
		absolute: `${originOf(incoming)}${at}?${query}`,
		path: `${at}?${query}`,
		relative: at.endsWith('/') ? `?${query}` : `${at.replace(/^.*\//, '')}?${query}`,
		inner: `${innerOrigin}${at}?${query}`,
	}[bi.nextLink];
}

/** What stands before and after the list of rows. */
function wrapping(bi: BiSettings, context: string, link: string | undefined): [string, string] {
	const next = (name: string) => (link === undefined ? '' : `,"${name}":${JSON.stringify(link)}`);
	if (bi.odata === 'v2') return ['{"d":{"results":', `${next('__next')}}}`];
	if (bi.odata === 'v3') {
		return [`{"odata.metadata":${JSON.stringify(context)},"value":`, `${next('odata.nextLink')}}`];
	}
	return [`{"@odata.context":${JSON.stringify(context)},"value":`, `${next('@odata.nextLink')}}`];
}

function rowText(row: Row, columns: readonly string[], table: BiTable, bi: BiSettings): string {
	const shown: Record<string, unknown> = {};
	if (bi.annotations === 'full') Object.assign(shown, aboutRow(row, table, bi.odata));
	for (const id of columns) {
		const value = row[id] ?? null;
		if (value === null && bi.nulls === 'leftOut') continue;
		const type = table.columns.find((one) => one.id === id)?.type ?? 'Edm.String';
		if (bi.annotations === 'full' && bi.odata !== 'v2' && type === 'Edm.Decimal') {
			shown[`${id}@odata.type`] = bi.odata === 'v4' ? '#Decimal' : 'Edm.Decimal';
		}
		shown[id] = bi.odata === 'v2' && type === 'Edm.DateTimeOffset' ? ticks(value) : value;
	}
	return JSON.stringify(shown);
}

function aboutRow(row: Row, { name, key }: BiTable, odata: BiSettings['odata']): object {
	const id = `${name}(${String(row[key])})`;
	if (odata === 'v2')
		return { __metadata: { uri: id, type: name }, Relatie: { __deferred: { uri: id } } };
	if (odata === 'v3') return { 'odata.id': id, 'Relatie@odata.navigationLinkUrl': `${id}/Relatie` };
	return {
		'@odata.id': id,
		'@odata.etag': 'W/"1"',
		'Relatie@odata.navigationLink': `${id}/Relatie`,
	};
}

const ticks = (value: unknown) => (value === null ? null : `/Date(${Date.parse(String(value))})/`);
