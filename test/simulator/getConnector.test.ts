import type { Row } from './contract';
import { syntheticConnector } from './syntheticConnector';
import { tinyColumn } from './tinyCompany';
import { DEMO, tokenHeader } from './access';
import { TestService } from './testService';

const service = new TestService();
beforeAll(async () => {
	await service.start();
	const { definition, rows } = syntheticConnector({ id: 'Many', rows: 1_000, columns: 10 });
	service.company.addGetConnector(definition, rows);
});
afterAll(() => service.stop());

const page = async (query: string, connectorId = 'Many') =>
	(await service.get(`/connectors/${connectorId}${query}`)).json as {
		skip: number;
		take: number;
		rows: Row[];
	};
const numbersOf = (rows: readonly Row[]) => rows.map(({ Nummer, Nr }) => Nummer ?? Nr);
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

describe('page', () => {
	test('is 0 and 100 by default', async () => {
		const { skip, take, rows } = await page('');
		expect([skip, take, rows.length]).toEqual([0, 100, 100]);
	});

	test('echoes skip and take and holds those rows', async () => {
		const { skip, take, rows } = await page('?Skip=995&TAKE=10&OrderByFieldIds=Nummer');
		expect([skip, take]).toEqual([995, 10]);
		expect(numbersOf(rows)).toEqual([996, 997, 998, 999, 1000]);
	});

	test('is empty beyond the end', async () => {
		expect(await page('?skip=1000&take=5&orderbyfieldids=Nummer')).toEqual({
			skip: 1000,
			take: 5,
			rows: [],
		});
	});

	test('is everything for -1 and -1', async () => {
		const { skip, take, rows } = await page('?skip=-1&take=-1&orderbyfieldids=Nummer');
		expect([skip, take]).toEqual([-1, -1]);
		expect(numbersOf(rows)).toEqual(upTo(1000));
	});

	test.each([
		'skip=2&take=-1',
		'take=-1',
		'skip=-1',
		'skip=-1&take=10',
		'skip=-2&take=-2',
		'take=ten',
	])('%s is an unexpected error', async (query) => {
		const { status, json } = await service.get(`/connectors/Many?${query}`);
		expect(status).toBe(500);
		expect(json).toMatchObject({
			errorNumber: -2147180999,
			externalMessage: 'Er is een onverwachte fout opgetreden.',
		});
	});

	test('take=0 gives one row, or none', async () => {
		expect(await page('?take=0')).toMatchObject({ take: 0, rows: [{}] });
		service.simulator.settings.takeZero = 'none';
		const none = await page('?take=0');
		service.simulator.settings.takeZero = 'oneRow';
		expect(none.rows).toEqual([]);
	});

	test('too many cells are out of memory', async () => {
		service.simulator.settings.maximumCells = 1_000;
		const fits = await service.get('/connectors/Many?take=100');
		const large = await service.get('/connectors/Many?take=101');
		service.simulator.settings.maximumCells = null;
		expect(fits.status).toBe(200);
		expect([large.status, large.json.externalMessage]).toEqual([500, 'Out of memory']);
	});
});

describe('order', () => {
	test('without a sort changes with every call, and loses nothing', async () => {
		const first = numbersOf((await page('?take=1000')).rows);
		const second = numbersOf((await page('?take=1000')).rows);
		expect(second).not.toEqual(first);
		expect([...second].sort((a, b) => Number(a) - Number(b))).toEqual(upTo(1000));
	});

	test('pages without a sort lose and double rows', async () => {
		const pages = await Promise.all(upTo(10, 0).map((number) => page(`?skip=${number * 100}`)));
		const numbers = pages.flatMap(({ rows }) => numbersOf(rows));
		expect(numbers).toHaveLength(1000);
		expect(new Set(numbers).size).toBeLessThan(1000);
	});

	test('equal values change places with every call, and pages of them overlap', async () => {
		const first = await page('?take=1000&orderbyfieldids=Geblokkeerd');
		const second = await page('?take=1000&orderbyfieldids=Geblokkeerd');
		const flags = first.rows.map(({ Geblokkeerd }) => Geblokkeerd);
		expect(flags.indexOf(true)).toBe(flags.lastIndexOf(false) + 1);
		expect(second.rows.map(({ Geblokkeerd }) => Geblokkeerd)).toEqual(flags);
		expect(numbersOf(second.rows)).not.toEqual(numbersOf(first.rows));
		const pages = await Promise.all(
			upTo(10, 0).map((number) => page(`?skip=${number * 100}&orderbyfieldids=Geblokkeerd`)),
		);
		expect(new Set(pages.flatMap(({ rows }) => numbersOf(rows))).size).toBeLessThan(1000);
	});

	test('a page amid equal values draws from all of them, before and after it', async () => {
		const seen = new Set<unknown>();
		for (let call = 0; call < 100; call++) {
			const { rows } = await page('?skip=400&take=50&orderbyfieldids=Geblokkeerd');
			for (const number of numbersOf(rows)) seen.add(number);
		}
		// 450 rows of about 900 lie up to the end of the page, 500 from its start.
		expect(seen.size).toBeGreaterThan(800);
	});

	test('is stable with a unique column, also as a second one', async () => {
		const read = async () => {
			const pages = await Promise.all(
				upTo(10, 0).map((number) => page(`?skip=${number * 100}&orderbyfieldids=-Plaats,Nummer`)),
			);
			return pages.flatMap(({ rows }) => rows);
		};
		const rows = await read();
		expect(new Set(numbersOf(rows)).size).toBe(1000);
		expect(await read()).toEqual(rows);
		const places = [...new Set(rows.map(({ Plaats }) => Plaats))];
		expect(places).toEqual([
			'Zwolle',
			'Utrecht',
			'Súdwest-Fryslân',
			'Leusden',
			'Amersfoort',
			"'s-Hertogenbosch",
		]);
	});

	test('can be made stable', async () => {
		service.simulator.settings.unstableOrder = false;
		const first = await page('?take=1000');
		const second = await page('?take=1000');
		service.simulator.settings.unstableOrder = true;
		expect(second).toEqual(first);
	});

	test('puts empty values first, and last when descending', async () => {
		expect(
			(await page('?orderbyfieldids=Naam', 'Tiny_People')).rows.map(({ Naam }) => Naam),
		).toEqual([null, '50% korting; jansen, Piet', 'de Vries', 'Jansen', 'Van den Berg']);
		const descending = await page('?orderbyfieldids=-Einddatum', 'Tiny_People');
		expect(numbersOf(descending.rows).slice(0, 2)).toEqual([2, 4]);
	});

	test('of moments counts the hidden fraction', async () => {
		const { rows } = await page('?orderbyfieldids=-Gewijzigd_op', 'Tiny_People');
		expect(numbersOf(rows)).toEqual([4, 3, 2, 1, 5]);
	});

	test('follows rows that change, in number or in place', async () => {
		const { definition, rows } = syntheticConnector({ id: 'Moving', rows: 3, columns: 2 });
		service.company.addGetConnector(definition, rows);
		const read = async () => numbersOf((await page('?orderbyfieldids=Nummer', 'Moving')).rows);
		expect(await read()).toEqual([1, 2, 3]);
		const moved = rows.find(({ Nummer }) => Nummer === 1) as Row;
		moved.Nummer = 9;
		expect(await read()).toEqual([2, 3, 9]);
		rows.push({ Nummer: 5, Naam: 'x' });
		expect(await read()).toEqual([2, 3, 5, 9]);
		moved.Naam = 'changed';
		expect((await page('?orderbyfieldids=-Nummer', 'Moving')).rows[0]).toEqual({
			Nummer: 9,
			Naam: 'changed',
		});
		rows[rows.length - 1] = { Nummer: 5, Naam: 'replaced' };
		expect((await page('?orderbyfieldids=Nummer&skip=2&take=1', 'Moving')).rows).toEqual([
			{ Nummer: 5, Naam: 'replaced' },
		]);
		rows.splice(0, rows.length, { Nummer: 7, Naam: null });
		expect(await read()).toEqual([7]);
	});
});

describe('rows', () => {
	test('have every column in the order of the definition, and moments in seconds with a false Z', async () => {
		const { text } = await service.get('/connectors/Tiny_People?orderbyfieldids=Nr&take=3');
		expect(text).toBe(
			'{"skip":0,"take":3,"rows":[' +
				'{"Nr":1,"Naam":"Jansen","Code":"000001005","Bedrag":10.5,"Geblokkeerd":false,"Gewijzigd_op":"2024-02-14T16:03:11Z","Einddatum":null},' +
				'{"Nr":2,"Naam":"de Vries","Code":"000001006","Bedrag":-0.5,"Geblokkeerd":true,"Gewijzigd_op":"2024-02-14T16:03:12Z","Einddatum":"2024-12-31T00:00:00Z"},' +
				'{"Nr":3,"Naam":"50% korting; jansen, Piet","Code":"A","Bedrag":null,"Geblokkeerd":false,"Gewijzigd_op":"2024-02-15T00:00:00Z","Einddatum":null}]}',
		);
	});

	test('can be cut to seconds and rounded to decimals', async () => {
		Object.assign(service.simulator.settings, { seconds: 'truncate', decimals: 'rounded' });
		const rows = await service.rows('orderbyfieldids=Nr');
		Object.assign(service.simulator.settings, { seconds: 'round', decimals: 'stored' });
		expect(rows[2]?.Gewijzigd_op).toBe('2024-02-14T23:59:59Z');
		expect(rows[4]?.Bedrag).toBe(1234.57);
		expect((await service.rows('orderbyfieldids=Nr'))[4]?.Bedrag).toBe(1234.567);
	});

	test('survive every character', async () => {
		const texts = ['"', '\\', '\n', '\u0000', '\u2028', 'é', '😀', '\ud800', '</script>'];
		const rows = texts.map((Tekst) => ({ Tekst }));
		const columns = [tinyColumn('Tekst', 'string')];
		const id = 'Texts';
		service.company.addGetConnector({ id, description: { nl: id, en: id }, columns }, rows);
		service.simulator.settings.unstableOrder = false;
		const read = await page('', 'Texts');
		service.simulator.settings.unstableOrder = true;
		expect(read.rows).toEqual(rows);
	});

	test('are compressed for clients that accept it', async () => {
		const compressed = await service.get('/connectors/Many?take=100&orderbyfieldids=Nummer', {
			headers: { 'accept-encoding': 'gzip, deflate' },
		});
		expect(compressed.headers).toMatchObject({
			'content-encoding': 'gzip',
			'transfer-encoding': 'chunked',
		});
		const headers = { authorization: tokenHeader(DEMO), 'accept-encoding': 'gzip' };
		const url = `${service.simulator.baseUrl}/connectors/Many?take=100&orderbyfieldids=Nummer`;
		const read = (await (await fetch(url, { headers })).json()) as { rows: Row[] };
		expect(numbersOf(read.rows)).toEqual(upTo(100));
		const plain = await service.get('/connectors/Many?take=100');
		expect(plain.headers).not.toHaveProperty('content-encoding');
	});
});

describe('refusals', () => {
	test.each([
		['orderbyfieldids=Nergens', 'Nergens'],
		['orderbyfieldids=-U001', 'U001'],
		['orderbyfieldids=Nr,', ''],
		['filterfieldids=U001&filtervalues=1&operatortypes=1', 'U001'],
		['filterfieldids=Nr;Nergens&filtervalues=1;2', 'Nergens'],
		['filterfieldids=nr&filtervalues=1', 'nr'],
	])('%s: there is no such column', async (query, id) => {
		const dutch = await service.get(`/connectors/Tiny_People?${query}`);
		expect([dutch.status, dutch.json.externalMessage]).toEqual([
			500,
			`Connector-veld '${id}' niet gevonden`,
		]);
		const english = await service.get(`/connectors/Tiny_People?${query}`, {
			headers: { 'accept-language': 'en-us' },
		});
		expect(english.json.externalMessage).toBe(`Connector field '${id}' not found`);
	});

	test('a blocked connector is listed and fails', async () => {
		const { status, json } = await service.get('/connectors/Tiny_Blocked');
		expect([status, json.externalMessage]).toEqual([
			500,
			'Deze GetConnector (definitie) is geblokkeerd',
		]);
	});

	test('a query string of 2049 characters is the longest, counted as sent', async () => {
		const fill = (length: number) => `?x=${'%41'.repeat(700)}`.slice(0, length).padEnd(length, 'a');
		const longest = await service.get(`/connectors/Tiny_People${fill(2049)}`);
		expect(longest.status).toBe(200);
		const tooLong = await service.get(`/connectors/Tiny_People${fill(2050)}`);
		expect([tooLong.status, tooLong.text]).toEqual([404, '']);
	});
});

test('calls take the time that the settings say', async () => {
	service.simulator.settings.latency = { call: 50, row: 5, skippedRow: 1 };
	const started = performance.now();
	await service.get('/connectors/Many?skip=50&take=20&orderbyfieldids=Nummer');
	const duration = performance.now() - started;
	service.simulator.settings.latency = { call: 0, row: 0, skippedRow: 0 };
	expect(duration).toBeGreaterThan(195);
	expect(duration).toBeLessThan(2_000);
});
