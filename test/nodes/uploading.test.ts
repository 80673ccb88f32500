import type { INodeExecutionData } from 'n8n-workflow';
import { DEMO, tokenXml } from '../simulator/access';
import { createSimulator, type Simulator } from '../simulator/server';
import { addSubject, attachmentsOf, binaryOf, bytes, filing } from './dossierFiles';
import type { Engine } from './engine';
import { connect } from './simulated';

const MEGABYTE = 1024 * 1024;

let simulator: Simulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await createSimulator();
	engine = await connect(simulator, tokenXml(DEMO));
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.clearRequests();
	simulator.faults.clear();
	simulator.company.modes.emptyFiles = 'keep';
});

const writes = () => simulator.requests.filter(({ method }) => method !== 'GET');
const namesOf = (subjectId: string) =>
	attachmentsOf(simulator, subjectId).map(({ file_name }) => file_name);

async function upload(
	subjectId: string,
	files: INodeExecutionData['binary'],
	binaryProperties: unknown = 'data',
	more: Partial<Parameters<Engine['run']>[0]> = {},
) {
	return await engine.run({
		...filing('uploadAttachment', { subjectId, binaryProperties }),
		binary: [files],
		...more,
	});
}

describe('a file in a record', () => {
	it.each([
		[{ fileExtension: 'png' }, 'bijlage.png'],
		[{ fileName: '', fileExtension: 'png' }, 'bijlage.png'],
		[{ fileName: 'a.pdf', fileExtension: 'png' }, 'a.pdf'],
		[{}, 'bijlage'],
	])('that n8n knows as %j is called %s, as an uploaded one is', async (known, name) => {
		const subjectId = addSubject(simulator);
		const file = { ...binaryOf(undefined, bytes(3)), ...known };
		const { error } = await engine.run({
			parameters: {
				resource: 'updateConnector',
				operation: 'create',
				updateConnector: { __rl: true, mode: 'id', value: 'KnSubject' },
				dataMode: 'record',
				record: JSON.stringify({
					SbId: subjectId,
					KnSubjectAttachment: { FileStream: { $binary: 'bijlage' } },
				}),
				options: { subObject: 'KnSubjectAttachment' },
			},
			binary: [{ bijlage: file }],
		});
		expect(error).toBeUndefined();
		expect((await upload(subjectId, { bijlage: file }, 'bijlage')).error).toBeUndefined();
		expect(namesOf(subjectId)).toEqual([name, name]);
	});
});

describe('uploading', () => {
	it('sends several files in one request', async () => {
		const subjectId = addSubject(simulator);
		const files = { data: binaryOf('a.pdf', bytes(3)), data_1: binaryOf('b é.pdf', bytes(4)) };
		const { items, error } = await upload(subjectId, files, 'data, data_1');
		expect(error).toBeUndefined();
		expect(items).toEqual([
			expect.objectContaining({
				json: {
					SbId: subjectId,
					files: [
						{ fileName: 'a.pdf', fileSize: 3 },
						{ fileName: 'b é.pdf', fileSize: 4 },
					],
				},
				pairedItem: { item: 0 },
			}),
		]);
		expect(namesOf(subjectId)).toEqual(['a.pdf', 'b é.pdf']);
		expect(writes()).toHaveLength(1);
		expect(writes()[0]).toMatchObject({
			method: 'POST',
			path: '/ProfitRestServices/connectors/KnSubject/KnSubjectAttachment',
			body: {
				KnSubject: {
					Element: {
						'@SbId': subjectId,
						Objects: [
							{
								KnSubjectAttachment: {
									Element: [
										{
											Fields: {
												FileName: 'a.pdf',
												FileStream: bytes(3).toString('base64'),
											},
										},
										{ Fields: { FileName: 'b é.pdf' } },
									],
								},
							},
						],
					},
				},
			},
		});
	});

	it('sends all files of the item when none is named, each once when one is named twice', async () => {
		const files = { data: binaryOf('a.pdf', bytes(1)), bijlage: binaryOf('b.pdf', bytes(1)) };
		const [first, second] = [addSubject(simulator), addSubject(simulator)];
		await upload(first, files, '');
		expect(namesOf(first)).toEqual(['a.pdf', 'b.pdf']);
		await upload(second, files, ['bijlage', 'bijlage']);
		expect(namesOf(second)).toEqual(['b.pdf']);
	});

	it('takes the name of the field for a file without a name', async () => {
		const subjectId = addSubject(simulator);
		const files = {
			data: { ...binaryOf(undefined, bytes(1)), fileExtension: 'png' },
			kaal: binaryOf('', bytes(1)),
		};
		await upload(subjectId, files, '');
		expect(namesOf(subjectId)).toEqual(['data.png', 'kaal']);
	});

	it.each([
		['no files at all', undefined, '', 'The input item has no files'],
		['none of that name', { x: binaryOf('a', bytes(1)) }, 'data', /no binary field 'data'/],
		['no files, and a name', undefined, 'data', /binary file 'data', but none was found/],
	])('says that there are %s', async (_, files, names, message) => {
		const { error } = await upload(addSubject(simulator), files, names);
		if (typeof message === 'string') expect(error?.message).toBe(message);
		else expect(error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});

	it('keeps an empty file, and says which file is empty where AFAS refuses it', async () => {
		const subjectId = addSubject(simulator);
		const files = { data: binaryOf('leeg.txt', bytes(0)) };
		expect((await upload(subjectId, files)).error).toBeUndefined();
		expect(namesOf(subjectId)).toEqual(['leeg.txt']);
		simulator.company.modes.emptyFiles = 'refuse';
		const { error } = await upload(subjectId, files);
		expect(error?.message).toBe("Vul een waarde in bij 'Bestand'.");
		expect(error?.description).toMatch(/Without content: 'leeg\.txt'.*0 bytes: leave it out/);
	});

	it('refuses what is over 75 MB before it is read and sent', async () => {
		const subjectId = addSubject(simulator);
		const half = binaryOf('half.bin', bytes(29 * MEGABYTE));
		const { error } = await upload(subjectId, { data: half, more: half }, 'data, more');
		expect(error?.message).toBe('The request is 77.3 MB, and AFAS takes at most 75 MB');
		expect(error?.description).toMatch(/A file takes a third more room/);
		expect(writes()).toEqual([]);
		expect(namesOf(subjectId)).toEqual([]);
	});

	it('counts files that are larger than memory without reading them', async () => {
		// No content at all: only who reads it would find out.
		const huge = { ...binaryOf('film.mp4', bytes(0)), bytes: 4_000 * MEGABYTE };
		const { error } = await upload(addSubject(simulator), { data: huge });
		expect(error?.message).toBe('The request is 5333.3 MB, and AFAS takes at most 75 MB');
		expect(writes()).toEqual([]);
	});

	it('counts files of an older n8n, which have no number of bytes', async () => {
		const old = binaryOf('oud.txt', bytes(7));
		delete old.bytes;
		const { items } = await upload(addSubject(simulator), { data: old });
		expect(items[0]?.json.files).toEqual([{ fileName: 'oud.txt', fileSize: 7 }]);
	});

	it('says in the words of AFAS that there is no such dossier item', async () => {
		const { error } = await upload('99999999', { data: binaryOf('a.pdf', bytes(1)) });
		expect(error?.message).toMatch(/bestaat niet/);
		expect(error?.description).toMatch(/Profit log reference/);
	});

	it('needs KnSubject in the App Connector', async () => {
		const subjectId = addSubject(simulator);
		const original = [...simulator.appConnectors];
		simulator.appConnectors.splice(0, Infinity, { ...DEMO, updateConnectors: [] });
		const { error } = await upload(subjectId, { data: binaryOf('a.pdf', bytes(1)) });
		simulator.appConnectors.splice(0, Infinity, ...original);
		expect(error?.message).toMatch(/UpdateConnector wordt niet ondersteund/);
		expect(error?.description).toMatch(/Add the connector to the App Connector/);
	});

	it.each(['resetBefore', 'resetAfter', 'badGateway'] as const)(
		'is never repeated: %s',
		async (kind) => {
			const subjectId = addSubject(simulator);
			simulator.faults.inject({ kind, match: { method: 'POST' } });
			const { error } = await upload(subjectId, { data: binaryOf('a.pdf', bytes(1)) });
			expect(error?.message).toMatch(/^AFAS may or may not have saved this/);
			expect(writes()).toHaveLength(1);
			expect(namesOf(subjectId)).toEqual(kind === 'resetAfter' ? ['a.pdf'] : []);
		},
	);

	it.each(['', 'x', null])(
		'adds nothing when another item names no dossier item: %j',
		async (id) => {
			const first = addSubject(simulator);
			const file = { data: binaryOf('a.pdf', bytes(1)) };
			const more = { input: [{ id: first }, { id }], binary: [file, file] };
			const { error } = await upload('={{ $json.id }}', undefined, 'data', more);
			expect(error?.message).toMatch(/'Dossier Item ID'/);
			expect(error?.context?.itemIndex).toBe(1);
			expect(writes()).toEqual([]);
		},
	);

	it('adds nothing when another item has no such file', async () => {
		const id = addSubject(simulator);
		const file = { data: binaryOf('a.pdf', bytes(1)) };
		const more = { input: [{ id }, { id }], binary: [file, undefined] };
		const { error } = await upload('={{ $json.id }}', undefined, 'data', more);
		expect(error?.context?.itemIndex).toBe(1);
		expect(writes()).toEqual([]);
	});

	it('names the items whose files are there when another one fails', async () => {
		const file = { data: binaryOf('a.pdf', bytes(1)) };
		const { error } = await upload('={{ $json.id }}', undefined, 'data', {
			input: [{ id: addSubject(simulator) }, { id: '99999999' }],
			binary: [file, file],
		});
		expect(error?.message).toMatch(/bestaat niet/);
		expect(error?.description).toContain('The files of items 1 were uploaded before this');
	});

	it('goes on with the other items where the node continues', async () => {
		const [first, third] = [addSubject(simulator), addSubject(simulator)];
		const file = { data: binaryOf('a.pdf', bytes(1)) };
		const { items } = await upload('={{ $json.id }}', undefined, 'data', {
			input: [{ id: first }, { id: '99999999' }, { id: third }],
			binary: [file, file, file],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.SbId ?? json.error)).toEqual([
			first,
			expect.stringMatching(/bestaat niet/),
			third,
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});
});
