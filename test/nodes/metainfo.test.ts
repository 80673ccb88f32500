import { DEMO, EXPIRING_SOON, RESTRICTED, tokenXml } from '../simulator/access';
import { daysLeft } from '../../nodes/Afas/profit/access/tokenExpiry';
import { connect, reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

const locator = (value: string) => ({ __rl: true, mode: 'list', value });

async function run(operation: string, more: object = {}, engine = simulated.engine) {
	const result = await engine.run({ parameters: { resource: 'metainfo', operation, ...more } });
	expect(result.error).toBeUndefined();
	return result;
}

describe('connectors', () => {
	it('are listed, each with its type', async () => {
		const { items } = await run('getMany', { returnAll: true });
		const { getConnectors, updateConnectors } = simulated.simulator.company;
		expect(items).toHaveLength(
			getConnectors.length + updateConnectors.length + DEMO.customConnectors.length,
		);
		expect(items.map(({ json }) => json)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ id: 'Profit_Debtor', type: 'getConnector' }),
				expect.objectContaining({ id: 'KnSubject', type: 'updateConnector' }),
				expect.objectContaining({ id: 'AppConnectorSubject', type: 'customConnector' }),
			]),
		);
	});

	it('are listed by type and up to a limit', async () => {
		const { items } = await run('getMany', { connectorType: 'updateConnector', limit: 3 });
		expect(items.map(({ json }) => json.type)).toEqual(Array(3).fill('updateConnector'));
	});

	it('are those of the App Connector only, also where it has no UpdateConnectors', async () => {
		const engine = await connect(simulated.simulator, tokenXml(RESTRICTED));
		const { items } = await run('getMany', { returnAll: true }, engine);
		expect(items.map(({ json }) => json.id).sort()).toEqual(['Profit_Article', 'Profit_Debtor']);
	});
});

describe('the fields of a connector', () => {
	it('are those of a GetConnector, in the language asked for', async () => {
		const english = await run('get', {
			connectorType: 'getConnector',
			getConnector: locator('Profit_Debtor'),
			options: { language: 'en-us' },
		});
		const dutch = await run('get', {
			connectorType: 'getConnector',
			getConnector: locator('Profit_Debtor'),
		});
		const fields = (result: typeof dutch) => result.items[0]?.json.fields as Array<object>;
		expect(fields(english)).toContainEqual(
			expect.objectContaining({ id: 'DebtorId', label: 'Debtor number', dataType: 'string' }),
		);
		expect(fields(dutch)).toContainEqual(
			expect.objectContaining({ id: 'DebtorId', label: 'Nummer debiteur' }),
		);
	});

	it('are those of an UpdateConnector with nested objects and allowed values', async () => {
		const { items } = await run('get', {
			connectorType: 'updateConnector',
			updateConnector: locator('KnEmployee'),
		});
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ id: 'KnEmployee', name: 'AfasEmployee' });
		const objects = items[0]?.json.objects as Array<{ name: string }>;
		expect(objects.map(({ name }) => name)).toContain('AfasContract');
	});
});

describe('an example record', () => {
	it('holds nested lines as a list, with a guide', async () => {
		const { items } = await run('getExample', { updateConnector: locator('FbSales') });
		const json = items[0]?.json as {
			record: Record<string, unknown>;
			guide: Array<{ path: string }>;
		};
		expect(json.record.DbId).toBeDefined();
		expect(Array.isArray(json.record.FbSalesLines)).toBe(true);
		expect(json.guide.map(({ path }) => path)).toContain('DbId');
	});
});

describe('the environment', () => {
	it('is told with the version of Profit', async () => {
		const { items } = await run('getEnvironment');
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			environmentId: 'O12345AA',
			appConnector: DEMO.name,
			// The demo's token has no end of its own, and ends with all tokens.
			tokenExpires: '2027-08-31',
			tokenDaysLeft: daysLeft('2027-08-31', Date.now()),
			version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
			baseUrl: simulated.simulator.baseUrl,
		});
	});

	it('tells when the token ends, and every run warns of it', async () => {
		const engine = await connect(simulated.simulator, tokenXml(EXPIRING_SOON));
		const { items, hints } = await run('getEnvironment', {}, engine);
		expect(items[0]?.json.tokenDaysLeft).toBeGreaterThan(28);
		expect(items[0]?.json.tokenDaysLeft).toBeLessThan(32);
		expect(hints).toEqual([expect.stringContaining('The AFAS token expires on')]);
		const reread = await engine.run(reading('Profit_Debtor', { returnAll: false }));
		expect(reread.hints).toEqual([expect.stringContaining('The AFAS token expires on')]);
	});

	it('is not waited for when AFAS is slow to tell when the token ends', async () => {
		const { simulator, engine } = await startSimulated();
		simulator.faults.inject({
			kind: 'maintenance',
			seconds: 30,
			times: null,
			match: { path: '/metainfo$' },
		});
		const looks = () => simulator.requests.filter(({ path }) => path.endsWith('/metainfo'));
		const begin = Date.now();
		for (let run = 0; run < 2; run++) {
			const { items } = await engine.run(reading('Profit_Debtor', { returnAll: false, limit: 1 }));
			expect(items).toHaveLength(1);
		}
		await simulator.close();
		expect(looks()).toHaveLength(1);
		expect(Date.now() - begin).toBeLessThan(15_000);
	});
});
