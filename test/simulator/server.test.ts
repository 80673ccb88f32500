import { DEMO, EXPIRING_SOON, RESTRICTED, tokenHeader } from './access';
import { createSimulator, type Simulator } from './server';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await createSimulator();
});
afterAll(() => simulator.close());

const get = async (path: string, appConnector = DEMO) => {
	const headers = { authorization: tokenHeader(appConnector) };
	const answer = await fetch(simulator.baseUrl + path, { headers });
	return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};
const ids = (list: unknown) => (list as Array<{ id: string }>).map(({ id }) => id);

test('is the demo company when no other is given', async () => {
	const { json } = await get('/metainfo');
	expect(ids(json.getConnectors)).toEqual(simulator.company.getConnectors.map(({ id }) => id));
	expect(ids(json.getConnectors).length).toBeGreaterThanOrEqual(12);
	expect(ids(json.updateConnectors).length).toBeGreaterThanOrEqual(20);
});

test('every GetConnector answers rows with the columns of its metainfo', async () => {
	for (const { id, blocked = false } of simulator.company.getConnectors) {
		const { json } = await get(`/metainfo/get/${id}`);
		const columns = (json.fields as Array<{ id: string }>).map((field) => field.id);
		const read = await get(`/connectors/${id}?take=3`);
		expect([id, read.status]).toEqual([id, blocked ? 500 : 200]);
		for (const row of blocked ? [] : (read.json.rows as object[])) {
			expect(Object.keys(row)).toEqual(columns);
		}
	}
});

test('every UpdateConnector has metainfo', async () => {
	for (const { id, name } of simulator.company.updateConnectors) {
		const { status, json } = await get(`/metainfo/update/${id}`);
		expect([status, json.id, json.name]).toEqual([200, id, name]);
	}
});

test('the restricted App connector sees its connectors and no other', async () => {
	const { json } = await get('/metainfo', RESTRICTED);
	expect(ids(json.getConnectors)).toEqual(RESTRICTED.getConnectors);
	expect(json).not.toHaveProperty('updateConnectors');
	expect((await get('/connectors/Profit_Debtor', RESTRICTED)).status).toBe(200);
	expect((await get('/connectors/Profit_Users', RESTRICTED)).status).toBe(500);
	expect((await get('/metainfo', EXPIRING_SOON)).status).toBe(200);
});

test('two simulators are strangers', async () => {
	const other = await createSimulator({ settings: { language: 'en' } });
	other.company.addGetConnector(
		{ id: 'Only_Here', description: { nl: 'x', en: 'x' }, columns: [] },
		[],
	);
	expect(other.baseUrl).not.toBe(simulator.baseUrl);
	expect((await get('/connectors/Only_Here')).status).toBe(500);
	expect(simulator.settings.language).toBe('nl');
	await other.close();
});
