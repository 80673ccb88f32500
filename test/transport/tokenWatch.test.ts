import type { Connection } from '../../nodes/Afas/transport/connection';
import { signInWarning, watchTokenEnd } from '../../nodes/Afas/transport/tokenWatch';

const HOUR = 60 * 60_000;

let connections = 0;

/** A connection with a token of its own that ends soon, and how often it was asked when. */
function connected(authentication: Connection['authentication'] = 'token') {
	const state = { failing: false, asked: 0 };
	const connection = {
		authentication,
		identity: `user ${++connections}`,
		metainfo: () => ({
			appConnector: async () => {
				state.asked += 1;
				await Promise.resolve();
				if (state.failing) throw new Error('no answer');
				return { tokenExpiry: new Date(Date.now() + 240 * HOUR).toISOString() };
			},
		}),
	} as unknown as Connection;
	return { state, connection };
}

/** Lets what nobody waits for come to its end. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

describe('watching the end of a token', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	it('asks once a day, however many runs there are at the same time', async () => {
		const { state, connection } = connected();
		watchTokenEnd(connection);
		watchTokenEnd(connection);
		await settle();
		expect(signInWarning(connection)).toContain('expires on 2026-01-11');
		jest.advanceTimersByTime(23 * HOUR);
		watchTokenEnd(connection);
		expect(state.asked).toBe(1);
		jest.advanceTimersByTime(HOUR);
		watchTokenEnd(connection);
		expect(state.asked).toBe(2);
	});

	it('has nothing to say until the answer is there, and goes on saying it during the next look', async () => {
		const { connection } = connected();
		watchTokenEnd(connection);
		expect(signInWarning(connection)).toBeUndefined();
		await settle();
		jest.advanceTimersByTime(24 * HOUR);
		watchTokenEnd(connection);
		expect(signInWarning(connection)).toContain('expires on 2026-01-11');
		await settle();
		expect(signInWarning(connection)).toContain('expires on 2026-01-12');
	});

	it('asks again an hour after a failure', async () => {
		const { state, connection } = connected();
		state.failing = true;
		watchTokenEnd(connection);
		await settle();
		state.failing = false;
		watchTokenEnd(connection);
		await settle();
		expect([state.asked, signInWarning(connection)]).toEqual([1, undefined]);
		jest.advanceTimersByTime(HOUR);
		watchTokenEnd(connection);
		await settle();
		expect(signInWarning(connection)).toContain('expires on');
		expect(state.asked).toBe(2);
	});

	it('forgets the one of very many tokens that was unused longest', async () => {
		const first = connected();
		watchTokenEnd(first.connection);
		for (let count = 0; count < 1_000; count++) watchTokenEnd(connected().connection);
		watchTokenEnd(first.connection);
		await settle();
		expect(first.state.asked).toBe(2);
	});

	it('says what the credential says about the end of a client secret', () => {
		const { connection } = connected('oAuth2');
		const secretEnd = { filledIn: '2026-01-20', day: '2026-01-20' };
		expect(signInWarning({ ...connection, secretEnd })).toContain('ends on 2026-01-20, in 19 days');
		expect(signInWarning({ ...connected().connection, secretEnd })).toBeUndefined();
	});

	it('asks nothing for OAuth', () => {
		const { state, connection } = connected('oAuth2');
		watchTokenEnd(connection);
		expect([state.asked, signInWarning(connection)]).toEqual([0, undefined]);
	});
});
