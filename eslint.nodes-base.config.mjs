// The second lint pass: eslint-plugin-n8n-nodes-base 2.x. `n8n-node lint` bundles 1.16.x of the same
// rules and insists on an untouched eslint.config.mjs, so the newer version runs from its own file.
import * as parser from '@typescript-eslint/parser';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

// The plugin still exports its configs in the pre-flat shape: only their rules can be used here.
const { community, credentials, nodes } = nodesBase.configs;
const plugins = { 'n8n-nodes-base': nodesBase };

export default [
	{
		files: ['package.json'],
		plugins,
		languageOptions: { parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: community.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		plugins,
		languageOptions: { parser },
		rules: {
			...credentials.rules,
			// Meant for n8n's own repository; n8n's verification scanner turns the same rules off.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins,
		languageOptions: { parser },
		rules: {
			...nodes.rules,
			// They demand string literals where n8n 2.x demands NodeConnectionTypes.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
];
