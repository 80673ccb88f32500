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

const OPENING = '2024-07-01T00:00:00.000';

function hiring(objects: object = {}) {
	return {
		AfasEmployee: {
			Element: {
				Fields: { ViSe: 'I', UA0F3B1C94D7E4B25A8C60E1D2F3A4B51: 'L' },
				Objects: {
					KnPerson: {
						Element: {
							Fields: {
								AutoNum: true,
								MatchPer: '7',
								LaNm: 'Nieuwkomer',
								In: 'N.',
								SoSe: '999990019',
								EmAd: 'n@x.example',
							},
						},
					},
					AfasContract: {
						Element: { '@DaBe': '2024-07-01', Fields: { ClId: 'Basis', ApCo: 'O', EmMt: '1' } },
					},
					AfasOrgunitFunction: {
						Element: { '@DaBe': '2024-07-01', Fields: { DpId: 'BUIT', FuId: '0012' } },
					},
					AfasTimeTable: { Element: { '@DaBg': '2024-07-01', Fields: { HrWk: 36, PcPt: 90 } } },
					AfasSalary: { Element: { '@DaBe': '2024-07-01', Fields: { SaPe: 'M', EmSa: 3500 } } },
					...objects,
				},
			},
		},
	};
}

describe('employees', () => {
	it('hires, as GetConnectors show afterwards', () => {
		const company = fixedCompany();
		const { EmId } = keysIn(post(company, 'KnEmployee', hiring()), 'AfasEmployee');
		expect(rowWith(company, 'Profit_Employees', 'EmployeeId', EmId)).toMatchObject({
			BirthName: null,
			Initials: 'N.',
			BSN: '999990019',
			EmploymentStart: OPENING,
			OrgUnitDesc: 'Verkoop buitendienst',
			FunctionDesc: 'Accountmanager',
			FTE: 0.9,
		});
		expect(rowWith(company, 'Lindeboom_Medewerkers', 'Medewerker', EmId)).toMatchObject({
			Naam: 'N. Nieuwkomer',
			Kledingmaat: 'L',
			Aangemaakt_op: FIXED_NOW,
		});
	});

	it('ends one bank account and adds another', () => {
		const company = fixedCompany();
		const old = rowWith(company, 'Lindeboom_Bankrekeningen', 'Medewerker', '1001').Rekening;
		const Element = [
			{ '@Action': 'update', '@AcId': old, '@NoBk': false, Fields: { SaAc: false } },
			{
				'@Action': 'insert',
				'@AcId': 'NL02ABNA0123456789',
				'@NoBk': false,
				Fields: { SaAc: true, IbCk: true, Iban: 'NL02ABNA0123456789' },
			},
		];
		put(company, 'KnEmployee', {
			AfasEmployee: {
				Element: { '@Action': 'update', '@EmId': '1001', Objects: [{ AfasBankInfo: { Element } }] },
			},
		});
		const accounts = rowsWith(company, 'Lindeboom_Bankrekeningen', 'Medewerker', '1001');
		expect(accounts.map((row) => [row.IBAN, row.Salarisrekening])).toEqual([
			[old, false],
			['NL02ABNA0123456789', true],
		]);
	});

	it('adds, changes and deletes contracts by their start date', () => {
		const company = fixedCompany();
		const contract = (Element: object) =>
			put(company, 'KnEmployee', {
				AfasEmployee: { Element: { '@EmId': '1001', Objects: { AfasContract: { Element } } } },
			});
		const rows = () => rowsWith(company, 'Lindeboom_Contracten', 'Medewerker', '1001');
		contract({
			'@Action': 'insert',
			'@DaBe': '2024-07-01',
			Fields: { ApCo: 'B', DaEn: '2025-06-30' },
		});
		expect(rows()).toHaveLength(2);
		contract({ '@DaBe': '2024-07-01', Fields: { DaEn: '' } });
		expect(rows().at(-1)).toMatchObject({
			Begindatum: OPENING,
			Einddatum: null,
			Type_contract: 'B',
			Gewijzigd_op: FIXED_NOW,
		});
		expect(
			refusalOf(() => contract({ '@Action': 'insert', '@DaBe': '2024-07-01' })).message.nl,
		).toBe("De ingevulde waarde bij 'Begindatum' bestaat al.");
		expect(
			refusalOf(() => contract({ '@DaBe': '2031-01-01', Fields: { ApCo: 'O' } })).message.nl,
		).toBe("De ingevulde waarde bij 'Begindatum' bestaat niet.");
		expect(
			refusalOf(() => contract({ '@DaBe': '2024-07-01', Fields: { DaEn: '2020-01-01' } })).message
				.nl,
		).toContain("'Einddatum'");
		contract({ '@Action': 'delete', '@DaBe': '2024-07-01' });
		expect(rows()).toHaveLength(1);
	});

	it('changes the work e-mail through the person', () => {
		const company = fixedCompany();
		const { PersonId, BSN } = rowWith(company, 'Profit_Employees', 'EmployeeId', '1001');
		const KnPerson = {
			Element: { Fields: { MatchPer: '0', BcCo: PersonId, EmAd: 'nieuw@x.example' } },
		};
		put(company, 'KnEmployee', {
			AfasEmployee: { Element: { '@EmId': '1001', Objects: [{ KnPerson }] } },
		});
		expect(rowWith(company, 'Profit_Employees', 'EmployeeId', '1001')).toMatchObject({
			Mail: 'nieuw@x.example',
			BSN,
		});
	});

	it.each([
		[
			'an employee that is not there',
			'4040',
			{},
			"De ingevulde waarde bij 'Medewerker' bestaat niet.",
		],
		[
			'a department that is not there',
			'1001',
			{ DpId: 'MARS', FuId: '0012' },
			"De ingevulde waarde bij 'Organisatorische eenheid' bestaat niet.",
		],
		['a missing job title', '1001', { DpId: 'BUIT' }, "Vul een waarde in bij 'Functie'."],
	])('refuses %s', (_name, EmId, Fields, message) => {
		const company = fixedCompany();
		const AfasOrgunitFunction = { Element: { '@Action': 'insert', '@DaBe': '2024-07-01', Fields } };
		const body = { AfasEmployee: { Element: { '@EmId': EmId, Objects: { AfasOrgunitFunction } } } };
		expect(refusalOf(() => put(company, 'KnEmployee', body)).message.nl).toBe(message);
	});

	it('needs a person', () => {
		const body = { AfasEmployee: { Element: { Fields: { ViSe: 'I' } } } };
		expect(refusalOf(() => post(fixedCompany(), 'KnEmployee', body)).message.nl).toBe(
			"Vul een waarde in bij 'Persoon'.",
		);
	});

	it('onboards: the lines go to the employee, in whatever order they come', () => {
		const company = fixedCompany();
		const { KnPerson, ...lines } = hiring().AfasEmployee.Element.Objects;
		const Element = {
			...KnPerson.Element,
			Objects: { ...lines, AfasEmployee: { Element: { Fields: { ViSe: 'I' } } } },
		};
		post(company, 'HrOnboarding', { AfasPerson: { Element } });
		const row = rowWith(company, 'Profit_Employees', 'BSN', '999990019');
		expect(row).toMatchObject({ EmploymentStart: OPENING, FunctionId: '0012' });
	});
});

describe('leave and sick leave', () => {
	const leave = (Fields: object) => ({
		HrAbsence: { Element: { Fields: { EmId: '1001', ViAt: 'V', ...Fields } } },
	});

	it('adds leave for part of a day and for whole days, in minutes', () => {
		const company = fixedCompany();
		const part = leave({
			DaBe: '2024-07-26T00:00:00',
			DaEn: '2024-07-26T12:00:00',
			EnSe: 1,
			LeDt: true,
			DuBe: 240,
			Re: 'Tandarts',
		});
		const { Id } = keysIn(post(company, 'HrAbsence', part), 'HrAbsence');
		expect(rowWith(company, 'Profit_Leaves', 'LeaveId', Number(Id))).toMatchObject({
			Hours: 240,
			Note: 'Tandarts',
			LeaveDescr: 'Vakantie',
			Partial: true,
		});
		const days = keysIn(
			post(company, 'HrAbsence', leave({ DaBe: '2024-08-02', DaEn: '2024-08-06' })),
			'HrAbsence',
		);
		expect(rowWith(company, 'Profit_Leaves', 'LeaveId', Number(days.Id)).Hours).toBe(3 * 480);
		const change = {
			HrAbsenceID: { Element: { '@Id': days.Id, Fields: { DaEn: '2024-08-05', DuRa: 960 } } },
		};
		expect(keysIn(put(company, 'HrAbsenceID', change), 'HrAbsenceID')).toEqual(days);
		expect(rowWith(company, 'Profit_Leaves', 'LeaveId', Number(days.Id))).toMatchObject({
			EndDate: '2024-08-05T00:00:00.000',
			Hours: 960,
		});
	});

	it.each([
		[
			{ ViAt: 'X', DaBe: '2024-07-26', DaEn: '2024-07-26' },
			"De ingevulde waarde bij 'Type verlof' bestaat niet.",
		],
		[
			{ DaBe: '2024-07-26', DaEn: '2024-07-25' },
			"De ingevulde waarde bij 'Einddatum' is ongeldig.",
		],
		[
			{ DaBe: '2024-07-26', DaEn: '2024-07-26', LeDt: true },
			"Vul een waarde in bij 'Verlofuren begindatum'.",
		],
	])('refuses leave %#', (fields, message) => {
		expect(refusalOf(() => post(fixedCompany(), 'HrAbsence', leave(fields))).message.nl).toBe(
			message,
		);
	});

	it('reports sick and better by GUID', () => {
		const company = fixedCompany();
		const GUID = '{9810D946-CA38-49DB-9ADA-0000000000AA}';
		const progress = {
			HrAbsIllnessProgress: {
				Element: {
					'@GUID': GUID,
					Fields: { DaTi: '2024-06-10T08:30:00', PsPc: '25', PsHr: '0', PsSp: '0' },
				},
			},
		};
		const Fields = {
			EmId: '1001',
			DaBe: '2024-06-10T08:30:00',
			DMeB: '2024-06-10T08:30:00',
			ViIt: 'Z',
			EnSe: 1,
			TPBe: 0,
		};
		const answer = post(company, 'HrIllnessGUID', {
			HrIllnessGUID: { Element: { '@GUID': GUID, Fields, Objects: progress } },
		});
		expect(keysIn(answer, 'HrIllnessGUID')).toEqual({ GUID });
		expect(rowWith(company, 'Profit_Illness', 'GUID', GUID)).toMatchObject({
			EndDate: null,
			Presence: 25,
			StartDate: '2024-06-10T08:30:00.000',
		});
		put(company, 'HrIllnessGUID', {
			HrIllnessGUID: {
				Element: { '@GUID': GUID, Fields: { DaEn: '2024-06-12T17:00:00', ViRs: '1' } },
			},
		});
		expect(rowWith(company, 'Profit_Illness', 'GUID', GUID)).toMatchObject({
			EndDate: '2024-06-12T17:00:00.000',
			RecoveredCode: '1',
		});
		const wrong = { HrIllnessGUID: { Element: { '@GUID': '9810', Fields } } };
		expect(refusalOf(() => post(company, 'HrIllnessGUID', wrong)).message.nl).toContain(
			'$3790=GUID',
		);
	});

	it('keeps payroll mutations by their seven keys', () => {
		const company = fixedCompany();
		const keys = {
			'@PtId': 5,
			'@Year': 2024,
			'@PeId': 1,
			'@DaTi': '2024-01-08',
			'@EmId': '1001',
			'@ErId': '01',
			'@Sc02': 11,
		};
		const body = (value: unknown) => ({
			HrCompMut: { Element: { ...keys, Fields: { VaD1: value } } },
		});
		expect(keysIn(post(company, 'HrCompMut', body(250)), 'HrCompMut').Id).toBe('1');
		expect(refusalOf(() => post(company, 'HrCompMut', body(250))).message.nl).toContain(
			'bestaat al',
		);
		expect(keysIn(put(company, 'HrCompMut', body(300)), 'HrCompMut').Id).toBe('1');
		const path = {
			PtId: '5',
			Year: '2024',
			PeId: '1',
			DaTi: '2024-01-08',
			EmId: '1001',
			ErId: '01',
			Sc02: '11',
		};
		expect(
			company.remove('HrCompMut', [{ element: 'HrCompMut', keys: { ...path, Id: '1' } }]),
		).toBe(true);
		expect(refusalOf(() => put(company, 'HrCompMut', body(1))).message.nl).toContain(
			'bestaat niet',
		);
	});
});
