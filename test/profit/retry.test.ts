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

	it('a write that AFAS refused in words because of a lock, at fixed pauses', () => {
		const failure = answer('locked');
		expect([1, 2, 3, 4].map((attempt) => pause('POST', failure, attempt))).toEqual([
			1000,
			2000,
			4000,
			undefined,
		]);
		expect([1, 2, 3].map((attempt) => pause('GET', failure, attempt))).toEqual([500, 1000, 2000]);
	});

	it.each([connection('broken'), answer('gateway'), answer('brokenOff')])(
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
			] as const
		).map((kind) => answer(kind)),
		new Error('something else'),
	])('nothing after other failures (%#)', (failure) => {
		expect(pause('GET', failure)).toBeUndefined();
	});

	it('no read that is taken apart anyway, when the answer may be about the request itself', () => {
		const page = new ProfitError('No', 'Wait.', { kind: 'gateway', status: 400 });
		const down = new ProfitError('No', 'Wait.', { kind: 'gateway', status: 502 });
		const again = (failure: unknown, isTakenApart: boolean) =>
			pauseBeforeRetry({ method: 'GET', attempt: 1, failure, isTakenApart }, 0);
		expect(again(page, true)).toBeUndefined();
		expect(again(page, false)).toBe(500);
		expect(again(down, true)).toBe(500);
		expect(again(answer('unexplained'), true)).toBeUndefined();
	});

	it('a read that AFAS answered with nothing, once', () => {
		const failure = answer('unexplained');
		expect(pause('GET', failure)).toBe(500);
		expect(pause('GET', failure, 2)).toBeUndefined();
		expect(pause('POST', failure)).toBeUndefined();
		const refused = new ProfitError('No', 'Wait.', { kind: 'unexplained', status: 405 });
		expect(pause('GET', refused)).toBeUndefined();
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
