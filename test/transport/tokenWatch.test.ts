import type { ProfitRequest } from '../../nodes/Afas/profit/exchange/exchange';
import type { Connection } from '../../nodes/Afas/transport/connection';
import { tokenWarning } from '../../nodes/Afas/transport/tokenWatch';

const HOUR = 60 * 60_000;

let connections = 0;

/** A connection with a token of its own that ends soon, and what was asked of it. */
function connected(authentication: Connection['authentication'] = 'token') {
	const asked: ProfitRequest[] = [];
	const state = { failing: false };
	const connection = {
		authentication,
		identity: `user ${++connections}`,
		clientOfOneAttempt: {
			send: async (request: ProfitRequest) => {
				asked.push(request);
				if (state.failing) throw new Error('no answer');
				const tokenExpiry = new Date(Date.now() + 240 * HOUR).toISOString();
				return await Promise.resolve({ info: { tokenExpiry } });
			},
		},
	} as unknown as Connection;
	return { asked, state, connection };
}

describe('watching the end of a token', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	it('asks once a day, however many runs end at the same time', async () => {
		const { asked, connection } = connected();
		const warnings = await Promise.all([tokenWarning(connection), tokenWarning(connection)]);
		expect(warnings.every((warning) => warning?.includes('expires on 2026-01-11'))).toBe(true);
		jest.advanceTimersByTime(23 * HOUR);
		await tokenWarning(connection);
		expect(asked).toHaveLength(1);
		jest.advanceTimersByTime(HOUR);
		await tokenWarning(connection);
		expect(asked).toHaveLength(2);
	});

	it('waits five seconds at most, and an hour after a failure', async () => {
		const { asked, state, connection } = connected();
		state.failing = true;
		expect(await tokenWarning(connection)).toBeUndefined();
		expect(asked[0]?.timeout).toBe(5_000);
		state.failing = false;
		expect(await tokenWarning(connection)).toBeUndefined();
		jest.advanceTimersByTime(HOUR);
		expect(await tokenWarning(connection)).toContain('expires on');
		expect(asked).toHaveLength(2);
	});

	it('forgets the oldest of very many tokens', async () => {
		const first = connected();
		await tokenWarning(first.connection);
		for (let count = 0; count < 1_000; count++) await tokenWarning(connected().connection);
		await tokenWarning(first.connection);
		expect(first.asked).toHaveLength(2);
	});

	it('asks nothing for OAuth', async () => {
		const { asked, connection } = connected('oAuth2');
		expect(await tokenWarning(connection)).toBeUndefined();
		expect(asked).toEqual([]);
	});
});
