import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import {
	addressProperties,
	domainRestrictionProperties,
	serviceUrlExpression,
} from './addressProperties';
import { signRequest } from './signRequest';
import { testRules } from './testRules';

/** An App Connector token of AFAS Profit (a "classic" token; none works after 31 August 2027). */
export class AfasApi implements ICredentialType {
	name = 'afasApi';

	displayName = 'AFAS API';

	icon: Icon = { light: 'file:../icons/afas.svg', dark: 'file:../icons/afas.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas#credentials';

	properties: INodeProperties[] = [
		...addressProperties,
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. <token><version>1</version><data>...</data></token>',
			description:
				'The token of a user of an App Connector, in any form you have it. Create one in AFAS under General > Management > App connector (Algemeen > Beheer > App connector). AFAS shows it only once.',
		},
		...domainRestrictionProperties,
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		signRequest(credentials, requestOptions);

	test: ICredentialTestRequest = {
		request: {
			baseURL: serviceUrlExpression('$credentials', ''),
			url: '/metainfo',
			disableFollowRedirect: true,
		},
		rules: testRules('token'),
	};
}
