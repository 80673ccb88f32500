import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** The password of a webhook in Profit, with which Profit signs its notifications. */
export class AfasWebhookApi implements ICredentialType {
	name = 'afasWebhookApi';

	displayName = 'AFAS Webhook API';

	icon: Icon = { light: 'file:../icons/afas.svg', dark: 'file:../icons/afas.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Password',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The password of the webhook, exactly as in Profit: General > Management > App connector > tab Webhooks. Profit does not show it again; with Actions > Change password you set another one.',
		},
	];
}
