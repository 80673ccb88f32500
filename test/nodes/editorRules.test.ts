import type { INodeCredentialDescription, INodeTypeDescription } from 'n8n-workflow';
import { Afas } from '../../nodes/Afas/Afas.node';
import { AfasTrigger } from '../../nodes/Afas/AfasTrigger.node';
import { AfasWebhookTrigger } from '../../nodes/Afas/AfasWebhookTrigger.node';

/**
 * What the panel of nodes says under a name. A node and its trigger are one entry, with the text of the
 * trigger (`generateMergedNodesAndActions` in n8n's editor, 2.41.1).
 */
function textInPanel(node: INodeTypeDescription, trigger: INodeTypeDescription): string {
	return trigger.name === `${node.name}Trigger` ? trigger.description : node.description;
}

const DESCRIPTIONS = [new Afas(), new AfasTrigger(), new AfasWebhookTrigger()].map(
	({ description }) => description,
);

/**
 * Parameters that n8n's editor never shows, because whether a field of the sign-in is there depends on
 * them (`isAuthRelatedParameter` in n8n's editor, 2.41.1).
 */
function hiddenByTheEditor({ credentials = [], properties }: INodeTypeDescription): string[] {
	const signIn = new Set(credentials.flatMap((one) => Object.keys(one.displayOptions?.show ?? {})));
	return properties
		.filter(({ name }) => signIn.has(name))
		.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
}

/**
 * Whether the editor lists all credentials of the sign-in for this one, and no others, in a node with a
 * parameter `authentication` (`isRequiredCredential` in n8n's editor, 2.41.1).
 */
function listsSignInCredentials({ displayOptions }: INodeCredentialDescription): boolean {
	return displayOptions?.show === undefined || 'authentication' in displayOptions.show;
}

/** The panel of nodes makes an entry of each option of the first parameter with one of these names. */
const EVENT_NAMES = ['event', 'events', 'trigger on'];

describe("n8n's panel of nodes", () => {
	it('tells under AFAS what the node does, and what its trigger does', () => {
		const text = textInPanel(new Afas().description, new AfasTrigger().description);
		expect(text).toMatch(/^Read and write data in AFAS Profit\b/);
		expect(text).toMatch(/\bstart workflows\b/);
	});
});

describe("n8n's editor and the form of a record", () => {
	// Without it, n8n says in red that AFAS has no fields.
	it('asks for an UpdateConnector before there is one', () => {
		const form = new Afas().description.properties.find(({ name }) => name === 'fields');
		expect(form?.typeOptions?.resourceMapper?.noFieldsError).toMatch(/^Choose an UpdateConnector/);
	});
});

describe.each(DESCRIPTIONS)("n8n's editor and the node $displayName", (description) => {
	it('hides no parameter of it', () => {
		expect(hiddenByTheEditor(description)).toEqual([]);
	});

	it('lists only the credentials of the sign-in where the sign-in is chosen', () => {
		const listed = description.credentials?.filter(listsSignInCredentials) ?? [];
		const names = new Set(listed.map(({ name }) => name));
		expect(names).toEqual(new Set(['afasApi', 'afasOAuth2Api']));
	});

	it('says for each credential what it is for, when there are several at once', () => {
		const { credentials = [] } = description;
		const hasOthers = !credentials.every(listsSignInCredentials);
		const labels = credentials.map(({ displayName }) => displayName);
		expect(labels.every((label) => (label !== undefined) === hasOthers)).toBe(true);
	});

	it('makes no entries in the panel of what a parameter that is not shown yet decides', () => {
		const events = description.properties.find(({ displayName }) =>
			EVENT_NAMES.includes(displayName.toLowerCase()),
		);
		expect(events?.displayOptions).toBeUndefined();
	});
});
