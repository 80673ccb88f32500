/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import type { RequestListener } from 'node:http';
import { APP_CONNECTORS, DEMO, tokenXml } from '../simulator/access';
import { REPORTS } from '../simulator/company/data/foundations';
import { createSimulator, type Simulator } from '../simulator/server';
import { defaultSettings } from '../simulator/settings';
import { addSubject, attachmentsOf, bytes, contentOf, filing } from './dossierFiles';
import { Engine, type NodeRun } from './engine';
import { type LocalServer, startServer } from './localServer';
import { connect } from './simulated';

const TOKEN = tokenXml(DEMO);

let simulator: Simulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await createSimulator();
	engine = await connect(simulator, TOKEN);
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.clearRequests();
	simulator.faults.clear();
	Object.assign(simulator.settings, defaultSettings());
	simulator.appConnectors.splice(0, Infinity, ...APP_CONNECTORS);
});

async function succeed(options: Parameters<Engine['run']>[0]): Promise<NodeRun> {
	const result = await engine.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

const asked = (pattern: RegExp) => simulator.requests.filter(({ path }) => pattern.test(path));

/** A dossier item with one attachment. */
function oneAttachment(fileName = 'brief.pdf', content: Buffer = Buffer.from('%PDF-')) {
	const subjectId = addSubject(simulator, [[fileName, content]]);
	return { subjectId, fileId: String(attachmentsOf(simulator, subjectId)[0]?.file_id) };
}

const UNKNOWN_ID = '0'.repeat(32);

/** n8n itself refuses a required parameter that is empty, unless it is an expression. */
const EMPTY = '={{ "" }}';

describe('an attachment', () => {
	it('comes with its name, type and size, and with what it belongs to', async () => {
		const { subjectId, fileId } = oneAttachment();
		const { items } = await succeed(filing('getAttachment', { subjectId, fileId }));
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toEqual({
			subjectId,
			fileId,
			fileName: 'brief.pdf',
			mimeType: 'application/pdf',
			fileSize: 5,
		});
		expect(items[0]?.binary?.data).toMatchObject({
			fileName: 'brief.pdf',
			fileExtension: 'pdf',
			mimeType: 'application/pdf',
			bytes: 5,
		});
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('goes in the binary field that was named', async () => {
		const parameters = { ...oneAttachment(), binaryProperty: ' bijlage ' };
		const { items } = await succeed(filing('getAttachment', parameters));
		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['bijlage']);
	});

	it('may be named by a number and an ID with braces and hyphens', async () => {
		const { subjectId, fileId } = oneAttachment();
		const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(fileId) ?? [];
		const { items } = await succeed(
			filing('getAttachment', { subjectId: Number(subjectId), fileId: `{${parts.join('-')}}` }),
		);
		expect(items[0]?.json.fileName).toBe('brief.pdf');
	});

	it('may come as Base64 in lines, and as a data URL', async () => {
		simulator.settings.base64LineLength = 76;
		simulator.settings.base64Prefix = true;
		const content = bytes(1_000);
		const { items } = await succeed(filing('getAttachment', oneAttachment('a.bin', content)));
		expect(contentOf(items[0])).toEqual(content);
	});

	it.each([
		[{ subjectId: EMPTY, fileId: UNKNOWN_ID }, "'Dossier Item ID' is empty"],
		[{ subjectId: 'abc', fileId: UNKNOWN_ID }, "'Dossier Item ID' is 'abc', which is no number"],
		[{ subjectId: '1/2', fileId: UNKNOWN_ID }, "'Dossier Item ID' is '1/2', which is no number"],
		[{ subjectId: '1', fileId: '  ' }, "'File ID' is empty"],
		[{ subjectId: '1', fileId: '..' }, "'File ID' is '..', which is no ID"],
		[{ subjectId: '1', fileId: 'brief.pdf' }, "'File ID' is 'brief.pdf', which is no ID"],
	])('is not asked for with %j', async (parameters, message) => {
		const { error } = await engine.run(filing('getAttachment', parameters));
		expect(error?.message).toBe(message);
		expect(asked(/subjectconnector/)).toEqual([]);
	});

	it('that is not there, or may not be seen, is explained', async () => {
		const { subjectId } = oneAttachment();
		const { error } = await engine.run(filing('getAttachment', { subjectId, fileId: UNKNOWN_ID }));
		expect(error?.message).toBe("AFAS has no such attachment, or doesn't show it (404)");
		expect(error?.description).toMatch(/may not see the dossier item.*storage of AFAS/);
		expect(error?.description).toMatch(/Trace identifier: \S+\.$/);
		expect(error?.httpCode).toBe('404');
	});

	it.each(['refuse', 'notFound', 'unauthorized'] as const)(
		'says when the SubjectConnector is not in the App Connector (%s)',
		async (missingCustomConnector) => {
			simulator.settings.missingCustomConnector = missingCustomConnector;
			const parameters = oneAttachment();
			simulator.appConnectors.splice(0, Infinity, { ...DEMO, customConnectors: [] });
			const fresh = await connect(simulator, TOKEN);
			const { error } = await fresh.run(filing('getAttachment', parameters));
			expect(error?.description).toMatch(/doesn't list the SubjectConnector.*custom connectors/);
		},
	);

	it('is tried again when the connection breaks', async () => {
		simulator.faults.inject({ kind: 'resetMidBody', match: { path: 'subjectconnector' } });
		const { items } = await succeed(filing('getAttachment', oneAttachment()));
		expect(items[0]?.json.fileSize).toBe(5);
		expect(asked(/subjectconnector/)).toHaveLength(2);
	});

	it('fails alone where the node continues, with the item that it belongs to', async () => {
		const { subjectId, fileId } = oneAttachment();
		const { items, error } = await engine.run({
			...filing('getAttachment', { subjectId, fileId: '={{ $json.id }}' }),
			input: [{ id: fileId }, { id: UNKNOWN_ID }, { id: fileId }],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName ?? json.error)).toEqual([
			'brief.pdf',
			"AFAS has no such attachment, or doesn't show it (404)",
			'brief.pdf',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});

describe('an answer that holds no whole file', () => {
	const servers: LocalServer[] = [];

	afterAll(async () => await Promise.all(servers.map(async (server) => await server.close())));

	async function attachmentFrom(answer: RequestListener): Promise<NodeRun> {
		const server = await startServer(answer);
		servers.push(server);
		const local = await Engine.create({
			type: 'afasApi',
			fields: {
				environment: 'custom',
				baseUrl: `${server.origin}/ProfitRestServices`,
				token: TOKEN,
			},
		});
		return await local.run(filing('getAttachment', { subjectId: '1', fileId: UNKNOWN_ID }));
	}

	const json = (body: unknown): RequestListener => {
		return (_, response) =>
			response
				.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
				.end(JSON.stringify(body));
	};

	it.each<[string, unknown, RegExp]>([
		['cut off', { filename: 'a.pdf', filedata: 'JVBERi0xL' }, /not valid Base64/],
		['of other characters', { filename: 'a.pdf', filedata: 'JVBE%i0x' }, /not valid Base64/],
		['not there', { filename: 'a.pdf', mimetype: 'application/pdf' }, /holds no file/],
		['null', { filename: 'a.pdf', filedata: null }, /holds no file/],
		['a number', { filedata: 12 }, /holds no file/],
		['in a list', [{ filedata: 'JVBE' }], /holds no file/],
	])('is refused: content that is %s', async (_, body, message) => {
		const { items, error } = await attachmentFrom(json(body));
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/Nothing was kept of it/);
	});

	it.each<[string, RequestListener, RegExp]>([
		['a web page', (_, response) => response.end('<html></html>'), /a web page instead of data/],
		['bytes', (_, response) => response.end(bytes(50)), /text that is not JSON/],
		['nothing', (_, response) => response.end(), /holds no file/],
		['401', (_, response) => response.writeHead(401).end(), /doesn't accept the token \(401\)/],
		['403', (_, response) => response.writeHead(403).end(), /refuses the IP address.*\(403\)/],
		['500', (_, response) => response.writeHead(500).end(), /status 500 and no explanation/],
	])('is refused: %s', async (_, answer, message) => {
		expect((await attachmentFrom(answer)).error?.message).toMatch(message);
	});

	it.each([
		[{ filename: 'a.pdf', mimetype: '', filedata: 'JVBE' }, 'a.pdf', 'application/pdf'],
		[{ filename: 'a.pdf', filedata: 'JVBE' }, 'a.pdf', 'application/pdf'],
		[{ filename: 'a.x', mimetype: 'Image/PNG; q=1', filedata: 'JVBE' }, 'a.x', 'image/png'],
		[{ filename: 'a.json', mimetype: 'nonsense', filedata: 'e30=' }, 'a.json', 'application/json'],
		[{ mimetype: 'text/plain', filedata: '' }, UNKNOWN_ID, 'text/plain'],
		[{ filename: 'x/y\\z.txt', filedata: 'QQ==' }, 'x_y_z.txt', 'text/plain'],
	])('is another thing than %j, which is taken', async (body, fileName, mimeType) => {
		const { items, error } = await attachmentFrom(json(body));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName, mimeType });
		expect(items[0]?.binary?.data).toMatchObject({ fileName, mimeType });
		expect(items[0]?.binary?.data?.directory).toBeUndefined();
	});
});

describe('a file of a field', () => {
	it('says that AFAS does not find names with a comma', async () => {
		const { fileId } = oneAttachment('prijs 1,50.pdf');
		const { error } = await engine.run(filing('getFile', { fileId, fileName: 'prijs 1,50.pdf' }));
		expect(error?.message).toBe("AFAS has no such file, or doesn't show it (404)");
		expect(error?.description).toMatch(/comma in the name: rename the file in Profit/);
	});

	it('needs its original name', async () => {
		const { fileId } = oneAttachment('a.pdf');
		const empty = await engine.run(filing('getFile', { fileId, fileName: EMPTY }));
		expect(empty.error?.message).toBe("'File Name' is empty");
		const other = await engine.run(filing('getFile', { fileId, fileName: 'b.pdf' }));
		expect(other.error?.description).toMatch(/letter for letter/);
		expect(other.error?.description).not.toMatch(/comma/);
		expect(asked(/fileconnector/)).toHaveLength(1);
	});
});

describe('an image', () => {
	const image = () => {
		const { fileId } = oneAttachment('foto.png', bytes(20));
		return fileId;
	};

	it.each([
		['original', 'format=0'],
		['thumbnail', 'format=1'],
		['medium', 'format=2'],
	])('comes as %s', async (imageFormat, query) => {
		const imageId = image();
		const { items } = await succeed(filing('getImage', { imageId, imageFormat }));
		expect(asked(/imageconnector/)[0]?.rawQuery).toBe(`?${query}`);
		expect(items[0]?.json).toEqual({
			imageId,
			imageFormat,
			fileName: 'image.png',
			mimeType: 'image/png',
			fileSize: 20,
		});
	});

	it('that is not there is explained', async () => {
		const { error } = await engine.run(filing('getImage', { imageId: UNKNOWN_ID }));
		expect(error?.message).toBe("AFAS has no such image, or doesn't show it (404)");
	});
});

describe('a report', () => {
	const report = (more: object = {}) =>
		filing('getReport', { reportId: REPORTS.stockList, ...more });
	const built = (...conditions: object[]) => ({
		filterType: 'builder',
		filters: { group: [{ conditions: { condition: conditions } }] },
	});
	const query = () => decodeURIComponent(asked(/reportconnector/)[0]?.rawQuery ?? '');

	it('comes as a PDF file', async () => {
		const { items } = await succeed(report());
		expect(contentOf(items[0]).toString('latin1', 0, 5)).toBe('%PDF-');
		expect(items[0]?.json).toMatchObject({
			reportId: REPORTS.stockList,
			fileName: 'report.pdf',
			mimeType: 'application/pdf',
		});
		expect(query()).toBe('');
	});

	it('is named as the user wants', async () => {
		const { items } = await succeed(report({ options: { fileName: 'Factuur 1/2.pdf' } }));
		expect(items[0]?.binary?.data?.fileName).toBe('Factuur 1_2.pdf');
	});

	it('is filtered with what was built, by field code', async () => {
		await succeed(
			report(
				built(
					{ field: 'InNr', operator: 'equals', value: '2026001' },
					{ field: 'InDa', operator: 'greaterThan', value: '2026-07-01T10:00:00.000Z' },
				),
			),
		);
		expect(query()).toBe(
			'?filterfieldids=InNr,InDa&filtervalues=2026001,2026-07-01T12:00:00&operatortypes=1,4',
		);
	});

	it('is filtered with JSON, also with a value that has a comma', async () => {
		const filterJson = JSON.stringify([[{ field: 'Naam', value: 'Jansen, P.' }]]);
		await succeed(report({ filterType: 'json', filterJson }));
		expect(query()).toMatch(/^\?filterjson=.*"@FieldId":"Naam".*"#text":"Jansen, P\."/);
	});

	it('has a hint about a value with a semicolon', async () => {
		const { hints } = await succeed(report(built({ field: 'Naam', value: 'a;b' })));
		expect(hints).toEqual([expect.stringMatching(/'Naam' has a ';'/)]);
	});

	it.each([
		[built({ field: '', value: 'x' }), /the field is missing/],
		[built({ field: 'InNr', value: '' }), /'InNr' has no value/],
		[{ filterType: 'json', filterJson: '[[{' }, /JSON is complete/],
		[
			built({ field: 'InNr', value: 'x'.repeat(2_100) }),
			/takes \d+ characters, and AFAS accepts 2049/,
		],
		[{ reportId: EMPTY }, /^'Report ID' is empty$/],
	])('is not asked for with %j', async (parameters, message) => {
		const { error } = await engine.run(report(parameters));
		expect(error?.message).toMatch(message);
		expect(asked(/reportconnector/)).toEqual([]);
	});

	it('that is not there is explained, and one that AFAS refuses too', async () => {
		const unknown = await engine.run(report({ reportId: UNKNOWN_ID }));
		expect(unknown.error?.message).toBe("AFAS has no such report, or doesn't show it (404)");
		simulator.faults.inject({ kind: 'outOfMemory', match: { path: 'reportconnector' } });
		expect((await engine.run(report())).error?.message).toBe('Out of memory');
	});

	it('says when the ReportConnector is not in the App Connector', async () => {
		simulator.appConnectors.splice(0, Infinity, { ...DEMO, customConnectors: [] });
		const { error } = await (await connect(simulator, TOKEN)).run(report());
		expect(error?.message).toMatch(/niet ondersteund voor deze app/);
		expect(error?.description).toMatch(/doesn't list the ReportConnector/);
	});
});
