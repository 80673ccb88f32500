import { AfasApi } from '../../credentials/AfasApi.credentials';
import { nodeWithCredential } from './n8nRequests';
import { OAuthService } from './oAuthService';

describe('afasApi in n8n-core', () => {
	let service: OAuthService;
	let elsewhere: OAuthService;
	const xml = `<token><version>1</version><data>${'A1'.repeat(32)}</data></token>`;

	beforeEach(async () => {
		[service, elsewhere] = [new OAuthService('', ''), new OAuthService('', '')];
		await Promise.all([service.start(), elsewhere.start()]);
	});

	afterEach(async () => await Promise.all([service.stop(), elsewhere.stop()]));

	const connect = () =>
		nodeWithCredential(new AfasApi(), {
			environment: 'custom',
			baseUrl: service.baseUrl,
			token: xml,
		});

	it('does not carry the token along a redirect to another host', async () => {
		service.redirect = `${elsewhere.baseUrl}/metainfo`;
		const error = await failureOf(connect().request({ url: `${service.baseUrl}/metainfo` }));
		expect(error).toHaveProperty('httpCode', '302');
		expect(elsewhere.received).toEqual([]);
		expect(service.received).toEqual([`AfasToken ${Buffer.from(xml).toString('base64')}`]);
	});

	it('sends nothing to another host, and says so', async () => {
		const error = await failureOf(connect().request({ url: `${elsewhere.baseUrl}/metainfo` }));
		expect(error.message).toMatch(/goes to another host/);
		expect(elsewhere.received).toEqual([]);
	});
});

async function failureOf(work: Promise<unknown>): Promise<Error> {
	return await work.then(
		() => {
			throw new Error('Nothing was refused.');
		},
		(error: Error) => error,
	);
}
