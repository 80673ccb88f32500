import { RESTRICTED, tokenHeader } from './access';
import { defaultSettings, type Settings } from './settings';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const BRIEF = {
	filename: 'brief één.txt',
	mimetype: 'text/plain',
	filedata: Buffer.from('brief').toString('base64'),
};

test.each(['/subjectconnector/1/AAAA', '/SubjectConnector?SubjectId=1&FileId=AAAA'])(
	'%s gives an attachment',
	async (path) => {
		const { status, json } = await service.get(path);
		expect([status, json]).toEqual([200, BRIEF]);
	},
);

test.each([
	'/fileconnector/FFFF/mijn_5ffoto%20100_25_c3_a9.png',
	'/fileconnector/FFFF/mijn_5Ffoto%20100_25_C3_A9.png',
	'/fileconnector?fileid=FFFF&filename=mijn_foto%20100%25%C3%A9.png',
])('%s gives a file of a field', async (path) => {
	const { status, json } = await service.get(path);
	expect(status).toBe(200);
	expect(json).toMatchObject({ filename: 'mijn_foto 100%é.png', filedata: 'AQID' });
});

test.each([
	['another name', '/fileconnector/FFFF/andere.png'],
	['a name in ordinary percent-encoding', '/fileconnector/FFFF/mijn_5ffoto%20100%25%C3%A9.png'],
	['a _ that is not encoded', '/fileconnector/FFFF/mijn_foto%20100_25_c3_a9.png'],
	['a name with a comma', '/fileconnector/CCCC/a_2cb.txt'],
	['an unknown file', '/fileconnector/0000/x.png'],
	['an unknown attachment', '/subjectconnector/1/BBBB'],
	['an attachment of another item', '/subjectconnector/2/AAAA'],
	['an unknown image', '/imageconnector/0000'],
	['an unknown report', '/reportconnector/0000'],
])('404 without a body for %s', async (_case, path) => {
	const { status, text } = await service.get(path);
	expect([status, text]).toEqual([404, '']);
});

test('gives images and reports, without a name', async () => {
	const image = await service.get('/imageconnector/IIII?format=1');
	expect(image.json).toEqual({ mimetype: 'image/jpeg', filedata: '/9g=' });
	const report = await service.get('/reportconnector/RRRR?filterfieldids=x&filtervalues=y');
	expect(report.json).toEqual({ mimetype: 'application/pdf', filedata: 'JVBERi0=' });
	expect((await service.get('/imageconnector/IIII?format=7')).status).toBe(500);
});

test.each([
	['/subjectconnector/1/AAAA', 'text/plain', [...Buffer.from('brief')]],
	['/fileconnector/FFFF/mijn_5ffoto%20100_25_c3_a9.png', 'image/png', [1, 2, 3]],
	['/imageconnector/IIII', 'image/jpeg', [255, 216]],
	['/reportconnector/RRRR', 'application/pdf', [...Buffer.from('%PDF-')]],
])('%s gives bytes when asked', async (path, type, content) => {
	const { headers, bytes } = await service.get(path, { headers: { SendFileAsBinary: '1' } });
	expect(headers['content-type']).toBe(type);
	expect([...bytes]).toEqual(content);
});

test.each(['/subjectconnector/1/AAAA', '/fileconnector/FFFF/x', '/reportconnector/RRRR'])(
	'%s needs its custom connector',
	async (path) => {
		const { status, json } = await service.get(path, {
			headers: { authorization: tokenHeader(RESTRICTED) },
		});
		expect([status, json.errorNumber]).toEqual([500, -2147180996]);
	},
);

describe('settings', () => {
	afterEach(() => void Object.assign(service.simulator.settings, defaultSettings()));

	const set = (change: Partial<Settings>) => void Object.assign(service.simulator.settings, change);

	test('names may be wanted in ordinary percent-encoding', async () => {
		set({ fileNames: 'plain' });
		const plain = await service.get('/fileconnector/FFFF/mijn_foto%20100%25%C3%A9.png');
		expect(plain.status).toBe(200);
		const escaped = await service.get('/fileconnector/FFFF/mijn_5ffoto%20100_25_c3_a9.png');
		expect(escaped.status).toBe(404);
	});

	test('Base64 may come in lines', async () => {
		set({ base64LineLength: 4 });
		const { json } = await service.get('/subjectconnector/1/AAAA');
		expect(json.filedata).toBe('YnJp\r\nZWY=\r\n');
	});

	test('SendFileAsBinary may be unknown', async () => {
		set({ sendFileAsBinary: false });
		const { json } = await service.get('/subjectconnector/1/AAAA', {
			headers: { SendFileAsBinary: '1' },
		});
		expect(json).toEqual(BRIEF);
	});

	test.each([
		['notFound', 404],
		['unauthorized', 401],
	] as const)('a custom connector that is missing may be %s', async (way, status) => {
		set({ missingCustomConnector: way });
		const headers = { authorization: tokenHeader(RESTRICTED) };
		const answer = await service.get('/subjectconnector/1/AAAA', { headers });
		expect([answer.status, answer.text]).toEqual([status, '']);
	});
});
