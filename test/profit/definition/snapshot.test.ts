import { sleep } from 'n8n-workflow';
import { compareSnapshots } from '../../../nodes/Afas/profit/definition/compareSnapshots';
import { readSnapshot } from '../../../nodes/Afas/profit/definition/readSnapshot';
import type { Snapshot } from '../../../nodes/Afas/profit/definition/snapshot';
import type { ProfitRequest } from '../../../nodes/Afas/profit/exchange/exchange';
import type { Client } from '../../../nodes/Afas/profit/exchange/client';
import { ProfitError } from '../../../nodes/Afas/profit/exchange/profitError';
import { ConnectionError } from '../../../nodes/Afas/profit/exchange/connectionError';
import {
	clientOf,
	type FakeConnector,
	type FakeEnvironment,
	type FakeField,
	REFUSAL,
	snapshotOf,
	snapshotWith,
} from './fakeEnvironment';

const CUSTOM = 'U0123456789ABCDEF0123456789ABCDEF';

const column = (id: string, more: Partial<FakeField> = {}): FakeField => ({
	id,
	label: id,
	dataType: 'string',
	length: 0,
	decimals: 0,
	...more,
});

const field = (fieldId: string, more: Partial<FakeField> = {}): FakeField => ({
	...column(fieldId),
	id: undefined,
	fieldId,
	...more,
});

const getConnector = (id: string, ...fields: FakeField[]): FakeConnector => ({
	id,
	description: id,
	fields,
});

const updateConnector = (id: string, ...fields: FakeField[]): FakeConnector => ({
	...getConnector(id, ...fields),
	name: `Afas${id}`,
	objects: [{ name: 'Lines', fields: [field('ItCd')], objects: [] }],
});

const environment = (more: Partial<FakeEnvironment> = {}): FakeEnvironment => ({
	getConnectors: [],
	updateConnectors: [],
	customConnectors: [],
	...more,
});

async function differences(before: FakeEnvironment, after: FakeEnvironment) {
	return compareSnapshots(await snapshotOf(before), await snapshotOf(after), []).differences;
}

/** Message of what a function throws. */
function messageOf(action: () => unknown): string {
	try {
		action();
	} catch (error) {
		return (error as Error).message;
	}
	return '';
}

describe('a snapshot', () => {
	it('has everything once, in order, without what is usual', async () => {
		const countries = [
			{ id: 'NL', description: 'Nederland' },
			{ id: 'B', description: 'België' },
		];
		const snapshot = await snapshotOf(
			environment({
				getConnectors: [getConnector('B'), getConnector('A', column('Naam', { length: 50 }))],
				updateConnectors: [
					updateConnector(
						'KnPerson',
						field('CoId', { label: 'Land', values: countries }),
						field('AaId', { values: countries, primaryKey: true, mandatory: true, notzero: true }),
					),
				],
				customConnectors: [{ id: 'AppConnectorSubject', description: 'SubjectConnector' }],
			}),
		);
		const [name = ''] = Object.keys(snapshot.valueLists);
		expect(name).toMatch(/^[\w-]{12}$/);
		expect(snapshot).toEqual({
			format: 'afas-metainfo-snapshot',
			formatVersion: 1,
			takenAt: '1970-01-01T00:00:00.000Z',
			environmentId: 'O12345AA',
			profitVersion: '9.2.1',
			language: null,
			only: null,
			getConnectors: [
				{ id: 'A', description: 'A', fields: [{ id: 'Naam', type: 'string', length: 50 }] },
				{ id: 'B', description: 'B', fields: [] },
			],
			updateConnectors: [
				{
					id: 'KnPerson',
					description: 'KnPerson',
					name: 'AfasKnPerson',
					fields: [
						{
							id: 'AaId',
							type: 'string',
							key: true,
							mandatory: true,
							notZero: true,
							values: name,
						},
						{ id: 'CoId', label: 'Land', type: 'string', values: name },
					],
					objects: [{ name: 'Lines', fields: [{ id: 'ItCd', type: 'string' }] }],
				},
			],
			customConnectors: [{ id: 'AppConnectorSubject', description: 'SubjectConnector' }],
			otherConnectors: [],
			valueLists: {
				[name]: [
					['B', 'België'],
					['NL', 'Nederland'],
				],
			},
		});
	});

	it('asks for each connector once, at most four at a time', async () => {
		const many = Array.from({ length: 20 }, (_, index) => getConnector(`G${index}`));
		const asked: ProfitRequest[] = [];
		const client = clientOf(environment({ getConnectors: many }), asked);
		let [inFlight, most] = [0, 0];
		await snapshotWith({
			send: async (request) => {
				inFlight += 1;
				most = Math.max(most, inFlight);
				const answer = await client.send(request);
				await sleep(0);
				inFlight -= 1;
				return answer;
			},
		});
		expect(most).toBe(4);
		expect(asked.map(({ path }) => path).sort()).toEqual(
			['/ProfitVersion', '/metainfo', ...many.map(({ id }) => `/metainfo/get/${id}`)].sort(),
		);
	});

	it('of some connectors asks for nothing else, and says which', async () => {
		const asked: ProfitRequest[] = [];
		const client = clientOf(
			environment({ getConnectors: [getConnector('A'), getConnector('B'), getConnector('C')] }),
			asked,
		);
		const snapshot = await snapshotWith(client, ['C', 'A']);
		expect(snapshot.only).toEqual(['A', 'C']);
		expect(snapshot.getConnectors.map(({ id }) => id)).toEqual(['A', 'C']);
		expect(asked.map(({ path }) => path)).not.toContain('/metainfo/get/B');
	});

	it('has a connector without fields when AFAS lists it and refuses it', async () => {
		const refused = { ...getConnector('A', column('Naam')), isRefused: true };
		const snapshot = await snapshotOf(environment({ getConnectors: [refused] }));
		expect(snapshot.getConnectors).toEqual([{ id: 'A', description: 'A', refused: REFUSAL }]);
		expect(compareSnapshots(snapshot, snapshot, [])).toMatchObject({
			differences: [],
			unread: ['A'],
		});
	});

	/** A client of two connectors, of which AFAS refuses B in words for some times. */
	function refusingClient(times: number, asked: ProfitRequest[] = []): Client {
		const client = clientOf(
			environment({ getConnectors: [getConnector('A'), getConnector('B', column('Naam'))] }),
			asked,
		);
		let left = times;
		return {
			send: async (request) => {
				if (!request.path.endsWith('/B') || left === 0) return await client.send(request);
				left -= 1;
				throw new ProfitError('Time-out verstreken', 'Advice.', {
					kind: 'functional',
					status: 500,
				});
			},
		};
	}

	it('asks once more what AFAS refuses in words that may pass', async () => {
		const snapshot = await snapshotWith(refusingClient(1));
		expect(snapshot.getConnectors.map((one) => [one.id, 'fields' in one])).toEqual([
			['A', true],
			['B', true],
		]);
	});

	it('is not taken without fields that AFAS goes on refusing for another reason than rights', async () => {
		const refused = snapshotWith(refusingClient(2));
		await expect(refused).rejects.toThrow('Time-out verstreken');
		await expect(snapshotWith(refusingClient(2))).rejects.toMatchObject({
			advice: expect.stringContaining("of the connector 'B', twice") as string,
		});
	});

	it('keeps the names of connectors in lists that this version does not know', async () => {
		const before = environment({ biConnectors: [{ id: 'Omzet', description: 'Omzet' }] });
		const after = environment({ biConnectors: [{ id: 'Marge', description: 'Marge' }] });
		const [old, now] = [await snapshotOf(before), await snapshotOf(after)];
		expect(old.otherConnectors).toEqual([
			{ id: 'Omzet', description: 'Omzet', list: 'biConnectors' },
		]);
		const found = compareSnapshots(old, now, []).differences;
		expect(
			found.map(({ connector, connectorType, change }) => [connector, connectorType, change]),
		).toEqual([
			['Omzet', 'otherConnector', 'removed'],
			['Marge', 'otherConnector', 'added'],
		]);
		const { otherConnectors: left, ...earlier } = old;
		expect(left).toHaveLength(1);
		expect(compareSnapshots(earlier, now, []).differences).toEqual([]);
	});

	it('is not taken in part when the connection breaks', async () => {
		const client = clientOf(environment({ getConnectors: [getConnector('A'), getConnector('B')] }));
		const broken = snapshotWith({
			send: async (request) => {
				if (request.path.endsWith('/B')) throw new ConnectionError('broken', 'host');
				return await client.send(request);
			},
		});
		await expect(broken).rejects.toThrow(ConnectionError);
	});
});

describe('a comparison', () => {
	it('says what a removed field is probably called now, when only one can be meant', async () => {
		const before = environment({ getConnectors: [getConnector('A', column('Naam'))] });
		const renamed = environment({
			getConnectors: [getConnector('A', column('Name', { label: 'Naam' }))],
		});
		const reason = async (after: FakeEnvironment) => (await differences(before, after))[0]?.reason;
		expect(await reason(renamed)).toContain("called 'Name' now");
		const twice = environment({
			getConnectors: [
				getConnector('A', column('Name', { label: 'Naam' }), column('Nm', { label: 'Naam' })),
			],
		});
		expect(await reason(twice)).not.toContain('now, which');
		const otherType = environment({
			getConnectors: [getConnector('A', column('Name', { label: 'Naam', dataType: 'int' }))],
		});
		expect(await reason(otherType)).not.toContain('now, which');
	});

	it('takes a label that records may be written with for more serious', async () => {
		const labelled = (label: string) =>
			environment({
				getConnectors: [getConnector('A', column(CUSTOM, { label }))],
				updateConnectors: [updateConnector('B', field(CUSTOM, { label }), field('Ds', { label }))],
			});
		const found = await differences(labelled('Maat'), labelled('Kledingmaat'));
		expect(found.map(({ connector, severity }) => [connector, severity])).toEqual([
			['A', 'harmless'],
			['B', 'harmless'],
			['B', 'may break'],
		]);
	});

	it('looks only at connectors that both snapshots were taken of', async () => {
		const before = environment({ getConnectors: [getConnector('A'), getConnector('B')] });
		const after = environment({ getConnectors: [getConnector('C')] });
		const [some, all] = [await snapshotOf(before, ['A']), await snapshotOf(after)];
		const found = compareSnapshots(some, all, []);
		expect(found.differences.map(({ connector, change }) => [connector, change])).toEqual([
			['A', 'removed'],
		]);
		expect(found.connectorCount).toBe(1);
	});

	it('of connectors that are named looks at no others, and knows them all', async () => {
		const before = await snapshotOf(
			environment({ getConnectors: [getConnector('Debiteuren'), getConnector('B')] }),
		);
		const after = await snapshotOf(environment());
		const found = compareSnapshots(before, after, ['Debiteuren']).differences;
		expect(found.map(({ connector }) => connector)).toEqual(['Debiteuren']);
		const wrong = () => compareSnapshots(before, after, ['Debiteur']);
		expect(wrong).toThrow("There is no connector 'Debiteur'");
		const some = { ...before, only: ['B'] };
		expect(messageOf(() => compareSnapshots(some, after, ['Debiteuren']))).toContain(
			"taken without the connector 'Debiteuren'",
		);
	});
});

describe('reading a snapshot', () => {
	const good = async (): Promise<Snapshot> =>
		await snapshotOf(
			environment({
				getConnectors: [getConnector('A', column('Naam'))],
				updateConnectors: [
					updateConnector('B', field('Ds', { values: [{ id: '1', description: 'Een' }] })),
				],
			}),
		);

	/** A copy in which one value is another one. */
	async function damaged(path: ReadonlyArray<string | number>, value: unknown): Promise<unknown> {
		const copy: unknown = structuredClone(await good());
		let part = copy as Record<string | number, unknown>;
		for (const step of path.slice(0, -1)) part = part[step] as typeof part;
		part[path.at(-1) ?? ''] = value;
		return copy;
	}

	it('takes it as data and as text, and leaves out what it does not know', async () => {
		const snapshot = await good();
		expect(readSnapshot(snapshot)).toEqual(snapshot);
		expect(readSnapshot(JSON.stringify(snapshot, null, 2))).toEqual(snapshot);
		expect(readSnapshot(`\uFEFF${JSON.stringify(snapshot)}`)).toEqual(snapshot);
		expect(readSnapshot({ ...snapshot, id: 7, updatedAt: 'x' })).toEqual(snapshot);
	});

	it.each([
		['nothing', undefined, "it has no 'format'"],
		['an empty text', ' ', 'it is empty'],
		['another object', { id: 1 }, "it has no 'format' of 'afas-metainfo-snapshot'"],
		['a list', [], "it has no 'format'"],
		['text that is cut off', '{"format":\n"afas', 'it is not JSON from line 2, column 1'],
	])('refuses %s', (_, value, problem) => {
		expect(messageOf(() => readSnapshot(value))).toContain(`can't be used: ${problem}`);
	});

	it('refuses one that is nested very deeply in words', async () => {
		const snapshot = await good();
		const text = JSON.stringify({ ...snapshot, updateConnectors: '?' });
		const depth = 20_000;
		const deep = '{"name":"x","fields":[],"objects":['.repeat(depth) + ']}'.repeat(depth);
		const connector = `[{"id":"U","description":"U",${deep.slice(1)}]`;
		expect(messageOf(() => readSnapshot(text.replace('"?"', connector)))).toContain(
			'objects that are nested deeper than 100 times',
		);
	});

	it.each<[ReadonlyArray<string | number>, unknown, string]>([
		[['formatVersion'], 2, 'it has version 2 of the format'],
		[['formatVersion'], 'x', "its 'formatVersion' is not"],
		[['takenAt'], 1, "'takenAt' is not text"],
		[['language'], 'nl\r\nX: y', "'language' is not a code"],
		[['only'], 'A', "'only' is not a list"],
		[['getConnectors'], {}, "'getConnectors' is not a list"],
		[['getConnectors', 0], null, "'getConnectors[0]' is not an object"],
		[['getConnectors', 0, 'fields', 0, 'length'], '5', "'getConnectors[0].fields[0].length' is"],
		[['getConnectors', 0, 'fields', 0, 'values'], 'x', "'getConnectors[0].fields[0].values' names"],
		[['updateConnectors', 0, 'objects', 0, 'name'], 1, "'updateConnectors[0].objects[0].name' is"],
		[['updateConnectors', 0, 'fields', 0, 'key'], 'ja', "'updateConnectors[0].fields[0].key' is"],
		[['valueLists'], [], "'valueLists' is not an object"],
		[['valueLists', 'x'], [['1']], "'valueLists.x' is not a list of codes"],
	])('names the place of damage: %j', async (path, value, problem) => {
		const snapshot = await damaged(path, value);
		expect(messageOf(() => readSnapshot(snapshot))).toContain(problem);
	});
});
