import { fieldsFrom, type FieldModel } from '../fieldNotation';
import { element, elementOf, updateConnector, type ElementModel } from '../updateConnector';
import { personElement } from './parties';

const EMPLOYEE = `
	EmId# s15 Medewerker | Employee
	ViSe s20 =employeeKind Soort medewerker | Kind of employee
	Bl b Geblokkeerd | Blocked
	LgId s3 Taal | Language
	RlBh b Relatiebeheer | Relationship management
	Flex b Flexwerker | Flexible worker
	LwOb b Loonbeslag | Attachment of earnings
	LwTg b Loonwerk toegestaan | Wage work allowed
	PsPv s20 Verstrekking loonstrook | Delivery of payslip
	YsPv s20 Verstrekking jaaropgave | Delivery of annual statement
	EmAd s255 E-mail loonstrook | E-mail for payslip
	SeAt b Bijlage beveiligen | Protect attachment
	PwEm~ s50 Wachtwoord loonstrook | Password of payslip
	UA0F3B1C94D7E4B25A8C60E1D2F3A4B51 s5 Kledingmaat | Clothing size
	U1B2C3D4E5F60718293A4B5C6D7E8F901 b BHV-diploma | First aid certificate
	U9D8C7B6A5F4E3D2C1B0A99887766554A d Geldig tot | Valid until
	U0A1B2C3D4E5F60718293A4B5C6D7E8F9 d Geldig tot | Valid until`;

const CONTRACT = `
	DaBe#! d Begindatum | Start date
	DaEn d Einddatum | End date
	ClId s20 Cao | Collective agreement
	WcId s20 Arbeidsvoorwaarde | Terms of employment
	ApCo s20 =contractKind Type contract | Type of contract
	DvSn i Dienstverband | Employment
	CmId s15 >KnEmployer.CmId Werkgever | Employer
	EmMt s20 =employmentKind Soort medewerker | Kind of employment
	ViEt s20 Soort dienstverband | Kind of contract
	ViKe s20 =endReason Reden einde | Reason of end
	WrCt b Schriftelijk contract | Written contract
	EnS2 i Volgnummer dienstverband | Sequence of employment
	ViCa s20 =collectiveAgreement Cao-code | Code of collective agreement`;

const PLACEMENT = `
	DaBe#! d Begindatum | Start date
	DpId! s10 >KnOrgunit.OuId Organisatorische eenheid | Organisational unit
	FuId! s10 >KnFunction.FuId Functie | Job title
	CcId s16 Kostendrager | Cost carrier
	CrId s16 Kostenplaats | Cost centre
	FpId s10 Formatieplaats | Staffing position`;

const TIMETABLE = `
	DaBg#! d Begindatum | Start date
	SeNo i Volgnummer | Sequence number
	EtTy s20 Roostertype | Type of timetable
	DyWk n2 Dagen per week | Days per week
	HrWk n2 Uren per week | Hours per week
	PcPt n2 Deeltijdpercentage | Part-time percentage
	StPa b Vast patroon | Fixed pattern`;

const SALARY = `
	DaBe#! d Begindatum | Start date
	SaPe s20 =salaryPeriod Periode | Period
	EmSa n2 Salaris | Salary
	PtId i Periodetabel | Period table
	SaYe n2 Jaarsalaris | Yearly salary
	SaSt s20 =salaryKind Soort salaris | Kind of salary
	NtSa b Nettoloon | Net salary
	TtPy b Toeslag | Supplement`;

const BANK = `
	AcId#! s40 Rekening | Account
	NoBk# b Geen bankrekening | No bank account
	CoId s3 =country Land van de bank | Country of the bank
	Iban s40 IBAN-nummer | IBAN number
	SaAc b Salarisrekening | Salary account
	IbCk~ b IBAN-controle | IBAN check
	BkTp i Type bank | Type of bank
	SeNo i Volgnummer | Sequence number`;

const FISCUS = `
	DaBe#! d Begindatum | Start date
	AyId#! s15 Instantie | Agency
	DaEn d Einddatum | End date
	ViIn s20 Inkomstenverhouding | Kind of income
	ViEm s20 Aard arbeidsverhouding | Nature of employment
	ViTs s20 =wageTable Tabelkleur | Table colour
	ViCd s20 Code tabel | Table code
	ViLk s20 Loonheffingskorting | Wage tax credit
	ViZv s20 Code Zvw | Health insurance code
	YnZW b ZW | Sickness act
	YnWW b WW | Unemployment act
	YWAO b WAO/WIA | Disability act`;

const DOCUMENT = `
	Nr#! s20 Nummer | Number
	ViTy s20 =documentKind Soort document | Kind of document
	DaBe d Afgiftedatum | Date of issue
	DaEn d Vervaldatum | Expiry date
	CoId s3 =country Land van afgifte | Issuing country
	RtWo b Recht op werken | Right to work`;

/** Files in fields of a nested element. */
export const ATTACHMENT = `
	FileName! s255 Naam bestand | Name of file
	FileId s32 Bestand-Id | File id
	FileStream~ file Bestand als byte-array | File as byte array`;

function employmentObjects(): readonly ElementModel[] {
	return [
		element('AfasContract', CONTRACT),
		element('AfasOrgunitFunction', PLACEMENT),
		element('AfasTimeTable', TIMETABLE),
		element('AfasSalary', SALARY),
		element('AfasBankInfo', BANK),
		element('AfasAgencyFiscus', FISCUS),
		element('AfasIdentityDocument', DOCUMENT, [
			element('AfasIdentityDocumentAttachment', ATTACHMENT),
		]),
	];
}

function employeeElement(more: readonly FieldModel[] = []): ElementModel {
	return elementOf(
		'AfasEmployee',
		[...fieldsFrom(EMPLOYEE), ...more],
		[personElement(), ...employmentObjects()],
	);
}

function employeeConnector(large: boolean) {
	return updateConnector({
		id: 'KnEmployee',
		description: 'Medewerker | Employee',
		methods: 'POST PUT',
		answers: 'EmId',
		element: employeeElement(large ? manyFields() : []),
	});
}

/** Thousands of custom fields, some hundreds of them with long code lists: several MB of metainfo. */
function manyFields(): readonly FieldModel[] {
	const template = fieldsFrom('Code s50 Vrij veld | Custom field')[0];
	if (template === undefined) return [];
	const values = Array.from({ length: 120 }, (_, position) => ({
		id: String(position + 1).padStart(3, '0'),
		description: { nl: `Keuze ${position + 1}`, en: `Choice ${position + 1}` },
	}));
	return Array.from({ length: 4000 }, (_, position) => {
		const number = position + 1;
		const label = { nl: `Vrij veld ${number}`, en: `Custom field ${number}` };
		const fieldId = `U${number.toString(16).toUpperCase().padStart(32, '0')}`;
		const codes = position % 10 === 0 ? values : null;
		return { ...template, label, field: { ...template.field, fieldId, label, values: codes } };
	});
}

/** UpdateConnectors for employees and their mutations; KnEmployee can be made very large. */
export function employeeConnectors(largeMetainfo: boolean) {
	return [
		employeeConnector(largeMetainfo),
		updateConnector({
			id: 'KnEmployeeGuid',
			description: 'Medewerker (GUID) | Employee (GUID)',
			methods: 'POST PUT',
			answers: 'EmId',
			element: employeeElement(),
		}),
		updateConnector({
			id: 'HrOnboarding',
			description: 'Onboarding | Onboarding',
			methods: 'POST',
			element: personElement('AfasPerson', [
				element('AfasEmployee', EMPLOYEE),
				...employmentObjects(),
			]),
		}),
		updateConnector({
			id: 'HrEmployeeducationScope',
			description: 'Opleidingsniveau medewerker | Education level of employee',
			methods: 'POST PUT',
			element: element(
				'KnEmployee',
				`
				EmId#! s15 >AfasEmployee.EmId Medewerker | Employee
				EdLv s20 Opleidingsniveau | Education level
				DaBe d Begindatum | Start date`,
			),
		}),
		updateConnector({
			id: 'HrEmpBinMutInSite',
			description: 'Mutatie bankrekening (InSite) | Bank account mutation (InSite)',
			methods: 'POST',
			element: element(
				'HrEmpBinMutInsite',
				`
				EmId#! s15 >AfasEmployee.EmId Medewerker | Employee
				DaBe d Ingangsdatum | Start date
				Iban! s40 IBAN-nummer | IBAN number`,
			),
		}),
		updateConnector({
			id: 'HrEmpMutInSite',
			description: 'Mutatie medewerker (InSite) | Employee mutation (InSite)',
			methods: 'POST',
			element: element(
				'HrEmpMutInsite',
				`
				EmId#! s15 >AfasEmployee.EmId Medewerker | Employee
				MbN2 s255 Mobiel privé | Private mobile no.
				EmA2 s255 E-mail privé | Private e-mail
				ViCs s20 =maritalStatus Burgerlijke staat | Marital status`,
			),
		}),
		updateConnector({
			id: 'KnOrgUnit',
			description: 'Organisatorische eenheid | Organisational unit',
			methods: 'POST PUT DELETE',
			answers: 'OuId',
			element: element(
				'KnOrgunit',
				`
				OuId#! s10 Code | Code
				Ds! s50 Omschrijving | Description
				BoTo s10 >KnOrgunit.OuId Bovenliggende eenheid | Upper unit
				EmId s15 >AfasEmployee.EmId Leidinggevende | Manager
				CrId s16 Kostenplaats | Cost centre
				DaBe d Begindatum | Start date
				DaEn d Einddatum | End date`,
			),
		}),
	];
}
