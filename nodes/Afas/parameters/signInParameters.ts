import type { INodeCredentialDescription } from 'n8n-workflow';
import { choiceProperty } from './choiceProperty';

/** The credentials with which a node signs in to AFAS; {@link authenticationProperty} chooses. */
export const signInCredentials: INodeCredentialDescription[] = [
	{
		name: 'afasApi',
		required: true,
		displayOptions: { show: { authentication: ['token'] } },
	},
	{
		name: 'afasOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];

/** How a node signs in to AFAS. Switching it changes nothing else. */
export const authenticationProperty = choiceProperty({
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'OAuth2', value: 'oAuth2' },
		{ name: 'Token', value: 'token' },
	],
	default: 'token',
	description:
		'How to sign in to AFAS. Tokens from before September 2026 end on 1 May 2027, and all others on 31 August 2027; OAuth2 stays.',
});
