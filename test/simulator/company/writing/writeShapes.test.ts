import type { Company } from '../../contract';
import {
	everything,
	fixedCompany,
	FIXED_NOW,
	keysIn,
	post,
	put,
	refusalOf,
	rowsWith,
	rowWith,
} from '../fixture';

const LOG = 'Lindeboom_Onderhoudslog';
const entry = (text: string, more: Record<string, unknown> = {}) => ({
	Fields: { U001: '2024-06-03', U002: text, ...more },
});

describe('shapes of a body', () => {
	it('takes one element as an object and answers an object of texts', () => {
		const company = fixedCompany();
		const answer = post(company, 'KnCustomK01', { KnCustomK01: { Element: entry('Een') } });
		expect(answer.status).toBe(201);
		const { SqNo } = keysIn(answer, 'KnCustomK01');
		expect(typeof SqNo).toBe('string');
		expect(rowWith(company, LOG, 'Nummer', Number(SqNo))).toMatchObject({
			Omschrijving: 'Een',
			Datum: '2024-06-03T00:00:00.000',
			Gewijzigd_op: FIXED_NOW,
		});
	});

	it('takes several elements as a list and answers a list', () => {
		const company = fixedCompany();
		const Element = Array.from({ length: 50 }, (_, position) => entry(`Batch ${position}`));
		const answer = post(company, 'KnCustomK01', { KnCustomK01: { Element } });
		const list = (answer.body?.results as { KnCustomK01: unknown[] }).KnCustomK01;
		expect(list).toHaveLength(50);
		expect(new Set(list.map((keys) => JSON.stringify(keys))).size).toBe(50);
		expect(
			company.rowsOf(LOG).filter((row) => String(row.Omschrijving).startsWith('Batch ')),
		).toHaveLength(50);
	});

	it('answers under the root element, bare when the mode says so', () => {
		const bare = fixedCompany({ modes: { resultsWrapper: false, putStatus: 200 } });
		const body = {
			KnOrgunit: { Element: { '@OuId': 'MKT', Fields: { Ds: 'Marketing en merk' } } },
		};
		expect(put(bare, 'KnOrgUnit', body)).toEqual({
			status: 200,
			body: { KnOrgunit: { OuId: 'MKT' } },
		});
		expect(put(fixedCompany(), 'KnOrgUnit', body)).toEqual({
			status: 201,
			body: { results: { KnOrgunit: { OuId: 'MKT' } } },
		});
	});

	it('sends no body for a connector that documents none', () => {
		const body = {
			KnDimCode: { Element: { '@AxId': '1', '@VbCo': '999', Fields: { Ds: 'Proef' } } },
		};
		expect(post(fixedCompany(), 'KnDimCode', body)).toEqual({ status: 201, body: undefined });
	});

	it('refuses the connector id as root where the root differs', () => {
		const refusal = refusalOf(() =>
			put(fixedCompany(), 'KnEmployee', { KnEmployee: { Element: { '@EmId': '1001' } } }),
		);
		expect(refusal.message.nl).toContain("'AfasEmployee'");
		expect(refusal.errorNumber).toBe(-2147180999);
	});

	it.each([
		['no object', 'text'],
		['a list', []],
		['no element', { KnCustomK01: {} }],
		['an empty list of elements', { KnCustomK01: { Element: [] } }],
		['an element that is text', { KnCustomK01: { Element: 'x' } }],
		['fields that are a list', { KnCustomK01: { Element: { Fields: [] } } }],
		['two roots', { KnCustomK01: { Element: entry('x') }, KnCustomK02: { Element: {} } }],
		['an unknown row action', { KnCustomK01: { Element: { '@Action': 'merge', ...entry('x') } } }],
	])('refuses %s', (_name, body) => {
		const company = fixedCompany();
		const before = everything(company);
		expect(refusalOf(() => post(company, 'KnCustomK01', body)).errorNumber).toBe(-2147180999);
		expect(everything(company)).toBe(before);
	});

	it.each([
		[
			'a list of objects',
			[{ KnBasicAddressAdr: { Element: address('1') } }, { KnBankAccount: { Element: bank() } }],
		],
		[
			'one object',
			{ KnBasicAddressAdr: { Element: address('1') }, KnBankAccount: { Element: bank() } },
		],
	])('takes nested objects as %s', (_name, Objects) => {
		const company = fixedCompany();
		const Element = { Fields: { AutoNum: true, MatchOga: '6', Nm: 'Proef B.V.' }, Objects };
		const { BcCo } = keysIn(
			post(company, 'KnOrganisation', { KnOrganisation: { Element } }),
			'KnOrganisation',
		);
		expect(rowWith(company, 'Profit_OrgPer', 'BcCo', BcCo).AdressLine1).toBe('Kade 1');
		expect(rowWith(company, 'Profit_BankAccounts', 'BcCo', BcCo).IBAN).toBe('NL02ABNA0123456789');
	});

	it.each([
		['as attribute', { '@SqNo': '1', Fields: { U002: 'Anders' } }],
		['as field', { Fields: { SqNo: 1, U002: 'Anders' } }],
		[
			'as text with a row action on the element',
			{ '@Action': 'update', '@SqNo': 1, Fields: { U002: 'Anders' } },
		],
	])('takes the key %s', (_name, Element) => {
		const company = fixedCompany();
		put(company, 'KnCustomK01', { KnCustomK01: { Element } });
		expect(rowWith(company, LOG, 'Nummer', 1).Omschrijving).toBe('Anders');
	});

	it.each([
		['@Action on the element', { '@Action': 'delete', '@SqNo': '1' }],
		['@action on the element', { '@action': 'Delete', '@SqNo': '1' }],
		['@Action in the fields', { '@SqNo': '1', Fields: { '@Action': 'delete' } }],
		['Action without @', { Action: 'DELETE', '@SqNo': '1' }],
	])('deletes with %s', (_name, Element) => {
		const company = fixedCompany();
		put(company, 'KnCustomK01', { KnCustomK01: { Element } });
		expect(rowsWith(company, LOG, 'Nummer', 1)).toEqual([]);
	});

	it('refuses unknown fields and objects, or ignores them when the mode says so', () => {
		const body = {
			KnCustomK01: {
				Element: { ...entry('x', { U999: 'y' }), Objects: { KnNiets: { Element: {} } } },
			},
		};
		expect(refusalOf(() => post(fixedCompany(), 'KnCustomK01', body)).message).toEqual({
			nl: "Er is een onverwachte fout opgetreden. Veld 'U999' is onbekend bij 'KnCustomK01'.",
			en: "An unexpected error has occurred. Field 'U999' is unknown at 'KnCustomK01'.",
		});
		const lenient = fixedCompany({ modes: { unknownFields: 'ignore' } });
		expect(post(lenient, 'KnCustomK01', body).status).toBe(201);
	});

	it('takes a key without a value as absent, as wrong, or as new, whatever the mode says', () => {
		const Element = { '@SqNo': ' ', ...entry('Zonder nummer') };
		const body = { KnCustomK01: { Element } };
		const missing = { nl: "Vul een waarde in bij 'Nummer'.", en: "Enter a value for 'Number'." };
		expect(refusalOf(() => put(fixedCompany(), 'KnCustomK01', body)).message).toEqual(missing);
		expect(post(fixedCompany(), 'KnCustomK01', body).status).toBe(201);
		const strict = fixedCompany({ modes: { emptyKeys: 'refuse' } });
		expect(refusalOf(() => post(strict, 'KnCustomK01', body)).message).toEqual(missing);
		const inserting = fixedCompany({ modes: { emptyKeys: 'insert' } });
		const before = inserting.rowsOf(LOG).length;
		put(inserting, 'KnCustomK01', body);
		expect(inserting.rowsOf(LOG)).toHaveLength(before + 1);
	});

	it('takes item types in letters, or refuses them when the mode says so', () => {
		const FbSalesLines = { Element: { Fields: { VaIt: 'Txt', Ds: 'Met spoed' } } };
		const Element = { Fields: { DbId: '10001' }, Objects: { FbSalesLines } };
		const body = { FbSales: { Element } };
		expect(post(fixedCompany(), 'FbSales', body).status).toBe(201);
		const strict = fixedCompany({ modes: { itemTypeLetters: 'refuse' } });
		expect(refusalOf(() => post(strict, 'FbSales', body)).message.nl).toContain("'Type item'");
	});

	it('takes null as emptied, as absent, or as wrong, whatever the mode says', () => {
		const body = { KnCustomK01: { Element: { '@SqNo': '2', Fields: { U002: null } } } };
		const textOf = (company: Company) => rowWith(company, LOG, 'Nummer', 2).Omschrijving;
		const clearing = fixedCompany();
		const before = textOf(clearing);
		put(clearing, 'KnCustomK01', body);
		expect(textOf(clearing)).toBeNull();
		const ignoring = fixedCompany({ modes: { nullValues: 'ignore' } });
		put(ignoring, 'KnCustomK01', body);
		expect(textOf(ignoring)).toBe(before);
		const strict = fixedCompany({ modes: { nullValues: 'refuse' } });
		expect(refusalOf(() => put(strict, 'KnCustomK01', body)).message.nl).toContain('ongeldig');
	});

	it('refuses field codes in another case', () => {
		const body = { KnCustomK01: { Element: { Fields: { u001: '2024-06-03' } } } };
		expect(refusalOf(() => post(fixedCompany(), 'KnCustomK01', body)).message.en).toContain(
			"'u001'",
		);
	});

	it('refuses methods that a connector does not take, and connectors that do not exist', () => {
		const company = fixedCompany();
		expect(refusalOf(() => post(company, 'KnContact', {})).message.en).toBe(
			'Method POST is not supported by this UpdateConnector.',
		);
		expect(refusalOf(() => put(company, 'FiEntries', {})).message.nl).toContain('Methode PUT');
		expect(refusalOf(() => company.remove('KnPerson', [])).message.nl).toContain('Methode DELETE');
		expect(refusalOf(() => post(company, 'KnNiets', {}))).toEqual({
			message: {
				nl: 'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.',
				en: 'This UpdateConnector is not supported or the user is not authorised.',
			},
			errorNumber: -2147180996,
		});
	});
});

describe('one transaction', () => {
	it('stores nothing when the last of many elements is refused', () => {
		const company = fixedCompany();
		const before = everything(company);
		const good = Array.from({ length: 19 }, (_, position) => entry(`Deel ${position}`));
		const Element = [...good, entry('Fout', { U004: 'BESTAATNIET' })];
		expect(
			refusalOf(() => post(company, 'KnCustomK01', { KnCustomK01: { Element } })).errorNumber,
		).toBe(-2147220469);
		expect(everything(company)).toBe(before);
	});

	it('takes back inserts, updates, deletions and numbers alike', () => {
		const company = fixedCompany();
		const before = everything(company);
		const Element = [
			{ '@Action': 'delete', '@SqNo': '1' },
			{ '@Action': 'update', '@SqNo': '2', Fields: { U002: 'Anders' } },
			{ '@Action': 'insert', ...entry('Nieuw') },
			{ '@Action': 'update', '@SqNo': '999999', Fields: { U002: 'Nee' } },
		];
		refusalOf(() => put(company, 'KnCustomK01', { KnCustomK01: { Element } }));
		expect(everything(company)).toBe(before);
		const next = keysIn(
			post(company, 'KnCustomK01', { KnCustomK01: { Element: entry('Na') } }),
			'KnCustomK01',
		);
		const other = keysIn(
			post(fixedCompany(), 'KnCustomK01', { KnCustomK01: { Element: entry('Na') } }),
			'KnCustomK01',
		);
		expect(next).toEqual(other);
	});

	it('takes back the whole of a nested call', () => {
		const company = fixedCompany();
		const before = everything(company);
		const Element = {
			Fields: { IsDb: true, CuId: 'EUR' },
			Objects: {
				KnOrganisation: {
					Element: {
						Fields: { AutoNum: true, MatchOga: '6', Nm: 'Half B.V.' },
						Objects: {
							KnContact: {
								Element: {
									Fields: { ViKc: 'PRS' },
									Objects: {
										KnPerson: { Element: { Fields: { MatchPer: '7', CaNm: 'Zonder achternaam' } } },
									},
								},
							},
						},
					},
				},
			},
		};
		const refusal = refusalOf(() =>
			post(company, 'KnSalesRelationOrg', { KnSalesRelationOrg: { Element } }),
		);
		expect(refusal.message).toEqual({
			nl: "Vul een waarde in bij 'Achternaam'.",
			en: "Enter a value for 'Last name'.",
		});
		expect(everything(company)).toBe(before);
	});
});

function address(number: string) {
	return {
		Fields: { CoId: 'NL', PbAd: false, Ad: 'Kade', HmNr: number, ZpCd: '1011 AA', Rs: 'Amsterdam' },
	};
}

function bank() {
	return { Fields: { CoId: 'NL', IbCk: true, Iban: 'NL02ABNA0123456789' } };
}
