import { EXPIRED, OTHER_ENVIRONMENT, RESTRICTED, tokenXml } from '../simulator/access';
import { HOSTILE_CREDENTIALS } from './hostileCredentials';
import { Engine, type NodeRun } from './engine';
import { connect, reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

const oneCondition = (field: string, value: string, operator = 'equals') => ({
	filterType: 'builder',
	filters: { group: [{ conditions: { condition: [{ field, operator, value }] } }] },
});

/** All that n8n would keep of a run, errors with their stacks included. */
function keptOf({ run }: NodeRun): string {
	return JSON.stringify(run.data, (_, value: unknown) =>
		value instanceof Error
			? { ...value, message: value.message, stack: value.stack, cause: value.cause }
			: value,
	);
}

function expectNoSecret(run: NodeRun, secret: string): void {
	const kept = keptOf(run);
	expect(kept).not.toContain(secret);
	expect(kept).not.toContain('AfasToken ');
	expect(kept).not.toContain(Buffer.from(secret).toString('base64').slice(4, 40));
}

describe('one clear message with what to do', () => {
	it.each<[string, string, object, string | RegExp, string, number]>([
		[
			'for an unknown connector',
			'Profit_Debtors',
			{},
			"The App Connector has no GetConnector 'Profit_Debtors'",
			"Did you mean 'Profit_Debtor'?",
			0,
		],
		[
			'for an unknown field in a filter',
			'Profit_Debtor',
			oneCondition('DebtorID', '1'),
			/no field 'DebtorID'; did you mean 'DebtorId'\?/,
			'Nothing was asked of AFAS',
			0,
		],
		[
			'for an unknown field in the sort',
			'Profit_Debtor',
			{ sort: { field: [{ field: 'Nummer debiteur', direction: 'asc' }] } },
			"'Sort' names a field that the GetConnector doesn't have: 'Nummer debiteur' (did you mean 'DebtorId'?)",
			'Choose the field again',
			0,
		],
		[
			'for an unknown output field',
			'Profit_Debtor',
			{ options: { outputFields: ['Naam', 'DebtorId', 'xyzzy'] } },
			/^'Output Fields' names fields that the GetConnector doesn't have: /,
			'Choose the field again',
			0,
		],
		[
			'for a filter that is too long',
			'Profit_Debtor',
			oneCondition('DebtorName', 'x'.repeat(2100)),
			/makes? a query string of 2\d{3} characters, and AFAS accepts 2049/,
			'split them over several runs',
			0,
		],
		[
			'for JSON that is none',
			'Profit_Debtor',
			{ filterType: 'json', filterJson: '[[{"field":"DebtorId" "operator":"equals"}]]' },
			/JSON/,
			'[[{"field"',
			0,
		],
		[
			'for a JSON filter with several faults, all at once',
			'Profit_Debtor',
			{
				filterType: 'json',
				filterJson: '[[{"field":"DebtorId","operator":"like"},{"operator":"equals","value":1}]]',
			},
			/isn't right in 2 places/,
			'[[{"field"',
			0,
		],
		[
			'for a value that is no date',
			'Profit_Debtor',
			oneCondition('ModifiedDate', 'yesterday'),
			/'ModifiedDate'.*yesterday/,
			'Correct the filter',
			0,
		],
		[
			'for a condition without a value',
			'Profit_Debtor',
			oneCondition('DebtorId', ''),
			/'DebtorId'/,
			'Correct the filter',
			0,
		],
	])('%s', async (_, connector, parameters, message, advice, pages) => {
		const result = await simulated.engine.run(reading(connector, parameters));
		const title = result.error?.message ?? '';
		if (typeof message === 'string') expect(title).toBe(message);
		else expect(title).toMatch(message);
		expect(result.error?.description).toContain(advice);
		const sent = simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));
		expect(sent).toHaveLength(pages);
		expectNoSecret(result, 'D3A0'.repeat(16));
	});

	it('for an expression that chooses no connector', async () => {
		const { error } = await simulated.engine.run(reading('={{ "" }}'));
		expect(error?.message).toBe('No GetConnector was chosen');
		expect(error?.description).toContain("from the list in 'GetConnector'");
	});

	it('for a blocked connector', async () => {
		const blocked = simulated.simulator.company.getConnectors.find((entry) => entry.blocked);
		const { error } = await simulated.engine.run(reading(blocked?.id ?? ''));
		expect(error?.message).toMatch(/geblokkeerd/);
		expect(error?.description).toContain('unblock it in Profit');
		expect(error?.description).toMatch(/Profit log reference: [0-9A-F]{32}\./);
	});

	it('for a connector outside the App Connector', async () => {
		const engine = await connect(simulated.simulator, tokenXml(RESTRICTED));
		const { error } = await engine.run(reading('Profit_Employees'));
		expect(error?.message).toBe("The App Connector has no GetConnector 'Profit_Employees'");
		expect(error?.description).toContain('ask the administrator to add it');
	});

	it.each([
		['an expired token', EXPIRED],
		['a token of another environment', OTHER_ENVIRONMENT],
	])('for %s', async (_, appConnector) => {
		const engine = await connect(simulated.simulator, tokenXml(appConnector));
		const result = await engine.run(reading('Profit_Debtor'));
		expect(result.error?.message).toBe("AFAS doesn't accept the token (401)");
		expect(result.error?.description).toContain("a token of production doesn't work in test");
		expectNoSecret(result, appConnector.token);
	});

	it('for an empty token, before anything is sent', async () => {
		const engine = await connect(simulated.simulator, ' ');
		const { error } = await engine.run(reading('Profit_Debtor'));
		expect(error?.message).toMatch(/token/i);
		expect(error?.description).toContain('App connector');
		expect(simulated.simulator.requests).toEqual([]);
	});

	it.each([
		['htmlPage', /^AFAS is out of reach: a web page came in its place \(500\)$/],
		['malformedJson', /^The answer of AFAS broke off before it was complete \(500\)$/],
		['timeout', /maximale tijdsduur/],
		['redirect', /^The address answers with a redirect \(302\), which isn't followed$/],
	] as const)('for an answer of the kind %s', async (kind, message) => {
		simulated.simulator.faults.inject({
			kind,
			times: null,
			location: 'https://elsewhere.example/',
			match: { path: '/connectors/' },
		});
		const result = await simulated.engine.run(reading('Profit_Debtor'));
		expect(result.error?.message).toMatch(message);
		expect((result.error?.description ?? '').length).toBeGreaterThan(40);
		expectNoSecret(result, 'D3A0'.repeat(16));
	});

	it('for maintenance that takes hours, without waiting for it', async () => {
		simulated.simulator.faults.inject({ kind: 'maintenance', match: { path: '/connectors/' } });
		const started = Date.now();
		const { error } = await simulated.engine.run(reading('Profit_Debtor'));
		expect(error?.message).toBe('AFAS is not available at the moment (503)');
		expect(error?.description).toContain('AFAS asks to wait 120 minutes');
		expect(error?.description).toContain('afasstatus.nl');
		expect(Date.now() - started).toBeLessThan(5_000);
	});

	it('for a refused IP address', async () => {
		simulated.simulator.settings.refuseIpAddress = true;
		const engine = await connect(simulated.simulator, ` ${'D3A0'.repeat(16)}`);
		const { error } = await engine.run(reading('Profit_Debtor'));
		simulated.simulator.settings.refuseIpAddress = false;
		expect(error?.message).toBe('AFAS refuses the IP address of this n8n (403)');
	});
});

describe('a hostile credential', () => {
	it.each(HOSTILE_CREDENTIALS)('is refused before anything is sent (%j)', async (address) => {
		const engine = await Engine.create({
			type: 'afasApi',
			fields: { ...address, token: 'D3A0'.repeat(16) },
		});
		const result = await engine.run(reading('Profit_Debtor'));
		expect(result.error?.message).toMatch(/domain ID|base URL/);
		expect((result.error?.description ?? '').length).toBeGreaterThan(20);
		expectNoSecret(result, 'D3A0'.repeat(16));
	});
});
