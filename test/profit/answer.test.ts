import { readAnswer } from '../../nodes/Afas/profit/exchange/answer';
import type { ProfitRequest, ProfitResponse } from '../../nodes/Afas/profit/exchange/exchange';
import { ProfitError } from '../../nodes/Afas/profit/exchange/profitError';

const request: ProfitRequest = {
	method: 'GET',
	path: '/connectors/Profit_Debtor',
	query: 'skip=0&take=100',
	timeout: 1000,
};

function failureOf(
	response: Partial<ProfitResponse>,
	signIn: 'token' | 'oAuth2' = 'token',
): ProfitError {
	const answer = { status: 500, headers: {}, body: undefined, ...response };
	let failure: unknown;
	try {
		readAnswer(request, answer, signIn);
	} catch (error) {
		failure = error;
	}
	if (failure instanceof ProfitError) return failure;
	throw new Error(`Expected a ProfitError, not ${String(failure)}`);
}

const reference = 'B8213AF1C3C54E579686406A8DE71C6C';

describe('good answers', () => {
	it.each([200, 201])('gives the body of a %d', (status) => {
		expect(readAnswer(request, { status, headers: {}, body: { rows: [] } }, 'token')).toEqual({
			rows: [],
		});
		expect(readAnswer(request, { status, headers: {}, body: undefined }, 'token')).toBeUndefined();
	});
});

describe('an error with the status of a success', () => {
	it.each([
		[{ error: { message: 'mislukt' } }, 'mislukt'],
		[{ error: 'mislukt' }, 'mislukt'],
		[{ externalMessage: 'mislukt' }, 'mislukt'],
		[
			{
				errorNumber: 3,
				externalMessage: 'General message: mislukt',
				profitLogReference: reference,
			},
			'mislukt',
		],
		[{ Message: 'mislukt' }, 'mislukt'],
		[{ type: 'about:blank', title: 'Bad', status: 500, detail: 'mislukt' }, 'mislukt'],
	])('is a failure: %j', (body, words) => {
		for (const status of [200, 201]) {
			const failure = failureOf({ status, body });
			expect(failure.message).toContain(words);
			expect(failure.details).toMatchObject({ status, kind: 'functional' });
		}
	});

	it.each([
		[{}],
		[{ status: 'ok' }],
		[{ rows: [], message: 'x' }],
		[{ results: { FbSales: { OrNu: '1' } }, externalMessage: 'x' }],
		[{ externalMessage: '' }],
		[[{ message: 'x' }]],
	])('is not what has more or no words: %j', (body) => {
		expect(readAnswer(request, { status: 200, headers: {}, body }, 'token')).toEqual(body);
	});
});

describe('XML', () => {
	const asked: ProfitRequest = { ...request, expects: 'xml' };
	const answer = (body: unknown) => ({ status: 200, headers: {}, body });

	it('is given as text where it was asked for', () => {
		for (const body of ['<?xml version="1.0"?>\n<a/>\n', '\uFEFF<a><b/></a>']) {
			expect(readAnswer(asked, answer(body), 'token')).toBe(body);
		}
	});

	it.each([
		['<!DOCTYPE html><html></html>', 'notProfit'],
		['<html></html>', 'notProfit'],
		['text', 'notProfit'],
		['<?xml version="1.0"?><a><b', 'brokenOff'],
	])('is not %s', (body, kind) => {
		expect(() => readAnswer(asked, answer(body), 'token')).toThrow(
			expect.objectContaining({ details: expect.objectContaining({ kind }) as unknown }) as Error,
		);
	});

	it('is nothing else than text where JSON was asked for', () => {
		expect(() => readAnswer(request, answer('<a/>'), 'token')).toThrow(/text that is not JSON/);
	});
});

describe('a redirect', () => {
	it('says where it leads to who knows which to follow, and to nobody else', () => {
		const location = 'https://elders.example/?a=secret';
		const failure = failureOf({ status: 307, headers: { location } });
		expect(failure.details).toMatchObject({ kind: 'redirected', location });
		expect(`${failure.message} ${failure.advice}`).not.toContain('elders');
	});
});

describe('the message of AFAS', () => {
	it('becomes the title, with both references below it', () => {
		const failure = failureOf({
			headers: { 'x-trace-identifier': 'trace-1' },
			body: {
				externalMessage: "De ingevulde waarde bij 'Medewerker' bestaat niet.",
				errorNumber: -2147220469,
				profitLogReference: reference,
			},
		});
		expect(failure.message).toBe("De ingevulde waarde bij 'Medewerker' bestaat niet.");
		expect(failure.advice).toContain(`Profit log reference: ${reference}.`);
		expect(failure.advice).toContain('Trace identifier: trace-1.');
		expect(failure.details).toMatchObject({ kind: 'functional', profitLogReference: reference });
	});

	it('loses its technical prefix and its line breaks', () => {
		const failure = failureOf({ body: { externalMessage: 'General message: First\r\n second.' } });
		expect(failure.message).toBe('First second.');
	});

	it('takes the log reference from the header when the body has none', () => {
		const failure = failureOf({
			headers: { 'x-profit-log-reference': reference },
			body: { externalMessage: 'No.' },
		});
		expect(failure.details.profitLogReference).toBe(reference);
	});

	it.each([
		['connectorBlocked', 'Deze GetConnector (definitie) is geblokkeerd'],
		['connectorBlocked', 'This GetConnector (definition) is blocked'],
		[
			'connectorNotAllowed',
			'Deze GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
		],
		[
			'connectorNotAllowed',
			'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.',
		],
		[
			'connectorNotAllowed',
			'GetConnector not supported for this app or the user is not authorized',
		],
		['unknownField', "Connector-veld 'Naam' niet gevonden"],
		['unknownField', "Connector field 'Naam' not found"],
		['serverTimeout', 'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.'],
		['serverTimeout', 'The maximum duration for performing the assignment has been exceeded.'],
		['serverTimeout', 'Command timeout expired.'],
		['outOfMemory', 'Out of String space'],
		['outOfMemory', 'Out of memory'],
		['locked', 'De boeking is vergrendeld door een andere gebruiker.'],
		['locked', 'The record is locked by another user.'],
		['locked', 'Deze regel is geblokkeerd door gebruiker 12345.jansen.'],
		['locked', 'Deze medewerker is momenteel geblokkeerd door Profit.'],
		['locked', 'Lock request time out period exceeded.'],
		['functional', 'Artikel 1006 is geblokkeerd'],
		['functional', 'Er is een onverwachte fout opgetreden.'],
		['functional', "Date '1-11-2024' belongs to a blocked period"],
	])('tells %s from "%s"', (kind, externalMessage) => {
		expect(failureOf({ body: { externalMessage } }).details.kind).toBe(kind);
	});

	it('copes with a body that says nothing', () => {
		expect(failureOf({ body: {} }).details.kind).toBe('unexplained');
		expect(failureOf({ body: { externalMessage: ' ' } }).details.kind).toBe('unexplained');
		expect(failureOf({ body: undefined }).details.kind).toBe('unexplained');
	});
});

describe('words that stand elsewhere', () => {
	it.each([
		[400, { message: 'Invalid json' }, 'AFAS refused the request (400): Invalid json'],
		[
			400,
			{ Message: 'The request is invalid.' },
			'AFAS refused the request (400): The request is invalid.',
		],
		[405, { Message: 'Not for POST' }, 'AFAS refused the request (405): Not for POST'],
		[400, { error: { message: 'Too deep' } }, 'AFAS refused the request (400): Too deep'],
		[
			400,
			{ error: 'invalid_request', error_description: 'Parameter twice' },
			'AFAS refused the request (400): Parameter twice',
		],
		[400, { error: 'invalid_request' }, 'AFAS refused the request (400): invalid_request'],
		[
			400,
			{ title: 'Bad Request', detail: 'No method' },
			'AFAS refused the request (400): No method',
		],
		[400, { externalMessage: 'Geen methode.' }, 'Geen methode.'],
		[
			500,
			{ Message: 'An error has occurred.' },
			'AFAS answered with status 500: An error has occurred.',
		],
		[500, { error: { Message: 'Oops' } }, 'AFAS answered with status 500: Oops'],
		[501, { message: 'Not here' }, 'AFAS answered with status 501: Not here'],
	])('%d %j', (status, body, message) => {
		expect(failureOf({ status, body }).message).toBe(message);
	});

	it.each([401, 403, 404, 413, 429, 503, 502, 504, 408, 521])(
		'a message of AFAS is the title of a %d, and the status follows',
		(status) => {
			const plain = failureOf({ status });
			const failure = failureOf({
				status,
				body: { externalMessage: 'Deze debiteur bestaat niet.', profitLogReference: reference },
			});
			expect(failure.message).toBe('Deze debiteur bestaat niet.');
			expect(failure.advice.startsWith(`${plain.message}. `)).toBe(true);
			expect(failure.advice).toContain(reference);
			expect(failure.details).toMatchObject({ kind: plain.details.kind, status });
		},
	);

	it.each([401, 403, 404, 413, 429, 503, 502, 504, 408])(
		'other words are quoted below the title of a %d',
		(status) => {
			const plain = failureOf({ status });
			const failure = failureOf({ status, body: { error: { message: 'Closed for today.' } } });
			expect(failure.message).toBe(plain.message);
			expect(failure.advice).toContain('The answer says: "Closed for today".');
			expect(failure.details.kind).toBe(plain.details.kind);
		},
	);

	it('a refusal in other words is no certain one of AFAS when it comes with 500', () => {
		const failure = failureOf({
			status: 500,
			body: { message: 'Deze regel is geblokkeerd door gebruiker x' },
		});
		expect(failure.details).toMatchObject({ kind: 'unexplained', externalMessage: undefined });
	});
});

describe('an answer of something on the way', () => {
	it.each([
		[400, '<!DOCTYPE html><html><body>Secret page</body></html>', 'a web page'],
		[500, '<html>Secret page</html>', 'a web page'],
		[503, '<html>Secret page</html>', 'a web page'],
		[502, '<html>Secret page</html>', 'a web page'],
		[521, 'Secret page', 'text that is not JSON'],
		[500, '<?xml version="1.0"?><Secret/>', 'text that is not JSON'],
	])('%d does not blame the credential and shows no page: %s', (status, body, what) => {
		const failure = failureOf({ status, body });
		expect(failure.message).toBe(`AFAS is out of reach: ${what} came in its place (${status})`);
		expect(failure.details.kind).toBe('gateway');
		expect(failure.advice).not.toMatch(/Environment|Domain ID|Base URL|credential|token|</);
		expect(failure.advice.includes('Secret page')).toBe(body === 'Secret page');
	});

	it.each([
		[403, 'addressRefused'],
		[414, 'notProfit'],
		[405, 'notProfit'],
	])('%d with a page is a refusal on the way', (status, kind) => {
		const failure = failureOf({ status, body: '<html>No</html>' });
		expect(failure.message).toBe(`Something between n8n and AFAS refuses the request (${status})`);
		expect(failure.details.kind).toBe(kind);
	});

	it('says that a proxy may take less', () => {
		expect(failureOf({ status: 413, body: '<html>' }).advice).toContain('A proxy');
		expect(failureOf({ status: 413 }).advice).not.toContain('A proxy');
	});

	it.each([
		[200, '{"rows":[{"Nummer":1},{"Nu'],
		[200, '[1, 2'],
		[500, '{"externalMessage":"Er is een onverwachte fout opgetr'],
	])('%d with half a JSON text broke off', (status, body) => {
		const failure = failureOf({ status, body });
		expect(failure.message).toBe(`The answer of AFAS broke off before it was complete (${status})`);
		expect(failure.details.kind).toBe('brokenOff');
		expect(failure.advice).not.toMatch(/credential|externalMessage/);
	});

	it('with 200 and a page may still be a wrong address', () => {
		const failure = failureOf({ status: 200, body: '<html>Sign in</html>' });
		expect(failure.details.kind).toBe('notProfit');
		expect(failure.advice).toContain("'Base URL'");
	});
});

describe('other statuses', () => {
	it.each([
		[302, 'redirected'],
		[401, 'unauthorised'],
		[403, 'addressRefused'],
		[404, 'notFound'],
		[413, 'tooLarge'],
		[429, 'throttled'],
		[502, 'gateway'],
		[503, 'maintenance'],
		[504, 'gateway'],
	])('%d is %s', (status, kind) => {
		const failure = failureOf({ status });
		expect(failure.details).toMatchObject({ kind, status });
		expect(failure.message).toContain(String(status));
		expect(failure.advice).toMatch(/\.$/);
	});

	it('gives other advice for a token than for OAuth', () => {
		expect(failureOf({ status: 401 }).advice).toContain('token was copied whole');
		expect(failureOf({ status: 401 }, 'oAuth2').advice).toContain('client secret');
	});

	it.each([
		[{ headers: { 'retry-after': '7200' } }, 7200],
		[{ body: { error: { code: '503' }, retry_after: 30 } }, 30],
		[{ headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, body: { retry_after: 5 } }, 5],
		[{ headers: { 'retry-after': '' } }, undefined],
		[{ body: '<html>' }, undefined],
	])('reads how long to wait from %j', (response, seconds) => {
		expect(failureOf({ status: 503, ...response }).details.retryAfter).toBe(seconds);
	});

	it.each([
		['Mon, 23 Nov 2026 12:00:30 GMT', 30],
		['Mon, 23 Nov 2026 11:59:00 GMT', 0],
		['soon', undefined],
		['-5', undefined],
		['99999999999999', undefined],
	])('reads a date as HTTP allows, and no nonsense: %s', (header, seconds) => {
		jest.useFakeTimers({ now: Date.UTC(2026, 10, 23, 12) });
		const failure = failureOf({ status: 503, headers: { 'retry-after': header } });
		jest.useRealTimers();
		expect(failure.details.retryAfter).toBe(seconds);
	});

	it.each([
		['7200', 'AFAS asks to wait 120 minutes, until 2026-07-01 16:01 Dutch time.'],
		['60', 'AFAS asks to wait 60 seconds, until 2026-07-01 14:02 Dutch time.'],
	])('says when to come back, on the clock that users see: %s', (header, text) => {
		jest.useFakeTimers({ now: Date.UTC(2026, 6, 1, 12, 0, 20) });
		const failure = failureOf({ status: 503, headers: { 'retry-after': header } });
		jest.useRealTimers();
		expect(failure.advice).toContain(text);
	});

	it('says the wait in minutes where that is shorter', () => {
		expect(failureOf({ status: 503, headers: { 'retry-after': '7200' } }).advice).toContain(
			'wait 120 minutes',
		);
		expect(failureOf({ status: 503, headers: { 'retry-after': '60' } }).advice).toContain(
			'wait 60 seconds',
		);
	});
});
