import { createSimulator, type Simulator } from './server';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

test('shows and clears the requests, and is no part of them', async () => {
	await service.get('/metainfo');
	const { json } = await service.control('GET', 'requests');
	expect(json).toMatchObject({ maxInFlight: 1, requests: [{ method: 'GET', status: 200 }] });
	await service.control('DELETE', 'requests');
	expect((await service.control('GET', 'requests')).json).toMatchObject({ requests: [] });
});

test('shows and changes settings and the modes of the company', async () => {
	const shown = await service.control('GET', 'settings');
	expect(shown.json).toMatchObject({ textOperators: 'both', company: { putStatus: 201 } });
	const change = {
		textOperators: 'bare',
		latency: { call: 3 },
		capacity: 9,
		company: { putStatus: 200 },
	};
	const { status, json } = await service.control('PATCH', 'settings', change);
	expect([status, json]).toEqual([
		200,
		{
			...shown.json,
			...change,
			latency: { call: 3, row: 0, skippedRow: 0 },
			company: { ...(shown.json.company as object), putStatus: 200 },
		},
	]);
	expect(service.simulator.settings.textOperators).toBe('bare');
	expect(service.company.modes.putStatus).toBe(200);
	await service.control('PATCH', 'settings', {
		textOperators: 'both',
		latency: { call: 0 },
		capacity: null,
	});
});

test.each([
	[{ nothing: 1 }, "There is no setting 'nothing'"],
	[{ textOperators: 'other' }, 'percent or bare or both or like'],
	[{ gzip: 'yes' }, 'must be a boolean'],
	[{ capacity: 'many' }, 'a number or null'],
	[{ latency: { calls: 1 } }, 'call, row and skippedRow'],
	[{ accessTokenLifetime: 5, release: 7 }, '8 or 9'],
	[{ company: { nothing: 1 } }, 'no such mode'],
	[[], 'must be an object'],
])('refuses %j whole', async (change, message) => {
	const before = (await service.control('GET', 'settings')).json;
	const { status, json } = await service.control('PATCH', 'settings', change);
	expect([status, json.message]).toEqual([400, expect.stringContaining(message)]);
	expect((await service.control('GET', 'settings')).json).toEqual(before);
});

test('queues and clears faults', async () => {
	await service.control('POST', 'faults', { kind: 'badGateway' });
	const { status, json } = await service.control('POST', 'faults', [
		{ kind: 'slow' },
		{ kind: 'blocked' },
	]);
	expect([status, (json.faults as unknown[]).length]).toEqual([201, 3]);
	expect((await service.get('/metainfo')).status).toBe(502);
	await service.control('DELETE', 'faults');
	expect((await service.control('GET', 'faults')).json).toEqual({ faults: [] });
	const refused = await service.control('POST', 'faults', { kind: 'nothing' });
	expect([refused.status, refused.json.message]).toEqual([
		400,
		expect.stringContaining('resetMidBody'),
	]);
});

test('adds a GetConnector that can be read, filtered and changed', async () => {
	const added = await service.control('POST', 'connectors', {
		id: 'Acme_Test',
		rows: 2_000,
		columns: 12,
	});
	expect(added.status).toBe(201);
	expect(added.json).toMatchObject({ id: 'Acme_Test', rows: 2000 });
	const { json } = await service.get('/metainfo/get/Acme_Test');
	const fields = json.fields as Array<{ id: string; dataType: string }>;
	expect(fields.map(({ id }) => id)).toEqual(added.json.columns);
	expect(new Set(fields.map(({ dataType }) => dataType))).toEqual(
		new Set(['int', 'string', 'decimal', 'date', 'boolean']),
	);
	const rows = await service.rows('skip=-1&take=-1', 'Acme_Test');
	expect(new Set(rows.map(({ Nummer }) => Nummer)).size).toBe(2000);
	expect(rows.some(({ Einddatum }) => Einddatum === null)).toBe(true);
	const stored = service.company
		.ownRows('Acme_Test')
		.map(({ Gewijzigd_op }) => String(Gewijzigd_op));
	expect(stored.filter((moment) => !moment.endsWith('.000')).length).toBeGreaterThan(1900);
	const changed = await service.control('POST', 'connectors/Acme_Test/rows', {
		insert: [{ Nummer: 5000, Naam: 'Nieuw' }],
		update: [{ match: { Nummer: 7 }, set: { Naam: 'Anders' } }],
		delete: [{ Nummer: 8 }, { Nummer: 9 }],
	});
	expect(changed.json).toEqual({ inserted: 1, updated: 1, deleted: 2, rows: 1999 });
	const read = await service.rows(
		'orderbyfieldids=Nummer&filterfieldids=Nummer,Nummer;Nummer&filtervalues=7,10;5000&operatortypes=2,3;1',
		'Acme_Test',
	);
	expect(read.map(({ Nummer, Naam }) => (Number(Nummer) === 10 ? 10 : Naam))).toEqual([
		'Anders',
		10,
		'Nieuw',
	]);
	expect(read.at(-1)).toMatchObject({ Plaats: null, Bedrag: null });
});

test.each([
	['connectors', { rows: 1 }, 'id must be'],
	['connectors', { id: 'tiny_people' }, 'already'],
	['connectors', { id: 'A', rows: -1 }, 'rows must be'],
	['connectors', { id: 'A', columns: 0 }, 'columns must be'],
	['connectors/Tiny_People/rows', { insert: [{ Nergens: 1 }] }, 'no column Nergens'],
	['connectors/Tiny_People/rows', { insert: [{ Nr: {} }] }, 'must not be an object'],
	['connectors/Tiny_People/rows', { delete: 'all' }, 'lists of objects'],
])('refuses %s %j', async (path, body, message) => {
	const { status, json } = await service.control('POST', path, body);
	expect([status, json.message]).toEqual([400, expect.stringContaining(message)]);
});

test('knows no other path, and no JSON is no change', async () => {
	expect((await service.control('GET', 'nothing')).status).toBe(404);
	expect((await service.control('POST', 'connectors/Nothing/rows', {})).status).toBe(404);
	expect((await service.control('POST', 'faults')).status).toBe(400);
});

test('withdraws access tokens', async () => {
	const { clientId, clientSecret = '' } = service.simulator.appConnectors[0]?.oAuthClient ?? {
		clientId: '',
	};
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	});
	const { json } = await service.call('/oauth/token', {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: body.toString(),
	});
	const use = async () =>
		(
			await service.call('/metainfo', {
				headers: { authorization: `Bearer ${String(json.access_token)}` },
			})
		).status;
	expect(await use()).toBe(200);
	await service.control('DELETE', 'tokens');
	expect(await use()).toBe(401);
});

test('explains itself to a person', async () => {
	const page = await (await fetch(service.simulator.origin)).text();
	expect(page).toContain(service.simulator.baseUrl);
	expect(page).toContain('&lt;token&gt;&lt;version&gt;1');
	const answer = await fetch(service.simulator.origin);
	expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

describe('what happens in Profit itself', () => {
	let own: Simulator;
	const call = async (resource: string, body: unknown) => {
		const answer = await fetch(`${own.origin}/_simulator/${resource}`, {
			method: 'POST',
			body: JSON.stringify(body),
		});
		return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
	};
	beforeAll(async () => {
		own = await createSimulator();
	});
	afterAll(() => own.close());

	test('a user deletes what no connector may', async () => {
		const body = { connector: 'KnSalesRelationOrg', element: 'KnSalesRelationOrg' };
		const keys = { DbId: '10001' };
		expect(await call('deletions', { ...body, keys })).toEqual({
			status: 200,
			json: { deleted: true },
		});
		const ids = own.company.rowsOf('Profit_Debtor').map(({ DebtorId }) => DebtorId);
		expect(ids).not.toContain('10001');
		expect(await call('deletions', { ...body, keys })).toEqual({
			status: 400,
			json: { message: expect.stringContaining('does not exist') },
		});
		expect((await call('deletions', body)).status).toBe(400);
	});

	test('an administrator publishes the workflows anew', async () => {
		const guids = () =>
			new Set(own.company.rowsOf('Profit_Workflowactions').map(({ ActionName }) => ActionName));
		const before = guids();
		expect((await call('workflows', {})).status).toBe(200);
		expect([...guids()].filter((guid) => before.has(guid))).toEqual([]);
	});
});
