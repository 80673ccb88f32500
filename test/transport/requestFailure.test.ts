import type { IPollFunctions } from 'n8n-workflow';
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
