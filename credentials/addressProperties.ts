import type { INodeProperties } from 'n8n-workflow';
import {
	CUSTOM_BASE_URL_PATTERN,
	DOMAIN_ID_PATTERN,
	HOSTED_ENVIRONMENTS,
	SERVICE_PATH,
} from '../nodes/Afas/profit/access/address';

/** The fields, shared by all AFAS credentials, that say where Profit is and on whose behalf. */
export const addressProperties: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Accept', value: 'accept', description: 'Gets new versions of Profit first' },
			{ name: 'Course', value: 'course', description: 'For AFAS training (cursus)' },
			{
				name: 'Custom URL',
				value: 'custom',
				description: 'A gateway of your own in front of AFAS',
			},
			{ name: 'Production', value: 'production', description: 'The data you work with every day' },
			{ name: 'Test', value: 'test', description: 'Usually a copy of production' },
		],
		default: 'production',
		description:
			'The AFAS environment to work with. A token or client belongs to one environment and is refused by the others.',
	},
	{
		displayName: 'Domain ID',
		name: 'domainId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 12345',
		displayOptions: { hide: { environment: ['custom'] } },
		description:
			'Your participant number at AFAS (deelnemernummer): the number at the start of the address of your AFAS environment, also found in an environment code such as O12345AA',
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://gateway.example.com/ProfitRestServices',
		displayOptions: { show: { environment: ['custom'] } },
		description:
			'The full address of the Profit REST service behind your gateway, up to and including /ProfitRestServices. It must start with https://, except on this computer itself.',
	},
	{
		displayName: 'Integration ID',
		name: 'integrationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345_123456, only for AFAS partners',
		description:
			'Only for AFAS partners: the ID that AFAS gave to your integration. Leave it empty if you are not a partner.',
	},
];

/**
 * What an expression yields where the address cannot be used: a URL scheme without a host, so that no
 * HTTP client can send anything anywhere. n8n refuses the scheme and names it in its message
 * ("Unsupported protocol ..."), which is the only way to say something from inside an expression.
 */
export const UNUSABLE = {
	hosted: 'unusable-afas-address-check-domain-id-and-environment:',
	custom: 'unusable-afas-address-check-base-url:',
} as const;

/** The variable that holds a credential's fields: in its own fields, or in its credential test. */
type CredentialVariable = '$self' | '$credentials';

/**
 * An n8n expression for a URL below the base URL of the credential. n8n evaluates hidden OAuth URLs
 * and the URL of a credential test as expressions, which cannot import `resolveBaseUrl`; the same
 * patterns are written into the expression instead.
 *
 * @param path what follows the base URL, such as `/oauth/token`.
 */
export function serviceUrlExpression(credential: CredentialVariable, path: string): string {
	return `={{ ${baseUrlSource(credential)} + "${path}" }}`;
}

/**
 * Fields that keep n8n's own nodes, such as HTTP Request, from sending the credential to another host
 * than its own. n8n enforces them, for OAuth credentials too, which have no `authenticate` of their
 * own; hidden, because there is nothing to choose.
 */
export const domainRestrictionProperties: INodeProperties[] = [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'hidden',
		default: 'domains',
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'hidden',
		// Never empty: n8n would report the empty list instead of what is wrong with the address.
		default: `={{ (${baseUrlSource('$self')}.match(/^https?:\\/\\/(\\[::1\\]|[^\\/:]+)/i) ?? ["", "unusable.invalid"])[1].toLowerCase() }}`,
	},
];

/** The base URL as the source text of a JavaScript expression. */
function baseUrlSource(credential: CredentialVariable): string {
	const hosts = Object.entries(HOSTED_ENVIRONMENTS).map(([environment, { service, letter }]) => [
		environment,
		[service, letter],
	]);
	const fields = ['environment', 'domainId', 'baseUrl']
		.map((name) => `String(${credential}["${name}"] ?? "").trim()`)
		.join(', ');
	return `((environment, domainId, baseUrl) => {
		if (environment === "custom") {
			return ${CUSTOM_BASE_URL_PATTERN.toString()}.test(baseUrl) ? baseUrl.replace(/\\/$/, "") : "${UNUSABLE.custom}";
		}
		const host = new Map(${JSON.stringify(hosts)}).get(environment);
		const parts = domainId.match(${DOMAIN_ID_PATTERN.toString()});
		if (!host || !parts || (parts[1] && parts[1].toUpperCase() !== host[1])) return "${UNUSABLE.hosted}";
		return "https://" + parts[2] + "." + host[0] + ".afas.online${SERVICE_PATH}";
	})(${fields})`;
}
