import {
	ConnectionError,
	type ConnectionErrorKind,
} from '../../nodes/Afas/profit/exchange/connectionError';
import type { Method } from '../../nodes/Afas/profit/exchange/exchange';
import { ProfitError, type ProfitErrorKind } from '../../nodes/Afas/profit/exchange/profitError';
import { pauseBeforeRetry } from '../../nodes/Afas/profit/exchange/retry';

const connection = (kind: ConnectionErrorKind) => new ConnectionError(kind, 'afas.example');
const answer = (kind: ProfitErrorKind, retryAfter?: number) =>
	new ProfitError('No', 'Wait.', { kind, status: 500, retryAfter });

const pause = (method: Method, failure: unknown, attempt = 1, random = 0) =>
	pauseBeforeRetry({ method, attempt, failure }, random);

describe('what is sent once more', () => {
	it.each([connection('refused'), answer('throttled'), answer('maintenance')])(
		'a write after $message, which did not arrive',
		(failure) => {
			for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
				expect(pause(method, failure)).toBe(500);
			}
		},
	);

	it.each([connection('broken'), answer('gateway'), answer('locked')])(
		'only a read after $message',
		(failure) => {
			expect(pause('GET', failure)).toBe(500);
			for (const method of ['POST', 'PUT', 'DELETE'] as const) {
				expect(pause(method, failure)).toBeUndefined();
			}
		},
	);

	it.each([
		connection('timeout'),
		connection('unknownHost'),
		connection('certificate'),
		...(
			[
				'unauthorised',
				'addressRefused',
				'notFound',
				'tooLarge',
				'redirected',
				'notProfit',
				'connectorNotAllowed',
				'connectorBlocked',
				'unknownField',
				'serverTimeout',
				'outOfMemory',
				'functional',
				'unexplained',
			] as const
		).map((kind) => answer(kind)),
		new Error('something else'),
	])('nothing after other failures (%#)', (failure) => {
		expect(pause('GET', failure)).toBeUndefined();
	});
});

describe('how long the pause is', () => {
	it('doubles, with up to half of it left to chance', () => {
		const failure = connection('broken');
		expect([1, 2, 3].map((attempt) => pause('GET', failure, attempt, 0))).toEqual([
			500, 1000, 2000,
		]);
		expect([1, 2, 3].map((attempt) => pause('GET', failure, attempt, 1))).toEqual([
			1000, 2000, 4000,
		]);
	});

	it('ends after four attempts', () => {
		expect(pause('GET', connection('broken'), 4)).toBeUndefined();
	});

	it('is what AFAS asks, up to a minute', () => {
		expect(pause('GET', answer('maintenance', 60))).toBe(60_000);
		expect(pause('GET', answer('maintenance', 0))).toBe(0);
		expect(pause('GET', answer('maintenance', 61))).toBeUndefined();
	});
});
