// The workflows that are compared.

/** Rows a page of what people build today: AFAS's examples ask for 1,000. */
const PAGE = 1_000;

const AFAS = { name: 'AFAS', type: 'n8n-nodes-afas.afas', typeVersion: 1.1 };

const connectorLocator = (value) => ({ __rl: true, mode: 'id', value });

/** All rows of a GetConnector, with the AFAS node. */
export function reading(connector, options = {}) {
	const parameters = {
		authentication: 'token',
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: connectorLocator(connector),
		returnAll: true,
		options,
	};
	return { nodes: [{ ...AFAS, parameters }] };
}

/** All rows of a BI model, with the AFAS node. */
export function readingBi(model) {
	const parameters = {
		authentication: 'token',
		resource: 'biModel',
		operation: 'getMany',
		biModel: connectorLocator(model),
		returnAll: true,
	};
	return { nodes: [{ ...AFAS, parameters }] };
}

/**
 * All rows of a GetConnector as people read them without the AFAS node: the HTTP Request node with
 * its pagination, and Split Out.
 */
export function readingByHand(access, connector) {
	return readingByRequest(access, connector, {
		pagination: {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: {
					parameters: [{ type: 'qs', name: 'skip', value: `={{ $pageCount * ${PAGE} }}` }],
				},
				paginationCompleteWhen: 'other',
				completeExpression: `={{ $response.body.rows.length < ${PAGE} }}`,
			},
		},
	});
}

/** The rows of one page, by hand. */
export function readingPageByHand(access, connector) {
	return readingByRequest(access, connector, {});
}

function readingByRequest({ baseUrl, authorization }, connector, options) {
	const parameters = {
		url: `${baseUrl}/connectors/${connector}`,
		sendQuery: true,
		queryParameters: pairs({ take: String(PAGE), orderbyfieldids: 'Nummer' }),
		sendHeaders: true,
		headerParameters: pairs({ Authorization: authorization }),
		options,
	};
	return {
		nodes: [
			{ name: 'HTTP', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.3, parameters },
			{
				name: 'Split',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'rows', options: {} },
			},
		],
	};
}

function pairs(values) {
	return { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) };
}

/** Requests without any node around them: windows one after another, `parallel` at a time in each. */
export function raw({ authorization }, windows, parallel) {
	const headers = {
		authorization,
		accept: 'application/json',
		'content-type': 'application/json;charset=utf-8',
	};
	const parameters = { requests: { windows, headers, parallel } };
	return { nodes: [{ name: 'Raw', type: 'bench.raw', typeVersion: 1, parameters }] };
}

/** New dossier items, one for each input item. */
export function creating(count, options) {
	const parameters = {
		authentication: 'token',
		resource: 'updateConnector',
		operation: 'create',
		updateConnector: connectorLocator('KnSubject'),
		dataMode: 'record',
		record: '={{ $json }}',
		options,
	};
	const input = Array.from({ length: count }, (_, index) => ({
		StId: 1,
		Ds: `Item ${index + 1}`,
		SbTx: 'Gemaakt door de benchmark',
	}));
	return { input, nodes: [{ ...AFAS, parameters }] };
}

/** One dossier item, with the HTTP Request node. */
export function creatingByHand({ baseUrl, authorization }) {
	const body = {
		KnSubject: {
			Element: { Fields: { StId: 1, Ds: 'Item 1', SbTx: 'Gemaakt door de benchmark' } },
		},
	};
	const parameters = {
		method: 'POST',
		url: `${baseUrl}/connectors/KnSubject`,
		sendHeaders: true,
		headerParameters: pairs({ Authorization: authorization }),
		sendBody: true,
		specifyBody: 'json',
		jsonBody: JSON.stringify(body),
		options: {},
	};
	return {
		nodes: [{ name: 'HTTP', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.3, parameters }],
	};
}

function codesToFind(count) {
	// Not in the order of the table, and all different: 7 and 5,000 have no common factor.
	return Array.from({ length: count }, (_, index) => ({
		code: `A${String((index * 7) % 5_000).padStart(4, '0')}`,
	}));
}

/** The item that belongs to each code, many codes in one request. */
export function lookingUp(count) {
	const parameters = {
		authentication: 'token',
		resource: 'getConnector',
		operation: 'lookUp',
		getConnector: connectorLocator('Bench_Codes'),
		match: { column: [{ field: 'Itemcode', value: '={{ $json.code }}' }] },
		rowsPerItem: 'first',
		include: 'row',
		whenMissing: 'error',
		options: {},
	};
	return { input: codesToFind(count), nodes: [{ ...AFAS, parameters }] };
}

/** The item that belongs to each code, with one request for each. */
export function readingOneByOne(count) {
	const condition = { field: 'Itemcode', operator: 'equals', value: '={{ $json.code }}' };
	const parameters = {
		authentication: 'token',
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: connectorLocator('Bench_Codes'),
		returnAll: false,
		limit: 1,
		filterType: 'builder',
		filters: { group: [{ conditions: { condition: [condition] } }] },
		options: {},
	};
	return { input: codesToFind(count), nodes: [{ ...AFAS, parameters }] };
}

/** What the editor asks for when someone opens the fields of an UpdateConnector. */
export const fieldPicker = {
	method: 'getRecordFields',
	parameters: {
		authentication: 'token',
		resource: 'updateConnector',
		operation: 'create',
		updateConnector: connectorLocator('KnEmployee'),
		sections: [],
	},
};
