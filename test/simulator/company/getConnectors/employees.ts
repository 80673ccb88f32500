import { codeDescription } from '../codeLists';
import { fullName } from '../data/people';
import { getConnector, type Join } from '../getConnector';
import { cellOf, numberOf, textOf } from '../store';
import { employeeJoins, employeeLineJoins, withEmployee } from './employeeJoins';

const NAMES = {
	name: ({ person }: Join) => (person === undefined ? null : fullName(person)),
	fte: ({ timetable }: Join) => numberOf(timetable, 'PcPt') / 100,
	employer: () => '01',
	employmentNumber: ({ contract }: Join) => textOf(contract, 'DvSn') || null,
	contractKind: ({ contract }: Join) => codeDescription('contractKind', textOf(contract, 'ApCo')),
	blockedNumber: ({ employee }: Join) => (cellOf(employee, 'Bl') === true ? 1 : 0),
};

/** GetConnectors about employees, leave and sick leave. */
export const EMPLOYEE_CONNECTORS = [
	getConnector({
		id: 'Profit_Employees',
		description: 'Medewerkergegevens | Employee data',
		columns: `
			EmployeeId s15 employee.EmId Medewerker | Employee
			PersonId s15 employee.BcCo Persoon | Person
			EmployerId s15 =employer Werkgever | Employer
			BSN s25 person.SoSe BSN | Citizen service number
			BirthName s80 person.NmBi Geboortenaam | Name at birth
			Initials s15 person.In Voorletters | Initials
			PrefixBirthName s15 person.IsBi Voorvoegsel geboortenaam | Prefix of name at birth
			DateOfBirth d person.DaBi Geboortedatum | Date of birth
			Gender s20 person.ViGe Geslacht | Gender
			MaritalStatus s20 person.ViCs Burgerlijke staat | Marital status
			PrefixPartner s15 person.IsPa Voorvoegsel partner | Prefix of partner
			BirthNamePartner s80 person.NmPa Geboortenaam partner | Name of partner at birth
			NameUse s20 person.ViUs Naamgebruik | Use of name
			Mobile s255 person.MbN2 Mobiel privé | Private mobile no.
			Phone s255 person.TeNr Telefoonnr. werk | Work phone no.
			Street s60 address.Ad Straat | Street
			HouseNumber i address.HmNr Huisnummer | House number
			AddNumber s30 address.HmAd Toev. huisnr. | House number addition
			ZIPCode s15 address.ZpCd Postcode | Postal code
			City s50 address.Rs Woonplaats | City
			Country s3 address.CoId Land | Country
			EmploymentStart d employment.DaBe Datum in dienst | Start of employment
			EmploymentEnd d contract.DaEn Datum uit dienst | End of employment
			HourPerWeek n2 timetable.HrWk Uren per week | Hours per week
			EmploymentType s20 contract.ApCo Type contract | Type of contract
			EmploymentTypeDesc s50 =contractKind Omschrijving type contract | Description of type of contract
			FTE n4 =fte FTE | FTE
			OrgUnit s10 placement.DpId Organisatorische eenheid | Organisational unit
			OrgUnitDesc s50 unit.Ds Omschrijving eenheid | Description of unit
			FunctionId s10 placement.FuId Functie | Job title
			FunctionDesc s50 job.Ds Omschrijving functie | Description of job title
			DateDeceased d person.DaDe Overlijdensdatum | Date of death
			Mail s255 person.EmAd E-mail werk | Work e-mail
			FirstName s50 person.FiNm Voornaam | First name`,
		joins: employeeJoins,
		computed: NAMES,
	}),
	getConnector({
		id: 'Profit_Employees_basic',
		description: 'Medewerker (actueel) | Employee (current)',
		columns: `
			EmployeeId s15 employee.EmId Medewerker | Employee
			Name s255 =name Naam | Name
			Blocked i =blockedNumber Geblokkeerd | Blocked
			DvId s10 =employmentNumber Dienstverband | Employment
			Employer s15 =employer Werkgever | Employer
			FunctionId s10 placement.FuId Functie | Job title
			Function s50 job.Ds Omschrijving functie | Description of job title
			OE s10 placement.DpId Organisatorische eenheid | Organisational unit
			EmploymentStart d employment.DaBe Datum in dienst | Start of employment
			EmploymentEnd d contract.DaEn Datum uit dienst | End of employment
			BSN s25 person.SoSe BSN | Citizen service number
			DateBirth d person.DaBi Geboortedatum | Date of birth
			PersonId s15 employee.BcCo Persoon | Person
			Mail s255 person.EmAd E-mail werk | Work e-mail`,
		joins: employeeJoins,
		computed: NAMES,
	}),
	getConnector({
		id: 'Lindeboom_Medewerkers',
		description: 'Medewerkers voor koppelingen | Employees for integrations',
		columns: `
			Medewerker s15 employee.EmId Medewerker | Employee
			Naam s255 =name Naam | Name
			Roepnaam s80 person.CaNm Roepnaam | Usual name
			Voorvoegsel s15 person.Is Voorvoegsel | Prefix
			Achternaam s80 person.LaNm Achternaam | Last name
			Functie_omschrijving s50 job.Ds Functie omschrijving | Job title description
			Afdeling s10 placement.DpId Afdeling | Department
			Afdeling_omschrijving s50 unit.Ds Afdeling omschrijving | Department description
			E-mail_werk s255 person.EmAd E-mail werk | Work e-mail
			In_dienst d employment.DaBe In dienst | Start of employment
			Uit_dienst d contract.DaEn Uit dienst | End of employment
			Aantal_uren n2 timetable.HrWk Aantal uren per week | Hours per week
			Geblokkeerd i =blockedNumber Geblokkeerd | Blocked
			Kledingmaat s5 employee.UA0F3B1C94D7E4B25A8C60E1D2F3A4B51 Kledingmaat | Clothing size
			Foto-Id s32 person.FileId Foto-Id | Photo id
			Opmerking memo person.Re Opmerking | Remark
			Aangemaakt_op d employee.@created Aangemaakt op | Created on
			Gewijzigd_op d employee.@modified Gewijzigd op | Modified on`,
		joins: employeeJoins,
		computed: NAMES,
	}),
	getConnector({
		id: 'Lindeboom_Contracten',
		description: 'Contracten van medewerkers | Contracts of employees',
		columns: `
			Medewerker s15 employee.EmId Medewerker | Employee
			Naam s255 =name Naam | Name
			Begindatum d line.DaBe Begindatum | Start date
			Einddatum d line.DaEn Einddatum | End date
			Type_contract s20 line.ApCo Type contract | Type of contract
			Cao s20 line.ClId Cao | Collective agreement
			Bijlage s255 line.FileName Bijlage | Attachment
			Bijlage-Id s32 line.FileId Bijlage-Id | Attachment id
			Gewijzigd_op d line.@modified Gewijzigd op | Modified on`,
		joins: (reader) => employeeLineJoins(reader, 'AfasContract'),
		computed: NAMES,
	}),
	getConnector({
		id: 'Lindeboom_Bankrekeningen',
		description: 'Bankrekeningen van medewerkers | Bank accounts of employees',
		columns: `
			Medewerker s15 employee.EmId Medewerker | Employee
			Rekening s40 line.AcId Rekening | Account
			IBAN s40 line.Iban IBAN | IBAN
			Salarisrekening b line.SaAc Salarisrekening | Salary account
			Gewijzigd_op d line.@modified Gewijzigd op | Modified on`,
		joins: (reader) => employeeLineJoins(reader, 'AfasBankInfo'),
	}),
	getConnector({
		id: 'Lindeboom_Salarissen',
		description: 'Salarissen | Salaries',
		blocked: true,
		columns: `
			Medewerker s15 employee.EmId Medewerker | Employee
			Begindatum d line.DaBe Begindatum | Start date
			Salaris n2 line.EmSa Salaris | Salary`,
		joins: (reader) => employeeLineJoins(reader, 'AfasSalary'),
	}),
	getConnector({
		id: 'Profit_Timetable',
		description: 'Roosters van medewerkers | Timetables of employees',
		columns: `
			EmployeeId s15 employee.EmId Medewerker | Employee
			SeqNo i line.SeNo Volgnummer | Sequence number
			EmployerId s15 =employer Werkgever | Employer
			StartDate d line.DaBg Begindatum | Start date
			EndDate d line.DaEn Einddatum | End date
			DaysPerWeek n2 line.DyWk Dagen per week | Days per week
			HoursPerWeek n2 line.HrWk Uren per week | Hours per week
			PartTime n2 line.PcPt Deeltijdpercentage | Part-time percentage
			ModifiedDate d line.@modified Gewijzigd op | Modified on`,
		joins: (reader) => employeeLineJoins(reader, 'AfasTimeTable'),
		computed: NAMES,
	}),
	getConnector({
		id: 'Profit_Leaves',
		description: 'Verlof | Leave',
		columns: `
			LeaveId i record.Id Verlof | Leave
			EmployeeId s15 record.EmId Medewerker | Employee
			Name s255 =name Naam | Name
			BSN s25 person.SoSe BSN | Citizen service number
			Hours i record.DuRa Duur in minuten | Duration in minutes
			StartDate d record.DaBe Begindatum/-tijd | Start date/time
			EndDate d record.DaEn Einddatum/-tijd | End date/time
			DvId i record.EnSe Dienstverband | Employment
			Partial b record.LeDt Gedeeltelijk verlof | Partial leave
			LeaveCode s20 record.ViAt Type verlof | Type of leave
			LeaveDescr s50 =kind Omschrijving type verlof | Description of type of leave
			ReasonCode s20 record.ViLr Reden | Reason
			ReasonDescr s50 =reason Omschrijving reden | Description of reason
			Note memo record.Re Opmerking | Remark
			ModifiedDate d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => withEmployee(reader, 'HrAbsence'),
		computed: {
			...NAMES,
			kind: ({ record }, reader) =>
				cellOf(reader.indexBy('HrLeaveType', 'ViAt').get(textOf(record, 'ViAt')), 'Ds'),
			reason: ({ record }) => codeDescription('leaveReason', textOf(record, 'ViLr')),
		},
	}),
	getConnector({
		id: 'Profit_Illness',
		description: 'Verzuimverloop | Absence course',
		columns: `
			GUID s38 record.GUID GUID | GUID
			EmployerId s15 =employer Werkgever | Employer
			EmployeeId s15 record.EmId Medewerker | Employee
			BSN s25 person.SoSe BSN | Citizen service number
			AbsenceId i record.AbId Verzuimmelding | Absence entry
			StartDate d record.DaBe Begindatum/-tijd | Start date/time
			EndDate d record.DaEn Einddatum/-tijd | End date/time
			AbsenceTypeId s20 record.ViIt Type verzuim | Type of absence
			AbsenceTypeDesc s50 =kind Omschrijving type verzuim | Description of type of absence
			ReasonId s20 record.ViIr Reden verzuim | Reason of absence
			Presence n2 =presence Aanwezigheid | Presence
			ReportDate d record.DMeB Melding begin verzuim | Report of start
			ExEndDate d record.DaEs Verwachte einddatum | Expected end date
			FirstDay i record.TPBe Aanwezig eerste dag | Present on the first day
			DvId i record.EnSe Dienstverband | Employment
			Continuous b record.RuAb Doorlopend verzuim | Continuous absence
			ReportEndDate d record.DMeE Melding einde verzuim | Report of end
			RecoveredCode s20 record.ViRs Herstel | Recovery
			ModifiedDate d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => withEmployee(reader, 'HrIllness'),
		computed: {
			...NAMES,
			kind: ({ record }) => codeDescription('illnessKind', textOf(record, 'ViIt')),
			presence: ({ record }, reader) =>
				record === undefined
					? null
					: numberOf(reader.children('HrAbsIllnessProgress', record.id).at(-1), 'PsPc'),
		},
	}),
	getConnector({
		id: 'Profit_Functions',
		description: 'Functies | Job titles',
		columns: `
			Employer s15 record.CmId Werkgever | Employer
			FunctionId s10 record.FuId Functie | Job title
			FunctionDesc s50 record.Ds Omschrijving | Description
			Blocked b record.Bl Geblokkeerd | Blocked`,
		joins: (reader) => reader.all('KnFunction').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Profit_OrganizationChart',
		description: 'Organigram (actueel) | Organisation chart (current)',
		columns: `
			StartDate d record.DaBe Begindatum | Start date
			Unitd s10 record.OuId Organisatorische eenheid | Organisational unit
			UnitDesc s50 record.Ds Omschrijving | Description
			UpperUnit s10 record.BoTo Bovenliggende eenheid | Upper unit
			Manager s15 record.EmId Leidinggevende | Manager
			ModifiedDate d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnOrgunit').map((record) => ({ record })),
	}),
];
