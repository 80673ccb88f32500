import { errorWords } from '../../../nodes/Afas/profit/exchange/errorWords';

const DATA = '0123456789ABCDEF'.repeat(4);
const TOKEN = `<token><version>1</version><data>${DATA}</data></token>`;
const BASE64 = Buffer.from(TOKEN).toString('base64');

test.each([
	[{ externalMessage: 'General message: Nee.' }, { externalMessage: 'Nee.' }],
	[{ ExternalMessage: 'Nee.' }, { externalMessage: 'Nee.' }],
	[
		{ externalMessage: 'Nee.', message: 'No.' },
		{ externalMessage: 'Nee.', other: 'No.' },
	],
	[{ externalMessage: ' ', Message: 'No.' }, { other: 'No.' }],
	[{ error: 'server_error' }, { other: 'server_error' }],
	[{ error: { code: '503', message: 'Closed' }, retry_after: 5 }, { other: 'Closed' }],
	[{ error: { code: '', message: { lang: 'nl', value: 'Nee.' } } }, { other: 'Nee.' }],
	[{ 'odata.error': { code: '', message: { lang: 'nl', value: 'Nee.' } } }, { other: 'Nee.' }],
	[{ error: { code: '', message: { lang: 'nl' } } }, {}],
	[{ message: { text: 'No.' } }, {}],
	[{ message: 5 }, {}],
	[['No.'], {}],
	[{}, {}],
	[undefined, {}],
	['upstream connect error', { other: 'upstream connect error' }],
	['<html>No</html>', {}],
	['{"message":"half', {}],
	[{ message: '<!DOCTYPE html><p>No</p>' }, {}],
	[{ message: '<p>No <b>entry</b></p><script>alert(1)</script>' }, { other: 'No entry' }],
	[
		{ externalMessage: "Waarde '<leeg>' mag niet (1 < 2)\r\n bij A" },
		{ externalMessage: "Waarde '<leeg>' mag niet (1 < 2) bij A" },
	],
])('%j', (body, words) => {
	expect(errorWords(body)).toEqual(words);
});

test.each([
	`Authorization: AfasToken ${BASE64}`,
	`Authorization: Bearer abcDEF123.456-789_xyz`,
	`Wrong token ${TOKEN}`,
	`Wrong token ${DATA}`,
	`Wrong ${BASE64}`,
	'client_secret=abcDEF123456789&grant_type=x',
	'{"access_token":"abcDEF123456789"}',
	'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123456789',
])('no secret is shown: %s', (message) => {
	for (const body of [{ externalMessage: message }, { message }, message]) {
		const shown = JSON.stringify(errorWords(body));
		expect(shown).not.toMatch(/abcDEF123|0123456789ABCDEF|PHRva2Vu/);
	}
});

test('words that look like a secret and are none stay', () => {
	const externalMessage =
		"Het token is verlopen. Basic administratiegegevens: 'B8213AF1C3C54E579686406A8DE71C6C'";
	expect(errorWords({ externalMessage })).toEqual({ externalMessage });
});

test('a long text is cut', () => {
	expect(errorWords({ message: 'x'.repeat(5_000) }).other).toHaveLength(1_001);
	expect(errorWords('x'.repeat(5_000)).other).toHaveLength(200);
});
