import { reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

describe('the headers that arrive', () => {
	it('of a read keep the connection and announce no body', async () => {
		const { error } = await simulated.engine.run(reading('Profit_Debtor', { returnAll: false }));
		expect(error).toBeUndefined();
		const { requests } = simulated.simulator;
		expect(requests.length).toBeGreaterThan(1);
		for (const { headers } of requests) {
			expect(headers.connection).toBe('keep-alive');
			expect(headers.accept).toBe('application/json');
			expect(headers['content-type']).toBeUndefined();
		}
	});

	it('of a write name the character set, so that letters with accents arrive', async () => {
		await simulated.engine.run({
			parameters: {
				resource: 'updateConnector',
				operation: 'create',
				updateConnector: { __rl: true, mode: 'id', value: 'KnSubject' },
				dataMode: 'body',
				body: '={{ JSON.stringify($json) }}',
				options: { validation: 'off' },
			},
			input: [{ KnSubject: { Element: { Fields: { StId: 27, Ds: 'Privé: één reünie' } } } }],
		});
		const [write] = simulated.simulator.requests.filter(({ method }) => method === 'POST');
		expect(write?.headers.connection).toBe('keep-alive');
		expect(write?.headers['content-type']).toBe('application/json;charset=utf-8');
		expect(JSON.stringify(write?.body)).toContain('Privé: één reünie');
	});
});
