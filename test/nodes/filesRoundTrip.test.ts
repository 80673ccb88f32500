import {
	addSubject,
	attachmentsOf,
	binaryOf,
	bytes,
	contentOf,
	filing,
	sha256,
} from './dossierFiles';
import { type Simulated, startSimulated } from './simulated';

const MEGABYTE = 1024 * 1024;

const NAMES = [
	'plain.pdf',
	'met spatie.pdf',
	'under_score_20_5f.txt',
	'korting 100%25.txt',
	'één ünïcødé €.docx',
	`'enkel' en "dubbel".txt`,
	'(a+b)&c=d;e#f?g!h*~.txt',
	'..verborgen',
	'geen extensie',
];

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

async function succeed(options: Parameters<Simulated['engine']['run']>[0]) {
	const result = await simulated.engine.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

const upload = async (subjectId: string, fileName: string, content: Buffer) =>
	await succeed({
		...filing('uploadAttachment', { subjectId, binaryProperties: 'data' }),
		binary: [{ data: binaryOf(fileName, content) }],
	});

const fileIdOf = (subjectId: string) =>
	String(attachmentsOf(simulated.simulator, subjectId)[0]?.file_id);

describe('what is uploaded comes back the same', () => {
	it.each([
		['0 B', 0],
		['1 B', 1],
		['5 MB', 5 * MEGABYTE],
		['50 MB', 50 * MEGABYTE],
	])(
		'%s',
		async (_, size) => {
			const content = bytes(size, size + 1);
			const subjectId = addSubject(simulated.simulator);
			const uploaded = await upload(subjectId, 'één_bijlage 100%.bin', content);
			expect(uploaded.items[0]?.json.files).toEqual([
				{ fileName: 'één_bijlage 100%.bin', fileSize: size },
			]);
			const fileId = fileIdOf(subjectId);
			const { items } = await succeed(filing('getAttachment', { subjectId, fileId }));
			expect(items).toHaveLength(1);
			expect(items[0]?.json).toMatchObject({ fileName: 'één_bijlage 100%.bin', fileSize: size });
			expect(items[0]?.binary?.data?.bytes).toBe(size);
			expect(sha256(contentOf(items[0]))).toBe(sha256(content));
		},
		120_000,
	);

	it.each(NAMES)('with the name %s', async (fileName) => {
		const content = bytes(100, fileName.length);
		const subjectId = addSubject(simulated.simulator);
		await upload(subjectId, fileName, content);
		const fileId = fileIdOf(subjectId);
		const attachment = await succeed(filing('getAttachment', { subjectId, fileId }));
		const file = await succeed(filing('getFile', { fileId, fileName }));
		for (const { items } of [attachment, file]) {
			expect(items[0]?.json.fileName).toBe(fileName);
			expect(items[0]?.binary?.data?.fileName).toBe(fileName);
			expect(sha256(contentOf(items[0]))).toBe(sha256(content));
		}
		// One request for the file of the field: the first encoding of the name was right.
		const asked = simulated.simulator.requests.filter(({ path }) => /fileconnector/.test(path));
		expect(asked).toHaveLength(1);
	});

	it.each(NAMES)('with the name %s where AFAS decodes it plainly', async (fileName) => {
		const subjectId = addSubject(simulated.simulator, [[fileName, bytes(10)]]);
		simulated.simulator.settings.fileNames = 'plain';
		try {
			const { items } = await succeed(filing('getFile', { fileId: fileIdOf(subjectId), fileName }));
			expect(contentOf(items[0])).toEqual(bytes(10));
		} finally {
			simulated.simulator.settings.fileNames = 'escaped';
		}
	});
});
