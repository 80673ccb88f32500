import { type INode, type IPollFunctions, NodeApiError } from 'n8n-workflow';
import { requestFailure } from '../../nodes/Afas/transport/requestFailure';

const context = {} as IPollFunctions;

const failed = (code: string, syscall: string) =>
	requestFailure({ cause: Object.assign(new Error(code), { code, syscall }) }, 'host', context);

describe('a request without an answer', () => {
	it.each(['EHOSTUNREACH', 'ENETUNREACH'])('did not arrive when connecting fails with %s', (code) =>
		expect(failed(code, 'connect')).toMatchObject({ kind: 'refused', didNotArrive: true }),
	);

	it.each([
		['EHOSTUNREACH', 'read'],
		['ENETUNREACH', 'write'],
		['ECONNRESET', 'read'],
	])('may have arrived after %s in %s', (code, syscall) =>
		expect(failed(code, syscall)).toMatchObject({ kind: 'broken', didNotArrive: false }),
	);
});

describe('a refused sign-in of which older versions of n8n keep only a text', () => {
	const node = { name: 'AFAS', type: 'n8n-nodes-afas.afas' } as INode;

	const kinds = [
		['Client authentication failed (e.g., unknown client).', 'client'],
		['The provided authorization grant is invalid or expired.', 'loginEnded'],
		['The client is not authorized to request a code.', 'wrongEnvironment'],
		['Something else.', 'other'],
	] as const;

	const failure = (answer: { message: string; code?: string }): Error => {
		const refused = new NodeApiError(node, answer);
		refused.cause = undefined;
		return requestFailure(refused, 'host', context);
	};

	it.each(kinds)('%s', (message, kind) => {
		expect(failure({ message, code: 'EAUTH' })).toMatchObject({ kind });
	});

	it.each(kinds)('Failed to acquire OAuth2 access token: %s', (text, kind) => {
		const message = `Failed to acquire OAuth2 access token: ${text}`;
		expect(failure({ message })).toMatchObject({ kind });
	});

	it('is nothing else that has such a text', () => {
		expect(failure({ message: 'Client authentication failed' })).toMatchObject({ kind: 'broken' });
	});
});
