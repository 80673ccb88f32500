import { isSegment, onBase, redirectedTo } from '../../../nodes/Afas/profit/biModel/biAddress';
import { biPointerOf } from '../../../nodes/Afas/profit/biModel/biModelLink';
import { encodeAsked } from '../../../nodes/Afas/profit/biModel/biQuery';
import { readCsdl } from '../../../nodes/Afas/profit/biModel/csdl';
import { readODataAnswer } from '../../../nodes/Afas/profit/biModel/odataAnswer';
import { withoutAnnotations } from '../../../nodes/Afas/profit/biModel/odataRow';
import { BiModelMemory } from '../../../nodes/Afas/profit/biModel/biModelMemory';

describe('where a redirect or link leads', () => {
	const from = { path: '/bi/Verkoopomzet/v2/Feiten', query: '$top=5' };

	it.each([
		['https://12345.rest.afas.online/ProfitRestServices/bi/X/v3/', '/bi/X/v3/', ''],
		['http://bi-web01:8080/profitrestservices/BI/X?a=1#b', '/BI/X', 'a=1'],
		['https://gateway.example/afas/ProfitRestServices/bi/X/', '/bi/X/', ''],
		['/ProfitRestServices/bi/Een%20naam/v1/', '/bi/Een%20naam/v1/', ''],
		['Feiten?$skiptoken=5', '/bi/Verkoopomzet/v2/Feiten', '$skiptoken=5'],
		['?$skiptoken=5', '/bi/Verkoopomzet/v2/Feiten', '$skiptoken=5'],
		['../v3/', '/bi/Verkoopomzet/v3/', ''],
		['//elders.example/ProfitRestServices/bi/X', '/bi/X', ''],
		['https://user:secret@elders.example/ProfitRestServices/bi/X', '/bi/X', ''],
		['/ProfitRestServices/bi/Omzet%2FKosten/', '/bi/Omzet%2FKosten/', ''],
	])('%s is below the base URL', (target, path, query) => {
		expect(onBase(target, from)).toEqual({ path, query });
	});

	it.each([
		'',
		'https://12345.rest.afas.online/ProfitRestServices/connectors/Profit_Debtor',
		'https://elders.example/bi/X',
		'https://elders.example/xProfitRestServicesx/bi/X',
		'/ProfitRestServices/bi',
		'/ProfitRestServices/bix/X',
		'/ProfitRestServices/bi/../connectors/Profit_Debtor',
		'/ProfitRestServices/bi/%2e%2e/connectors/Profit_Debtor',
		'/ProfitRestServices/bi/X/..%2f..%2fconnectors/Profit_Debtor',
		'/ProfitRestServices/bi/X/%2e%2e%5cconnectors',
		'/ProfitRestServices/bi/%zz/',
		'../../../connectors/Profit_Debtor',
		'\\\\elders.example\\connectors',
		'javascript:alert(1)',
		'data:text/plain,/ProfitRestServices/bi/X',
		'file:///ProfitRestServices/bi/X',
		'https://',
	])('%s is no BI model', (target) => {
		expect(onBase(target, from)).toBeUndefined();
	});

	it('takes what was asked along where it says nothing of its own', () => {
		const path = '/bi/Verkoopomzet/v3/';
		expect(redirectedTo('../v3/', from)).toEqual({ path, query: '$top=5' });
		expect(redirectedTo('../v3/?$top=9', from)).toBeUndefined();
	});

	it('is read from an address that a user pastes', () => {
		const base = 'https://12345.rest.afas.online/ProfitRestServices';
		expect(biPointerOf('Verkoopomzet', base)).toEqual({
			model: 'Verkoopomzet',
			version: 0,
			table: '',
		});
		expect(biPointerOf(`${base}/bi/Een%20naam/v2/Feiten`, base)).toEqual({
			model: 'Een naam',
			version: 2,
			table: 'Feiten',
		});
		expect(biPointerOf(`${base}/bi/X/v2/`, base)).toMatchObject({ version: 2, table: '' });
		for (const more of ['/$metadata', '/v2/$metadata', '?$top=1', '/v2/T(5)/Sub', '/v2/T?a=1']) {
			expect(() => biPointerOf(`${base}/bi/X${more}`, base)).toThrow(/more than a model/);
		}
	});
});

describe('a name in an address', () => {
	it.each(['a/../../metainfo', '..\\x', '.', 'a/.', '\ud83d'])('is refused: %j', (name) => {
		expect(isSegment(name)).toBe(false);
	});

	it.each(['Een & twee', 'a/b', '...', 'v1.2', '\u{1f600}', '100%'])('is taken: %j', (name) => {
		expect(isSegment(name)).toBe(true);
	});

	it.each([
		['a\ud800', []],
		['', [{ name: '$search', value: '\udc00' }]],
	])('has no half characters in what is asked: %j', (filter, parameters) => {
		expect(() => encodeAsked(filter, parameters)).toThrow(/half a character/);
	});
});

it('a description full of comments that never end is read at once', () => {
	const text = `<edmx:Edmx>${'<!--'.repeat(200_000)}</edmx:Edmx>`;
	const start = performance.now();
	expect(readCsdl(text)).toBeUndefined();
	expect(performance.now() - start).toBeLessThan(1_000);
});

describe('an answer', () => {
	const context = 'https://12345.rest.afas.online/ProfitRestServices/bi/X/v2/$metadata';
	const rows = [{ name: 'A', url: 'B' }];

	it.each([
		['a service document', { '@odata.context': context, value: rows }, 'tables'],
		['rows with just such names', { '@odata.context': `${context}#X`, value: rows }, 'rows'],
		['tables without a context', { value: [{ name: 'A', kind: 'EntitySet', url: 'A' }] }, 'tables'],
		['rows without a context', { value: [{ name: 'A', url: 'B', Id: 1 }] }, 'rows'],
		['names that are numbers', { value: [{ name: 1 }] }, 'rows'],
		['no rows', { value: [] }, 'rows'],
		['a bare list', [{ Id: 1 }], 'rows'],
		['OData 3', { 'odata.metadata': `${context}#X`, value: [{ Id: 1 }] }, 'rows'],
		['OData 2', { d: { results: [{ Id: 1 }] } }, 'rows'],
		['OData 1', { d: [{ Id: 1 }] }, 'rows'],
		['tables of OData 2', { d: { EntitySets: ['A'] } }, 'tables'],
		['one row', { '@odata.context': `${context}#X/$entity`, Id: 1 }, 'other'],
		['a list of texts', { value: ['A', 'B'] }, 'other'],
		['text', 'rows', 'other'],
		['nothing', undefined, 'other'],
		['null', null, 'other'],
		['nothing in a wrapping', { d: null }, 'other'],
	])('is told apart: %s', (_, body, kind) => {
		expect(readODataAnswer(body).kind).toBe(kind);
	});

	it('leaves out what is no table', () => {
		const value = [
			{ name: 'A', kind: 'EntitySet', url: 'A' },
			{ name: 'Me', kind: 'Singleton', url: 'Me' },
			{ name: 'Calc', kind: 'FunctionImport', url: 'Calc' },
			{ name: 'B', url: 'b/' },
		];
		expect(readODataAnswer({ '@odata.context': context, value })).toEqual({
			kind: 'tables',
			tables: [
				{ name: 'A', url: 'A' },
				{ name: 'B', url: 'b/' },
			],
		});
	});

	it.each([
		[{ value: [], '@odata.nextLink': 'L' }],
		[{ value: [], '@nextLink': 'L' }],
		[{ value: [], 'odata.nextLink': 'L' }],
		[{ d: { results: [], __next: 'L' } }],
	])('has its link to the next rows in %j', (body) => {
		expect(readODataAnswer(body)).toMatchObject({ nextLink: 'L' });
	});

	it.each([null, '', 5])('has no link in %j', (link) => {
		expect(readODataAnswer({ value: [], '@odata.nextLink': link })).not.toHaveProperty('nextLink');
	});
});

describe('a row', () => {
	it('keeps all that is data, whatever it is called', () => {
		const row = {
			'@odata.id': 'X(1)',
			'@etag': '1',
			'odata.type': 'X',
			__metadata: {},
			Naam: 'A',
			'Naam@odata.type': '#String',
			'Naam@type': '#String',
			'Naam@Core.Label': 'Naam',
			'Debiteur@odata.navigationLink': 'X(1)/Debiteur',
			Artikel: { __deferred: { uri: 'X(1)/Artikel' } },
			Genest: { Id: 1, '@odata.id': 'Y(1)' },
			'e-mail@werk': 'a@b.example',
			error: 'geen',
			__next: 'data',
		};
		expect(withoutAnnotations([row])).toEqual([
			{
				Naam: 'A',
				Genest: { Id: 1, '@odata.id': 'Y(1)' },
				'e-mail@werk': 'a@b.example',
				error: 'geen',
				__next: 'data',
			},
		]);
	});

	it('without anything else is not copied', () => {
		const row = { Id: 1, Naam: null };
		expect(withoutAnnotations([row])[0]).toBe(row);
	});
});

describe('$metadata', () => {
	const csdl = (types: string, sets: string) => `<?xml version="1.0"?>
<edmx:Edmx Version="4.0" xmlns:edmx="x"><edmx:DataServices><Schema Namespace="A.B" Alias="S">
${types}<EntityContainer Name="C">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;

	it('is read with both kinds of quotes, comments, entities and types that extend others', () => {
		const text = csdl(
			`<!-- <EntityType Name="T"><Property Name="Nee"/></EntityType> -->
<ComplexType Name='Adres'><Property Name='Straat' Type='Edm.String'/></ComplexType>
<EntityType Name="Basis"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"></Property></EntityType>
<EntityType Name='T' BaseType='S.Basis'>
	<Property Name='Bedrag &amp; &#39;btw&#x27;' Type='Edm.Decimal' Precision='10' Nullable='true' >
		<Annotation Term="Core.Label" String="a > b"/>
	</Property>
	<NavigationProperty Name="Debiteur" Type="S.Basis"/>
</EntityType>`,
			`<EntitySet Name="Feiten" EntityType="A.B.T"/><EntitySet Name='Leeg' EntityType='S.Weg'></EntitySet>`,
		);
		expect(Object.fromEntries(readCsdl(text) ?? [])).toEqual({
			Feiten: {
				keys: ['Id'],
				fields: [
					{ id: 'Id', type: 'Edm.Int32', nullable: false },
					{ id: "Bedrag & 'btw'", type: 'Edm.Decimal', nullable: true },
				],
			},
			Leeg: { keys: [], fields: [] },
		});
	});

	it('ends for types that extend each other', () => {
		const types = `<EntityType Name="T" BaseType="S.T"><Property Name="Id" Type="Edm.Int32"/></EntityType>`;
		const sets = `<EntitySet Name="Feiten" EntityType="S.T"/>`;
		expect(readCsdl(csdl(types, sets))?.get('Feiten')?.fields.length).toBeGreaterThan(0);
	});

	it.each(['', '<html></html>', '<a>', csdl('', ''), '<edmx:Edmx>'.repeat(10_000)])(
		'is nothing else (%#)',
		(text) => {
			expect(readCsdl(text)).toBeUndefined();
		},
	);
});

describe('the memory of places', () => {
	const key = (model: string) => ({ identity: 'a', model, version: 0 });
	const model = { name: 'X', root: '/bi/X/', path: '/bi/X/', tables: undefined };

	it('lasts five minutes, and is of one user and version', () => {
		let now = 0;
		const memory = new BiModelMemory(() => now);
		memory.keep(key('X'), model);
		now = 5 * 60_000 - 1;
		expect(memory.get(key('X'))?.model).toBe(model);
		expect(memory.get({ ...key('X'), identity: 'b' })).toBeUndefined();
		expect(memory.get({ ...key('X'), version: 1 })).toBeUndefined();
		now += 1;
		expect(memory.get(key('X'))).toBeUndefined();
	});

	it('holds a bounded number of models', () => {
		const memory = new BiModelMemory();
		for (let number = 0; number < 300; number++) memory.keep(key(`X${number}`), model);
		expect(memory.get(key('X99'))).toBeUndefined();
		expect(memory.get(key('X100'))).toBeDefined();
	});
});
