import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import {
	addressProperties,
	domainRestrictionProperties,
	serviceUrlExpression,
} from './addressProperties';
import { testRules } from './testRules';

/**
 * A date, no secret, though its name makes n8n's rule for passwords think so: n8n would hide a password
 * from the editor, which is to show the date.
 */
const secretEndsProperty: INodeProperties = {
	displayName: 'Secret Ends On',
	name: 'secretEnds',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	displayOptions: { show: { clientCredentialType: ['clientSecret'] } },
	description:
		'The date on which the secret ends, as Profit shows it in the settings of the App Connector. AFAS does not tell n8n. With it, nodes warn from 30 days before. Optional.',
};

/**
 * OAuth 2 on an App Connector of AFAS Profit. n8n's own `oAuth2Api` asks for tokens, signs client
 * assertions, refreshes and logs users in; this class says where and how.
 *
 * n8n signs OAuth requests itself and never calls `authenticate` here: who sends requests with this
 * credential keeps them on the host of the credential and adds the `IntegrationId` header.
 */
export class AfasOAuth2Api implements ICredentialType {
	name = 'afasOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'AFAS OAuth2 API';

	icon: Icon = { light: 'file:../icons/afas.svg', dark: 'file:../icons/afas.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas#credentials';

	properties: INodeProperties[] = [
		...addressProperties,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'Signs in as the user of the App Connector, with nobody at the keyboard',
				},
				{
					name: 'User Login (PKCE)',
					value: 'pkce',
					description: 'A user logs in to AFAS and connects, again every 30 days',
				},
			],
			default: 'clientCredentials',
			description: 'How n8n gets access to AFAS',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description:
				'The client ID of the App Connector. Find it in AFAS under General > Management > App connector (Algemeen > Beheer > App connector).',
		},
		{
			displayName: 'Authentication',
			name: 'clientCredentialType',
			type: 'options',
			options: [
				{ name: 'Certificate', value: 'certificate' },
				{ name: 'Client Secret', value: 'clientSecret' },
			],
			default: 'clientSecret',
			description: 'How n8n proves to AFAS that it is this client',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { clientCredentialType: ['clientSecret'] } },
			description:
				'The secret that AFAS showed when the client was made. It ends on the date that Profit shows in the settings of the App Connector.',
		},
		secretEndsProperty,
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			displayOptions: { show: { clientCredentialType: ['certificate'] } },
			description:
				'The RSA private key that belongs to the certificate, as PEM text from -----BEGIN PRIVATE KEY----- up to and including -----END PRIVATE KEY-----',
		},
		{
			displayName: 'Certificate',
			name: 'certificate',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			displayOptions: { show: { clientCredentialType: ['certificate'] } },
			description:
				'The certificate that was uploaded to the App Connector, as PEM text from -----BEGIN CERTIFICATE----- up to and including -----END CERTIFICATE-----',
		},
		// Hidden on purpose: n8n discards stored values of hidden OAuth URLs, so these are the only ones.
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: serviceUrlExpression('$self', '/oauth/authorize'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: serviceUrlExpression('$self', '/oauth/token'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
		...domainRestrictionProperties,
	];

	/** n8n runs this for client credentials only; a user login has a Connect button instead. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: serviceUrlExpression('$credentials', ''),
			url: '/metainfo',
			disableFollowRedirect: true,
		},
		rules: testRules('oAuth2'),
	};
}
