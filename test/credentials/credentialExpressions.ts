import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeTypes,
} from 'n8n-workflow';

const node: INode = {
	id: '1',
	name: 'Credential',
	type: 'test.credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const nodeTypes = {
	getByName: () => undefined,
	getByNameAndVersion: () => ({ description: { properties: [] } }),
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });

/**
 * The fields of a credential as n8n decrypts them: defaults filled in, hidden fields kept, and every
 * expression evaluated with the other fields as `$self` (n8n's `applyDefaultsAndOverwrites`).
 */
export function decrypted(
	type: ICredentialType,
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const withDefaults = NodeHelpers.getNodeParameters(
		type.properties,
		stored as IDataObject as INode['parameters'],
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
	return workflow.expression.getComplexParameterValue(
		node,
		withDefaults as INode['parameters'],
		'internal',
		{},
		undefined,
		undefined,
		withDefaults,
	) as ICredentialDataDecryptedObject;
}

/** The base URL of a credential test as n8n's RoutingNode evaluates it. */
export function testBaseUrl(
	type: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
): unknown {
	return workflow.expression.getSimpleParameterValue(
		node,
		type.test?.request.baseURL ?? '',
		'internal',
		{ $credentials: credentials },
	);
}
