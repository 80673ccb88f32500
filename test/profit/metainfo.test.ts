import { sleep } from 'n8n-workflow';
import type { Client } from '../../nodes/Afas/profit/exchange/client';
import type { ProfitRequest } from '../../nodes/Afas/profit/exchange/exchange';
import { ProfitError } from '../../nodes/Afas/profit/exchange/profitError';
import { lookUpGetConnector } from '../../nodes/Afas/profit/metainfo/connectorLookUp';
import { exampleRecord } from '../../nodes/Afas/profit/metainfo/exampleRecord';
import {
	parseAppConnector,
	parseGetConnector,
	parseUpdateConnector,
} from '../../nodes/Afas/profit/metainfo/metainfo';
import { CancelledError } from '../../nodes/Afas/profit/exchange/cancelledError';
import { MetainfoCache, metainfoReader } from '../../nodes/Afas/profit/metainfo/metainfoCache';

const updateBody = {
	id: 'KnSubject',
	name: 'KnSubject',
	description: 'Dossieritem',
	fields: [
		{ fieldId: 'SbId', primaryKey: true, dataType: 'int', label: 'Nummer', mandatory: true },
		{ fieldId: 'Ds', primaryKey: 'false', dataType: 'string', label: 'Onderwerp', length: 255 },
		{
			fieldId: 'ViPr',
			dataType: 'string',
			label: 'Prioriteit',
			mandatory: true,
			values: Array.from({ length: 60 }, (_, id) => ({ id: String(id), description: `P${id}` })),
		},
	],
	objects: [
		{ name: 'KnSubjectLink', fields: [{ fieldId: 'ToEm', primaryKey: 'true' }], objects: null },
		{ name: 'Empty' },
	],
};

describe('reading metainfo', () => {
	it('takes absent lists of an App Connector for empty ones', () => {
		expect(parseAppConnector({ info: { envid: 'O12345AA', tokenExpiry: 0 } })).toEqual({
			getConnectors: [],
			updateConnectors: [],
			customConnectors: [],
			otherLists: [],
			environmentId: 'O12345AA',
			name: '',
			group: '',
			tokenExpiry: '0',
		});
	});

	it('keeps lists that it does not know, and nothing else that it does not know', () => {
		const { otherLists } = parseAppConnector({
			odataConnectors: [
				{ id: 'Verkoopomzet', description: 'Omzet' },
				{ id: 'X' },
				{ name: 'no id' },
			],
			others: [],
			texts: ['A'],
			version: '9',
			info: { id: 'no list' },
		});
		expect(otherLists).toEqual([
			{
				name: 'odataConnectors',
				connectors: [
					{ id: 'Verkoopomzet', description: 'Omzet' },
					{ id: 'X', description: 'X' },
				],
			},
		]);
	});

	it('reads columns, and survives what is missing in them', () => {
		const { columns } = parseGetConnector(
			{ name: 'A', fields: [{ id: 'Naam', dataType: 'string', decimals: null }, 'junk'] },
			'A',
		);
		expect(columns).toEqual([
			{ id: 'Naam', label: 'Naam', dataType: 'string', length: 0, decimals: 0, controlType: 0 },
		]);
	});

	it('reads nested objects and flags in both spellings', () => {
		const connector = parseUpdateConnector(updateBody, 'KnSubject');
		expect(connector.fields.map(({ primaryKey }) => primaryKey)).toEqual([true, false, false]);
		expect(connector.objects.map(({ name }) => name)).toEqual(['KnSubjectLink', 'Empty']);
		expect(connector.objects[0]?.fields[0]?.primaryKey).toBe(true);
		expect(connector.fields[0]?.values).toBeUndefined();
	});

	it('takes the root element from the name, not from the id', () => {
		expect(parseUpdateConnector({ name: 'AfasEmployee' }, 'KnEmployee')).toMatchObject({
			id: 'KnEmployee',
			name: 'AfasEmployee',
		});
	});
});

describe('an example record', () => {
	const connector = parseUpdateConnector(updateBody, 'KnSubject');

	it('holds keys and mandatory fields, nested objects as lists', () => {
		const { record, guide } = exampleRecord(connector, false);
		expect(record).toEqual({
			SbId: 1,
			ViPr: '0',
			KnSubjectLink: [{ ToEm: 'text' }],
			Empty: [{}],
		});
		expect(guide.map(({ path }) => path)).toEqual(['SbId', 'ViPr', 'KnSubjectLink[].ToEm']);
		expect(guide[1]).toMatchObject({ moreValues: 10 });
		expect(guide[1]?.allowedValues).toHaveLength(50);
	});

	it('holds every field when asked to', () => {
		expect(Object.keys(exampleRecord(connector, true).record)).toContain('Ds');
	});
});

describe('the metainfo cache', () => {
	const HOUR = 60 * 60_000;

	/** Lets what nobody waits for come to its end. */
	const settle = async () => await sleep(0);

	function readerOf(answers: Record<string, unknown>, now = { ms: 0 }, capacity?: number) {
		const asked: ProfitRequest[] = [];
		const client: Client = {
			send: async (request) => {
				asked.push(request);
				await Promise.resolve();
				const answer = answers[request.path];
				if (answer instanceof Error) throw answer;
				return answer;
			},
		};
		const cache = new MetainfoCache(() => now.ms, capacity);
		const read = (identity = 'me', language?: string, maxAge?: number) =>
			metainfoReader(client, identity, { language, timeout: 1, maxAge }, cache);
		return { asked, read, cache, now };
	}

	const columns = { name: 'A', fields: [{ id: 'Id', dataType: 'int' }] };

	it('asks once for concurrent and later readers, and again for who wants it fresh', async () => {
		const { asked, read, now } = readerOf({ '/metainfo/get/A': columns });
		await Promise.all([read().getConnector('A'), read().getConnector('A')]);
		now.ms = 11 * HOUR;
		await read().getConnector('A');
		expect(asked).toHaveLength(1);
		await read().getConnector('A', true);
		expect(asked).toHaveLength(2);
	});

	it('is renewed every twelve hours beside the work, which goes on with what is kept', async () => {
		const answers: Record<string, unknown> = { '/metainfo/get/A': columns };
		const { asked, read, now } = readerOf(answers);
		await read().getConnector('A');
		answers['/metainfo/get/A'] = { ...columns, description: 'Changed' };
		now.ms = 12 * HOUR;
		expect(await read().getConnector('A')).toMatchObject({ description: 'A' });
		await settle();
		expect(await read().getConnector('A')).toMatchObject({ description: 'Changed' });
		now.ms = 23 * HOUR;
		await read().getConnector('A');
		expect(asked).toHaveLength(2);
	});

	it('is kept through a renewal that fails, which is tried again after an hour', async () => {
		const answers: Record<string, unknown> = { '/metainfo/get/A': columns };
		const { asked, read, now } = readerOf(answers);
		await read().getConnector('A');
		answers['/metainfo/get/A'] = new Error('no');
		for (const hour of [12, 12.5, 13]) {
			now.ms = hour * HOUR;
			expect(await read().getConnector('A')).toMatchObject({ name: 'A' });
			await settle();
		}
		expect(asked).toHaveLength(3);
	});

	it('is forgotten when AFAS says that the connector is gone', async () => {
		const answers: Record<string, unknown> = { '/metainfo/get/A': columns };
		const { asked, read, now } = readerOf(answers);
		await read().getConnector('A');
		read().renewBeside('get', 'A');
		expect(asked).toHaveLength(1);
		now.ms = 60_000;
		const refusal = { kind: 'connectorNotAllowed', status: 500 } as const;
		answers['/metainfo/get/A'] = new ProfitError('Niet ondersteund', 'Ask.', refusal);
		const reader = read();
		reader.renewBeside('get', 'A');
		await settle();
		expect(reader.isKept('get', 'A')).toBe(false);
	});

	it('stays the same object as long as AFAS says the same', async () => {
		const answers: Record<string, unknown> = { '/metainfo/get/A': columns };
		const { read } = readerOf(answers);
		const before = await read().getConnector('A');
		answers['/metainfo/get/A'] = structuredClone(columns);
		expect(await read().getConnector('A', true)).toBe(before);
		answers['/metainfo/get/A'] = { ...columns, fields: [{ id: 'Id', dataType: 'string' }] };
		expect(await read().getConnector('A', true)).not.toBe(before);
	});

	it('is at most a minute old for the editor, and the list of connectors for everyone', async () => {
		const { asked, read, now } = readerOf({ '/metainfo/get/A': columns, '/metainfo': {} });
		for (const seconds of [0, 60, 61, 100]) {
			now.ms = seconds * 1_000;
			await read('me', undefined, 60_000).getConnector('A');
		}
		expect(asked).toHaveLength(2);
		for (const seconds of [100, 160, 161]) {
			now.ms = seconds * 1_000;
			await read().appConnector();
		}
		expect(asked).toHaveLength(4);
	});

	it('tells whether a reader has what AFAS says by now', async () => {
		const { read, now } = readerOf({ '/metainfo/get/A': columns });
		await read().getConnector('A');
		now.ms = 1;
		const later = read();
		expect(later.isCurrent('get', 'A')).toBe(false);
		await later.getConnector('A', true);
		expect(later.isCurrent('get', 'A')).toBe(true);
		expect(later.isCurrent('get', 'B')).toBe(false);
	});

	it('keeps users, languages and connectors apart', async () => {
		const { asked, read } = readerOf({
			'/metainfo/get/A': columns,
			'/metainfo/get/B': columns,
			'/metainfo/update/A': updateBody,
		});
		await read('me').getConnector('A');
		await read('you').getConnector('A');
		await read('me', 'en-us').getConnector('A');
		await read('me').getConnector('B');
		await read('me').updateConnector('A');
		expect(asked).toHaveLength(5);
		expect(asked[2]?.language).toBe('en-us');
	});

	it('forgets failures', async () => {
		const answers: Record<string, unknown> = { '/metainfo/get/A': new Error('no') };
		const { read } = readerOf(answers);
		await expect(read().getConnector('A')).rejects.toThrow('no');
		answers['/metainfo/get/A'] = columns;
		await expect(read().getConnector('A')).resolves.toMatchObject({ name: 'A' });
	});

	it('asks again, once, for readers that waited for an execution that was cancelled', async () => {
		const cache = new MetainfoCache(() => 0);
		const cancelled = cache.get('key', async () => await Promise.reject(new CancelledError()));
		const others = [1, 2, 3].map(
			async (reader) => await cache.get('key', async () => await Promise.resolve(reader)),
		);
		await expect(cancelled).rejects.toThrow(CancelledError);
		expect((await Promise.all(others)).map(({ value }) => value)).toEqual([1, 1, 1]);
	});

	it('ends for a reader that is cancelled itself while it waits', async () => {
		const cache = new MetainfoCache(() => 0);
		const cancelled = async () => await Promise.reject(new CancelledError());
		const readers = [cache.get('key', cancelled), cache.get('key', cancelled)];
		const outcomes = await Promise.allSettled(readers);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});

	it('stays below its capacity by forgetting what was unused longest', async () => {
		const answers = { '/metainfo/get/A': columns, '/metainfo/get/B': columns };
		const one = readerOf(answers);
		await one.read().getConnector('A');
		const { asked, read, cache } = readerOf(answers, { ms: 0 }, one.cache.size * 1.5);
		await read().getConnector('A');
		await read().getConnector('B');
		expect(cache.size).toBe(one.cache.size);
		await read().getConnector('B');
		expect(asked).toHaveLength(2);
		await read().getConnector('A');
		expect(asked).toHaveLength(3);
	});

	it('encodes what would change the path', async () => {
		const { asked, read } = readerOf({ '/metainfo/get/a%2Fb%3F': columns });
		await read().getConnector('a/b?');
		expect(asked[0]?.path).toBe('/metainfo/get/a%2Fb%3F');
	});

	it('says which connector was probably meant', async () => {
		const { read } = readerOf({
			'/metainfo/get/Profit_Debtors': new ProfitError('Niet ondersteund', 'Ask.', {
				kind: 'connectorNotAllowed',
				status: 500,
			}),
			'/metainfo': { getConnectors: [{ id: 'Profit_Debtor', description: 'Debiteuren' }] },
		});
		await expect(lookUpGetConnector(read(), 'Profit_Debtors')).rejects.toMatchObject({
			message: "The App Connector has no GetConnector 'Profit_Debtors'",
			advice: expect.stringContaining("Did you mean 'Profit_Debtor'?") as string,
		});
		await expect(lookUpGetConnector(read(), '')).rejects.toThrow('No GetConnector was chosen');
	});

	it('leaves the words of AFAS when the connector is listed', async () => {
		const refusal = new ProfitError('Geblokkeerd', 'Ask.', { kind: 'functional', status: 500 });
		const { read } = readerOf({
			'/metainfo/get/A': refusal,
			'/metainfo': { getConnectors: [{ id: 'A' }] },
		});
		await expect(lookUpGetConnector(read(), 'A')).rejects.toBe(refusal);
	});
});
