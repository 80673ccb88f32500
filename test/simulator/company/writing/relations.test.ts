import type { Company } from '../../contract';
import {
	fixedCompany,
	FIXED_NOW,
	keysIn,
	post,
	put,
	refusalOf,
	rowsWith,
	rowWith,
} from '../fixture';

function addPerson(company: Company, fields: Record<string, unknown>, objects?: unknown): string {
	const Element = { Fields: { PadAdr: true, LaNm: 'Proefpersoon', ...fields }, Objects: objects };
	const answer = post(company, 'KnPerson', { KnPerson: { Element } });
	return keysIn(answer, 'KnPerson').BcCo ?? '';
}

const ADDRESS = {
	KnBasicAddressAdr: {
		Element: {
			Fields: {
				CoId: 'NL',
				PbAd: false,
				Ad: 'Dorpsstraat',
				HmNr: 12,
				ZpCd: '1234 AB',
				Rs: 'Ergensdorp',
			},
		},
	},
};

describe('persons', () => {
	it('adds a person that GetConnectors show, with the moment of the change', () => {
		const company = fixedCompany();
		const BcCo = addPerson(
			company,
			{ AutoNum: true, MatchPer: '7', In: 'N.', Is: 'van der', EmAd: 'n@x.example' },
			ADDRESS,
		);
		expect(rowWith(company, 'Profit_OrgPer', 'BcCo', BcCo)).toMatchObject({
			Name: 'N. van der Proefpersoon',
			Type: 'Persoon',
			AdressLine1: 'Dorpsstraat 12',
			AdressLine3: '1234 AB  ERGENSDORP',
			MailWork: 'n@x.example',
			CreateDate: FIXED_NOW,
			ModifiedDate: FIXED_NOW,
		});
	});

	it('always adds with MatchPer 7', () => {
		const company = fixedCompany();
		expect(addPerson(company, { MatchPer: '7' })).not.toBe(addPerson(company, { MatchPer: '7' }));
	});

	it.each([
		['0 (number)', { MatchPer: '0' }, ['BcCo']],
		['1 (BSN)', { MatchPer: '1' }, ['SoSe']],
		['2 (name)', { MatchPer: '2' }, []],
		['3 (name and e-mail)', { MatchPer: '3' }, ['EmAd']],
		['6 (name and birth)', { MatchPer: '6' }, ['DaBi']],
	])('finds a person with MatchPer %s', (_name, match, extra) => {
		const company = fixedCompany();
		const all: Record<string, unknown> = {
			In: 'Q.',
			ViGe: 'V',
			EmAd: 'q@x.example',
			DaBi: '1990-01-02',
			SoSe: '999990019',
		};
		const BcCo = addPerson(company, { ...all, MatchPer: '7' });
		const given = Object.fromEntries(
			[...extra, 'In', 'ViGe'].map((name) => [name, name === 'BcCo' ? BcCo : all[name]]),
		);
		expect(addPerson(company, { ...given, ...match, MbNr: '06' })).toBe(BcCo);
		const rows = rowsWith(company, 'Profit_OrgPer', 'SearchName', 'PROEFPERSO');
		expect(rows).toHaveLength(1);
	});

	it('keeps a number that is given, unless somebody has it', () => {
		const company = fixedCompany();
		expect(addPerson(company, { MatchPer: '7', BcCo: 'EIGEN1' })).toBe('EIGEN1');
		const taken = String(company.rowsOf('Profit_Debtor')[0]?.BcCo);
		const again = () => addPerson(company, { MatchPer: '7', BcCo: taken });
		expect(refusalOf(again).message.nl).toBe("De ingevulde waarde bij 'Nummer' bestaat al.");
	});

	it('adds when the match finds nobody', () => {
		const company = fixedCompany();
		const first = addPerson(company, { MatchPer: '7', In: 'A.', EmAd: 'a@x.example' });
		expect(addPerson(company, { MatchPer: '3', In: 'A.', EmAd: 'b@x.example' })).not.toBe(first);
	});

	it('tests the BSN and needs a country in an address', () => {
		const company = fixedCompany();
		expect(refusalOf(() => addPerson(company, { SoSe: '123456789' })).message.nl).toContain(
			'elfproef',
		);
		const { KnBasicAddressAdr } = ADDRESS;
		const { CoId, ...fields } = KnBasicAddressAdr.Element.Fields;
		expect(CoId).toBe('NL');
		const abroad = { KnBasicAddressAdr: { Element: { Fields: fields } } };
		expect(refusalOf(() => addPerson(company, {}, abroad)).message).toEqual({
			nl: "Vul een waarde in bij 'Land'.",
			en: "Enter a value for 'Country'.",
		});
	});

	it('keeps an image', () => {
		const company = fixedCompany();
		addPerson(company, { FileName: 'foto.png', FileStream: 'iVBORw0KGgo=' });
		expect(
			refusalOf(() => addPerson(company, { FileStream: 'iVBORw0KGgo=' })).message.en,
		).toContain('Name of file');
	});

	it('refuses a PUT on a person that is not there, and one without a number', () => {
		const company = fixedCompany();
		const change = (Fields: object) => () =>
			put(company, 'KnPerson', { KnPerson: { Element: { Fields } } });
		expect(refusalOf(change({ MatchPer: '0', BcCo: '42', LaNm: 'X' })).message.nl).toBe(
			"De ingevulde waarde bij 'Nummer' bestaat niet.",
		);
		expect(refusalOf(change({ LaNm: 'X' })).message.nl).toBe("Vul een waarde in bij 'Nummer'.");
	});

	it('moves with history from a later date, and corrects without one', () => {
		const company = fixedCompany();
		const BcCo = addPerson(company, { MatchPer: '7' }, ADDRESS);
		const addresses = () =>
			company
				.rowsOf('Profit_Address')
				.filter(({ Recidence }) => String(Recidence).startsWith('Ergens'));
		const change = (Fields: object) =>
			put(company, 'KnPerson', {
				KnPerson: {
					Element: {
						Fields: { MatchPer: '0', BcCo },
						Objects: { KnBasicAddressAdr: { Element: { Fields } } },
					},
				},
			});
		change({ HmNr: 14 });
		expect(addresses()).toHaveLength(1);
		change({
			CoId: 'NL',
			Ad: 'Nieuwweg',
			HmNr: 1,
			ZpCd: '1235 AB',
			Rs: 'Ergensstad',
			BeginDate: '2024-07-01',
		});
		expect(addresses()).toHaveLength(2);
		expect(rowWith(company, 'Profit_OrgPer', 'BcCo', BcCo).AdressLine1).toBe('Nieuwweg 1');
	});

	it('adds a bank account later through a sub-object, and checks its IBAN', () => {
		const company = fixedCompany();
		const BcCo = addPerson(company, { MatchPer: '7' });
		const later = (Iban: string) =>
			company.write({
				method: 'POST',
				connectorId: 'KnPerson',
				subObject: 'KnBankAccount',
				body: {
					KnPerson: {
						Element: {
							Fields: { MatchPer: '0', BcCo },
							Objects: [
								{ KnBankAccount: { Element: { Fields: { CoId: 'NL', IbCk: true, Iban } } } },
							],
						},
					},
				},
			});
		expect(keysIn(later('NL02ABNA0123456789'), 'KnPerson').BcCo).toBe(BcCo);
		expect(rowWith(company, 'Profit_BankAccounts', 'BcCo', BcCo).IBAN).toBe('NL02ABNA0123456789');
		expect(refusalOf(() => later('NL03ABNA0123456789')).message.nl).toContain("'IBAN-nummer'");
	});
});

describe('sales relations', () => {
	const debtor = (organisation: object, more: object = {}) => ({
		KnSalesRelationOrg: {
			Element: {
				Fields: { IsDb: true, CuId: 'EUR', PaCd: '30', VaDu: '1' },
				Objects: [{ KnOrganisation: { Element: organisation } }],
				...more,
			},
		},
	});

	it('adds a debtor with its organisation and a contact person', () => {
		const company = fixedCompany();
		const keys = keysIn(
			post(
				company,
				'KnSalesRelationOrg',
				debtor({
					Fields: { AutoNum: true, MatchOga: '1', Nm: 'Acme B.V.', CcNr: '12345678' },
					Objects: {
						KnContact: {
							Element: {
								Fields: { ViKc: 'PRS', FuDs: 'Inkoper' },
								Objects: {
									KnPerson: { Element: { Fields: { MatchPer: '7', LaNm: 'Koper', In: 'K.' } } },
								},
							},
						},
					},
				}),
			),
			'KnSalesRelationOrg',
		);
		expect(rowWith(company, 'Profit_Debtor', 'DebtorId', keys.DbId)).toMatchObject({
			DebtorName: 'Acme B.V.',
			BcCo: keys.BcCo,
			PayCon: '30',
		});
		expect(rowWith(company, 'Profit_Contacts', 'OrgNumber', keys.BcCo)).toMatchObject({
			FullName: 'K. Koper',
			FunctionCard: 'Inkoper',
		});
	});

	it('finds the organisation by its Chamber of Commerce number', () => {
		const company = fixedCompany();
		const [known] = company.rowsOf('Profit_Debtor');
		const keys = keysIn(
			post(
				company,
				'KnSalesRelationOrg',
				debtor({ Fields: { MatchOga: '1', Nm: 'Andere naam', CcNr: known?.ChOfCommNr } }),
			),
			'KnSalesRelationOrg',
		);
		expect(keys.BcCo).toBe(known?.BcCo);
		expect(rowsWith(company, 'Profit_Debtor', 'BcCo', keys.BcCo)).toHaveLength(2);
	});

	it('changes the debtor, and the organisation of that debtor', () => {
		const company = fixedCompany();
		const before = company.rowsOf('Profit_Debtor')[0];
		const Element = {
			'@DbId': before?.DebtorId,
			Fields: { Krli: 12345.5 },
			Objects: { KnOrganisation: { Element: { Fields: { Nm: 'Nieuwe naam B.V.' } } } },
		};
		put(company, 'KnSalesRelationOrg', { KnSalesRelationOrg: { Element } });
		expect(rowWith(company, 'Profit_Debtor', 'DebtorId', before?.DebtorId)).toMatchObject({
			CreditLimit: 12345.5,
			DebtorName: 'Nieuwe naam B.V.',
			BcCo: before?.BcCo,
			CreateDate: before?.CreateDate,
			ModifiedDate: FIXED_NOW,
		});
	});

	it('needs an organisation, and a debtor that exists', () => {
		const company = fixedCompany();
		const bare = { KnSalesRelationOrg: { Element: { Fields: { CuId: 'EUR' } } } };
		expect(refusalOf(() => post(company, 'KnSalesRelationOrg', bare)).message.nl).toContain(
			"'Organisatie/persoon'",
		);
		const missing = { KnSalesRelationOrg: { Element: { '@DbId': '99999', Fields: { Krli: 1 } } } };
		expect(refusalOf(() => put(company, 'KnSalesRelationOrg', missing))).toEqual({
			message: {
				nl: "De ingevulde waarde bij 'Nummer debiteur' bestaat niet.",
				en: "The entered value for 'Debtor number' does not exist.",
			},
			errorNumber: -2147220469,
		});
	});

	it('updates 200 relations in a row', () => {
		const company = fixedCompany();
		const debtors = company.rowsOf('Profit_Debtor').slice(0, 200);
		for (const { DebtorId } of debtors) {
			put(company, 'KnSalesRelationOrg', {
				KnSalesRelationOrg: { Element: { '@DbId': DebtorId, Fields: { PaCd: '60' } } },
			});
		}
		expect(rowsWith(company, 'Profit_Debtor', 'ModifiedDate', FIXED_NOW)).toHaveLength(200);
	});
});
