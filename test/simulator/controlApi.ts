/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { type Answer, empty, html, json } from './answer';
import { type Cell, RefusedError, type Row } from './contract';
import { FaultError, parseFault } from './faults';
import { isObject, type Incoming } from './incoming';
import { indexPage } from './indexPage';
import type { Simulator } from './profitServer';
import { NumberedRows } from './numberedRows';
import { changeSettings, SettingError } from './settings';
import { syntheticConnector } from './syntheticConnector';
import { pathSegments } from './updateConnector';

const CONTROL = '_simulator';

/** What the control API says no to. */
class ControlError extends Error {}

/** Whether a URL belongs to the control API or is the index page, rather than to the service. */
export function isControlPath(url: string): boolean {
	return /^\/(?:\?|$)/.test(url) || url.startsWith(`/${CONTROL}/`);
}

/**
 * Answers the control API, with which other processes steer the simulator. Errors are 400 with a
 * `message`.
 */
export function answerControl(simulator: Simulator, incoming: Incoming): Answer {
	const [root = '', resource = '', ...rest] = pathSegments(incoming.path);
	if (root === '') return html(200, indexPage(simulator));
	try {
		return dispatch(simulator, incoming, `${incoming.method} ${resource}`, rest) ?? empty(404);
	} catch (error) {
		const isExpected =
			error instanceof ControlError || error instanceof FaultError || error instanceof SettingError;
		if (isExpected) return json(400, { message: error.message });
		throw error;
	}
}

function dispatch(
	simulator: Simulator,
	{ body }: Incoming,
	action: string,
	rest: readonly string[],
): Answer | undefined {
	const { requests, maxInFlight, faults } = simulator;
	switch (action) {
		case 'GET requests':
			return json(200, { requests, maxInFlight });
		case 'DELETE requests':
			simulator.clearRequests();
			return json(200, {});
		case 'GET settings':
			return json(200, settingsOf(simulator));
		case 'PATCH settings':
			return patchSettings(simulator, readObject(body));
		case 'GET faults':
			return json(200, { faults: faults.list() });
		case 'POST faults':
			faults.inject(...readList(body).map(parseFault));
			return json(201, { faults: faults.list() });
		case 'DELETE faults':
			faults.clear();
			return json(200, {});
		case 'DELETE tokens':
			simulator.expireAccessTokens();
			return json(200, {});
		case 'POST deletions':
			return deleteRecord(simulator, readObject(body));
		case 'POST workflows':
			simulator.company.publishWorkflows();
			return json(200, {});
		case 'POST bi':
			return changeBi(simulator, rest, readObject(body));
		case 'POST connectors':
			return rest.length === 0
				? addConnector(simulator, readObject(body))
				: changeRows(simulator, rest, readObject(body));
		default:
			return undefined;
	}
}

function settingsOf({ settings, company }: Simulator): object {
	return { ...settings, company: company.modes };
}

function patchSettings(simulator: Simulator, change: Record<string, unknown>): Answer {
	const { company: modes = {}, ...settings } = change;
	if (!isObject(modes)) throw new ControlError('company must be an object.');
	for (const [name, value] of Object.entries(modes)) {
		const current = (simulator.company.modes as unknown as Record<string, unknown>)[name];
		if (typeof value !== typeof current) throw new ControlError(`There is no such mode: ${name}.`);
	}
	changeSettings(simulator.settings, settings);
	Object.assign(simulator.company.modes, modes);
	return json(200, settingsOf(simulator));
}

/** `{ connector, element, keys }`: deletes a record as a user in Profit does. */
function deleteRecord({ company }: Simulator, body: Record<string, unknown>): Answer {
	const { connector, element, keys } = body;
	if (typeof connector !== 'string' || typeof element !== 'string' || !isObject(keys)) {
		throw new ControlError('connector and element must be texts, and keys an object.');
	}
	const texts = Object.entries(keys).map(([key, value]) => [key, String(value)] as const);
	try {
		const level = { element, keys: Object.fromEntries(texts) };
		return json(200, { deleted: company.remove(connector, [level], 'user') });
	} catch (error) {
		if (error instanceof RefusedError) throw new ControlError(error.message);
		throw error;
	}
}

/** `{ id, rows, columns }` adds a BI model; `{id}/calculations` calculates one anew. */
function changeBi(
	{ bi }: Simulator,
	[model, action]: readonly string[],
	{ id, rows = 1000, columns = 10 }: Record<string, unknown>,
): Answer | undefined {
	if (model !== undefined) {
		if (action !== 'calculations' || bi.find(model) === undefined) return undefined;
		bi.recalculate(model);
		return json(200, { id: model, calculations: bi.find(model)?.calculations });
	}
	if (typeof id !== 'string' || id === '')
		throw new ControlError('id must be the name of a BI model.');
	bi.addNumbered(
		id,
		readCount('rows', rows, 0, 100_000_000),
		readCount('columns', columns, 1, 500),
	);
	return json(201, { id });
}

function addConnector(simulator: Simulator, body: Record<string, unknown>): Answer {
	const { company } = simulator;
	const { id, rows = 1000, columns = 10, seed = 1, numbered = false } = body;
	if (typeof id !== 'string' || !/^[\w.-]{1,100}$/.test(id)) {
		throw new ControlError('id must be the id of a GetConnector: letters, digits, _, - and dots.');
	}
	if (company.getConnectors.some((one) => one.id.toLowerCase() === id.toLowerCase())) {
		throw new ControlError(`There is a GetConnector ${id} already.`);
	}
	const wanted = {
		id,
		rows: readCount('rows', rows, 0, numbered === true ? 100_000_000 : 1_000_000),
		columns: readCount('columns', columns, 1, 500),
		seed: readCount('seed', seed, 0, 0xffffffff),
	};
	if (numbered === true) {
		const made = new NumberedRows(wanted);
		simulator.addNumberedRows(made);
		return json(201, {
			id,
			rows: made.count,
			columns: made.definition.columns.map((one) => one.id),
		});
	}
	const made = syntheticConnector(wanted);
	company.addGetConnector(made.definition, made.rows);
	return json(201, {
		id,
		rows: made.rows.length,
		columns: made.definition.columns.map((one) => one.id),
	});
}

/** `{ insert: [row], update: [{ match, set }], delete: [match] }`, in that order. */
function changeRows(
	{ company }: Simulator,
	rest: readonly string[],
	body: Record<string, unknown>,
) {
	const [id = '', collection] = rest;
	const definition = company.getConnectors.find((one) => one.id === id);
	if (collection !== 'rows' || definition === undefined) return undefined;
	const rows = company.ownRows(id);
	const ids = definition.columns.map((column) => column.id);
	const inserted = readRows(body.insert, ids).map((row) =>
		Object.fromEntries(ids.map((column) => [column, row[column] ?? null])),
	);
	rows.push(...inserted);
	let updated = 0;
	for (const change of readObjects(body.update)) {
		const [match = {}] = readRows([change.match], ids);
		const [set = {}] = readRows([change.set], ids);
		const found = rows.filter((row) => matches(row, match));
		for (const row of found) Object.assign(row, set);
		updated += found.length;
	}
	const doomed = readRows(body.delete, ids);
	const kept = rows.filter((row) => !doomed.some((match) => matches(row, match)));
	const deleted = rows.length - kept.length;
	if (deleted > 0) {
		rows.length = 0;
		for (const row of kept) rows.push(row);
	}
	return json(200, { inserted: inserted.length, updated, deleted, rows: rows.length });
}

function matches(row: Row, match: Row): boolean {
	return Object.entries(match).every(([column, value]) => row[column] === value);
}

function readRows(value: unknown, ids: readonly string[]): Row[] {
	const rows = readObjects(value);
	for (const [column, cell] of rows.flatMap((row) => Object.entries(row))) {
		if (!ids.includes(column)) throw new ControlError(`There is no column ${column}.`);
		if (!isCell(cell)) throw new ControlError(`The value of ${column} must not be an object.`);
	}
	return rows as Row[];
}

function isCell(value: unknown): value is Cell {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function readObjects(value: unknown): Array<Record<string, unknown>> {
	if (value === undefined) return [];
	if (Array.isArray(value) && value.every(isObject)) return value;
	throw new ControlError('insert, update and delete are lists of objects.');
}

function readCount(name: string, value: unknown, minimum: number, maximum: number): number {
	const isCount = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
	if (isCount) return Number(value);
	throw new ControlError(`${name} must be a whole number from ${minimum} to ${maximum}.`);
}

function readJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		throw new ControlError('The request has no JSON body.');
	}
}

function readObject(body: Buffer): Record<string, unknown> {
	const value = readJson(body);
	if (isObject(value)) return value;
	throw new ControlError('The JSON body must be an object.');
}

function readList(body: Buffer): unknown[] {
	return [readJson(body)].flat();
}
