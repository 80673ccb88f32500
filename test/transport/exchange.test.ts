import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createExchange } from '../../nodes/Afas/transport/exchange';

describe('what n8n is asked to send', () => {
	const asked: IHttpRequestOptions[] = [];
	const context = {
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) => {
				asked.push(options);
				return await Promise.resolve({ statusCode: 200, headers: {}, body: {} });
			},
		},
	} as unknown as IExecuteFunctions;
	const exchange = createExchange(context, {
		credential: 'afasApi',
		baseUrl: 'https://12345.rest.afas.online/ProfitRestServices',
		headers: {},
	});

	it.each(['GET', 'POST'] as const)(
		'%s leaves agents to n8n, which then reuses them',
		async (method) => {
			await exchange({ method, path: '/metainfo', query: '', timeout: 1_000 });
			const options = asked.at(-1);
			expect(options).toMatchObject({
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			});
			expect(options).not.toHaveProperty('agentOptions');
		},
	);
});
