import {
	addressOf,
	AddressError,
	assertSameHost,
	isSameOrigin,
	resolveBaseUrl,
	type AddressInput,
	type Environment,
} from '../../nodes/Afas/profit/access/address';
import { HOSTILE_BASE_URLS, HOSTILE_DOMAIN_IDS } from '../credentials/hostileAddresses';

const hosted = (environment: Environment, domainId: string): AddressInput => ({
	environment,
	domainId,
	baseUrl: '',
});
const custom = (baseUrl: string): AddressInput => ({
	environment: 'custom',
	domainId: '',
	baseUrl,
});

describe('resolveBaseUrl for AFAS Online', () => {
	it.each<[Environment, string, string]>([
		['production', '12345', 'https://12345.rest.afas.online/ProfitRestServices'],
		['test', '12345', 'https://12345.resttest.afas.online/ProfitRestServices'],
		['accept', '12345', 'https://12345.restaccept.afas.online/ProfitRestServices'],
		['course', '12345', 'https://12345.restcursus.afas.online/ProfitRestServices'],
		['production', '123456', 'https://123456.rest.afas.online/ProfitRestServices'],
		['production', 'O12345AA', 'https://12345.rest.afas.online/ProfitRestServices'],
		['production', 'o12345aa', 'https://12345.rest.afas.online/ProfitRestServices'],
		['production', 'O12345', 'https://12345.rest.afas.online/ProfitRestServices'],
		['production', '12345AA', 'https://12345.rest.afas.online/ProfitRestServices'],
		['test', 'T12345AB', 'https://12345.resttest.afas.online/ProfitRestServices'],
		['accept', 'A123456AC', 'https://123456.restaccept.afas.online/ProfitRestServices'],
		['course', '12345AA', 'https://12345.restcursus.afas.online/ProfitRestServices'],
		['production', ' \t12345\n', 'https://12345.rest.afas.online/ProfitRestServices'],
		['production', '\u00a012345\ufeff', 'https://12345.rest.afas.online/ProfitRestServices'],
	])('%s with %j', (environment, domainId, expected) => {
		expect(resolveBaseUrl(hosted(environment, domainId))).toBe(expected);
	});

	it.each<[Environment, string, string, string]>([
		['production', 'T12345AA', 'Test', 'Production'],
		['production', 'a12345aa', 'Accept', 'Production'],
		['test', 'O12345AA', 'Production', 'Test'],
		['accept', 'T12345AA', 'Test', 'Accept'],
		['course', 'O12345AA', 'Production', 'Course'],
	])('%s refuses %s and names both environments', (environment, domainId, meant, chosen) => {
		const error = refusal(hosted(environment, domainId));
		expect(error.message).toContain(`means the ${meant} environment`);
		expect(error.message).toContain(`set to ${chosen}`);
		expect(error.advice).toContain("'Environment'");
	});

	it.each(['', 'live', 'Production', 'constructor', '__proto__', 'toString'])(
		'refuses the environment %j',
		(environment) => {
			const error = refusal(hosted(environment as Environment, '12345'));
			expect(error.message).toMatch(/environment/);
		},
	);

	it.each<[string, RegExp]>([
		['', /is empty/],
		['https://12345.rest.afas.online', /is a URL/],
		['12345.jansen', /not a number of 5 or 6 digits/],
	])('says what is wrong with %j', (domainId, message) => {
		expect(refusal(hosted('production', domainId)).message).toMatch(message);
	});

	it('never repeats what was typed, which may be a secret', () => {
		const pasted = 'A1B2C3D4E5F60718';
		for (const input of [hosted('production', pasted), custom(pasted), custom(`${pasted}@`)]) {
			const error = refusal(input);
			expect(`${error.message} ${error.advice}`).not.toContain(pasted);
		}
	});
});

describe('resolveBaseUrl for a custom URL', () => {
	it.each([
		['https://gateway.example.com/ProfitRestServices'],
		['https://gateway.example.com:8443/ProfitRestServices'],
		['https://gateway.example.com/afas/v1.0/ProfitRestServices'],
		['https://afas_gateway/ProfitRestServices'],
		['https://10.1.2.3/ProfitRestServices'],
		['https://xn--gteway-bua.example.com/ProfitRestServices'],
		['http://localhost:5678/ProfitRestServices'],
		['http://127.0.0.1:5678/ProfitRestServices'],
		['http://127.8.9.255/ProfitRestServices'],
		['http://[::1]:5678/ProfitRestServices'],
	])('keeps %s', (url) => {
		expect(resolveBaseUrl(custom(url))).toBe(url);
	});

	it.each([
		[
			'https://gateway.example.com/ProfitRestServices/',
			'https://gateway.example.com/ProfitRestServices',
		],
		[
			'  https://gateway.example.com/ProfitRestServices\n',
			'https://gateway.example.com/ProfitRestServices',
		],
		[
			'HTTPS://Gateway.Example.COM/profitrestservices',
			'https://gateway.example.com/profitrestservices',
		],
		[
			'https://gateway.example.com:443/ProfitRestServices',
			'https://gateway.example.com/ProfitRestServices',
		],
	])('makes of %j: %s', (typed, expected) => {
		expect(resolveBaseUrl(custom(typed))).toBe(expected);
	});

	it.each<[string, RegExp]>([
		['', /is empty/],
		['https://gate way.example.com/ProfitRestServices', /a space, an accent or an invisible/],
		['https://gate\tway.example.com/ProfitRestServices', /a space, an accent or an invisible/],
		['https://g\u00e4teway.example.com/ProfitRestServices', /a space, an accent or an invisible/],
		['https://gateway.example.com\\ProfitRestServices', /backslash/],
		['gateway.example.com/ProfitRestServices', /does not start with https:/],
		['https://me:secret@gateway.example.com/ProfitRestServices', /user name or an @/],
		['https://gateway.example.com/ProfitRestServices?a=1', /query/],
		['https://gateway.example.com/ProfitRestServices#a', /fragment/],
		['http://gateway.example.com/ProfitRestServices', /http, which is only allowed/],
		['https://gateway.example.com/afas', /does not end in \/ProfitRestServices/],
		['https://gateway.example.com:99999/ProfitRestServices', /a host, a port or a path/],
	])('says what is wrong with %j', (typed, message) => {
		expect(refusal(custom(typed)).message).toMatch(message);
	});

	it('judges a very long URL without hanging', () => {
		const started = Date.now();
		for (const unit of ['a', '-', 'a.', '/a', '1', '.']) {
			refusal(custom(`https://x${unit.repeat(50_000)}!/ProfitRestServices`));
		}
		expect(Date.now() - started).toBeLessThan(1000);
	});
});

describe('hostile values', () => {
	it.each(HOSTILE_DOMAIN_IDS)('the domain ID %j is refused in every environment', (domainId) => {
		for (const environment of ['production', 'test', 'accept', 'course'] as const) {
			expect(refusal(hosted(environment, domainId)).advice).not.toBe('');
		}
	});

	it.each(HOSTILE_BASE_URLS)('the base URL %j is refused', (baseUrl) => {
		expect(refusal(custom(baseUrl)).advice).not.toBe('');
	});

	// Every character at every place where it could end the host name.
	it('no character leads to another host than the one shown', () => {
		for (let code = 0; code <= 0xffff; code++) {
			const character = String.fromCharCode(code);
			for (const domainId of [`12345${character}evil`, `${character}12345`, `123${character}45`]) {
				const url = resolved(hosted('production', domainId));
				if (url !== undefined) {
					expect(new URL(url).host).toMatch(/^[0-9]{5,6}\.rest\.afas\.online$/);
					expect(domainId).toContain(new URL(url).host.split('.')[0]);
				}
			}
			const shown = `https://gate${character}way.example.com/ProfitRestServices`;
			const url = resolved(custom(shown));
			if (url !== undefined) expect(url.toLowerCase()).toBe(shown.toLowerCase());
		}
	});
});

describe('addressOf', () => {
	it('reads the fields of a credential, whatever their type', () => {
		expect(addressOf({ environment: 'test', domainId: 12345, token: 'x' })).toEqual({
			environment: 'test',
			domainId: '12345',
			baseUrl: '',
		});
		expect(resolveBaseUrl(addressOf({ environment: 'test', domainId: 12345 }))).toBe(
			'https://12345.resttest.afas.online/ProfitRestServices',
		);
	});
});

describe('the guard before signing', () => {
	const base = 'https://12345.rest.afas.online/ProfitRestServices';

	it.each([
		`${base}/metainfo`,
		'https://12345.rest.afas.online/other',
		'https://12345.REST.afas.online:443/ProfitRestServices',
	])('lets %s through', (url) => {
		expect(isSameOrigin(url, base)).toBe(true);
		expect(() => assertSameHost(url, base)).not.toThrow();
	});

	it.each([
		'http://12345.rest.afas.online/ProfitRestServices',
		'https://12345.rest.afas.online:8443/ProfitRestServices',
		'https://12345.resttest.afas.online/ProfitRestServices',
		'https://12346.rest.afas.online/ProfitRestServices',
		'https://12345.rest.afas.online.evil.example/ProfitRestServices',
		'https://evil.example/https://12345.rest.afas.online',
		'https://12345.rest.afas.online@evil.example/',
		'https://me@12345.rest.afas.online/',
		'https:\\\\evil.example/',
		'//12345.rest.afas.online/metainfo',
		'/metainfo',
		'unusable:',
		'',
	])('stops %j', (url) => {
		expect(isSameOrigin(url, base)).toBe(false);
		expect(() => assertSameHost(url, base)).toThrow(AddressError);
	});

	it('never takes two unusable addresses for the same host', () => {
		expect(isSameOrigin('unusable:', 'unusable:')).toBe(false);
		expect(isSameOrigin('', '')).toBe(false);
		expect(isSameOrigin('file:///a', 'file:///b')).toBe(false);
		expect(isSameOrigin('unusable://a', 'unusable://b')).toBe(false);
	});
});

function refusal(input: AddressInput): AddressError {
	try {
		resolveBaseUrl(input);
	} catch (error) {
		expect(error).toBeInstanceOf(AddressError);
		return error as AddressError;
	}
	throw new Error(`${JSON.stringify(input)} was accepted.`);
}

function resolved(input: AddressInput): string | undefined {
	try {
		return resolveBaseUrl(input);
	} catch {
		return undefined;
	}
}
