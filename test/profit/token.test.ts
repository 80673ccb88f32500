import { normaliseToken, TokenError } from '../../nodes/Afas/profit/access/token';

const DATA = 'A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90';
const XML = `<token><version>1</version><data>${DATA}</data></token>`;
const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
	Buffer.from(text, encoding).toString('base64');
const EXPECTED = `AfasToken ${base64(XML)}`;

describe('normaliseToken', () => {
	it.each<[string, string]>([
		['the whole XML text', XML],
		['white space around it', `  \r\n\t${XML}\r\n `],
		['line breaks and indents inside', XML.replace(/></g, '>\r\n\t <')],
		['a line break inside the data', XML.replace('718293', '718\n293')],
		['non-breaking spaces', `\u00a0${XML.replace('<data>', '\u00a0<data>\u00a0')}\u00a0`],
		['a byte order mark', `\ufeff${XML}`],
		['zero-width spaces inside', XML.replace('<data>', '\u200b<data>\u200b')],
		['straight quotes', `"${XML}"`],
		['smart quotes', `\u201c${XML}\u201d`],
		['an XML declaration', `<?xml version="1.0"?>\n${XML}`],
		['upper-case tags', XML.replace(/(<\/?)(\w+)/g, (_, open, name) => open + name.toUpperCase())],
		['escaped XML', XML.replace(/</g, '&lt;').replace(/>/g, '&gt;')],
		['twice escaped XML', XML.replace(/</g, '&amp;lt;').replace(/>/g, '&amp;gt;')],
		['numerically escaped XML', XML.replace(/</g, '&#60;').replace(/>/g, '&#x3E;')],
		['the answer of OtpValidation', JSON.stringify({ token: `${XML}\r\n` })],
		['JSON with escaped slashes', `{"token":"${XML.replace(/\//g, '\\/')}"}`],
		['JSON with unicode escapes', XML.replace(/</g, '\\u003c').replace(/>/g, '\\u003e')],
		['only the data', DATA],
		['only the data, quoted', `'${DATA}'`],
		['only the data, over two lines', `${DATA.slice(0, 32)}\n${DATA.slice(32)}`],
		['Base64', base64(XML)],
		['Base64 without padding', base64(XML).replace(/=+$/, '')],
		['URL-safe Base64', Buffer.from(XML).toString('base64url')],
		['Base64 over several lines', base64(XML).replace(/(.{40})/g, '$1\r\n')],
		['Base64 of XML with a line break', base64(`${XML}\r\n`)],
		['Base64 of UTF-16 text', base64(XML, 'utf16le')],
		['Base64 of only the data', base64(DATA)],
		['Base64 twice', base64(base64(XML))],
		['Base64 three times', base64(base64(base64(XML)))],
		['the header value', EXPECTED],
		['the header value in lower case', EXPECTED.replace('AfasToken', 'afastoken')],
		['the whole header', `Authorization: ${EXPECTED}`],
		['the prefix before XML', `AfasToken ${XML}`],
		['the prefix before the data', `AfasToken ${DATA}`],
		['Base64 of the header value', base64(EXPECTED)],
		['the prefix in quotes', `"${EXPECTED}"`],
	])('understands %s', (_, pasted) => {
		expect(normaliseToken(pasted)).toBe(EXPECTED);
	});

	it('keeps the data and the version as they are', () => {
		const header = normaliseToken('<token><version>2</version><data>older-60_x/Y+z</data></token>');
		expect(Buffer.from(header.replace('AfasToken ', ''), 'base64').toString()).toBe(
			'<token><version>2</version><data>older-60_x/Y+z</data></token>',
		);
	});

	it('accepts the 60 characters of older tokens, in lower case too', () => {
		const older = DATA.slice(0, 60).toLowerCase();
		expect(Buffer.from(normaliseToken(older).slice(10), 'base64').toString()).toContain(older);
	});

	it('is stable when applied twice', () => {
		expect(normaliseToken(normaliseToken(XML))).toBe(EXPECTED);
	});

	it('gives one line of printable ASCII', () => {
		expect(normaliseToken(XML)).toMatch(/^AfasToken [A-Za-z0-9+/]+=*$/);
	});
});

describe('normaliseToken refuses', () => {
	// Words that the advice uses for everyone, whatever was pasted.
	const ADVICE_WORDS = ['token', '/token', 'version', 'Bearer'];
	const secret = 'q8Z~Kx2vR7pLmN4tYw9BdF1hJ3sC6gQe';
	it.each<[string, string, RegExp]>([
		['nothing', '', /is empty/],
		['white space', ' \n\u00a0\ufeff', /is empty/],
		['only the prefix', 'AfasToken ', /is empty/],
		['empty quotes', '""', /is empty/],
		['a client secret', secret, /not an App Connector token/],
		['an API key', DATA.slice(0, 32), /API key/],
		['a client ID', '0f8fad5b-d9cb-469f-a165-70867728950e', /client ID/],
		['an OAuth access token', `eyJhbGciOiJSUzI1NiJ9.${base64('{"sub":"1"}')}.c2ln`, /OAuth/],
		['a bearer header', 'Bearer opaque-access-token', /OAuth/],
		['a token without data', '<token><version>1</version><data></data></token>', /not an App/],
		['a token cut short', XML.slice(0, 60), /not an App Connector token/],
		['Base64 of something else', base64('just some text'), /not an App Connector token/],
		['Base64 wrapped five times', [1, 2, 3, 4, 5].reduce((text) => base64(text), XML), /not an/],
		['a user name', '12345.jansen', /not an App Connector token/],
	])('%s', (_, pasted, message) => {
		const error = errorOf(() => normaliseToken(pasted));
		expect(error).toBeInstanceOf(TokenError);
		expect(error.message).toMatch(message);
		expect((error as TokenError).advice).not.toBe('');
		for (const part of pasted.match(/[\w+/~-]{6,}/g) ?? []) {
			if (!ADVICE_WORDS.includes(part)) {
				expect(`${error.message} ${(error as TokenError).advice}`).not.toContain(part);
			}
		}
	});

	it('a very long text without hanging', () => {
		const started = Date.now();
		for (const unit of [' ', '"', '<data>', 'A', '&amp;', 'é']) {
			const error = errorOf(() =>
				normaliseToken(`x${unit.repeat(Math.floor(3_990 / unit.length))}!`),
			);
			expect(error).toBeInstanceOf(TokenError);
		}
		expect(Date.now() - started).toBeLessThan(5_000);
		expect(errorOf(() => normaliseToken('A'.repeat(5_000))).message).toMatch(/too long/);
	});
});

function errorOf(act: () => unknown): Error {
	try {
		act();
	} catch (error) {
		return error as Error;
	}
	throw new Error('Nothing was thrown.');
}
