import { codeList, codeListNames } from '../codeLists';
import { getConnector, type CompanyGetConnector } from '../getConnector';
import { columnsFrom } from '../columnNotation';
import { translated } from '../labels';
import type { Row } from '../../contract';

/** A GetConnector whose rows do not come from tables. */
function fixedConnector(
	id: string,
	description: string,
	columns: string,
	rows: () => Row[],
): CompanyGetConnector {
	return {
		definition: {
			id,
			description: translated(description),
			columns: columnsFrom(columns).map(({ column }) => column),
		},
		rows,
	};
}

/** GetConnectors about users, the free table, courses, appointments and code tables. */
export const GENERAL_CONNECTORS: readonly CompanyGetConnector[] = [
	getConnector({
		id: 'Profit_Users',
		description: 'Gebruikers | Users',
		columns: `
			UserId s80 user.UsId Gebruiker | User
			Description s80 user.Nm Naam | Name
			UPN s255 user.Upn UPN | UPN
			Blocked b user.Bl Geblokkeerd | Blocked
			Email s255 user.EmAd E-mail | E-mail
			Windows b user.Awin Windows | Windows
			Connector b user.Cnct Connector | Connector
			OutSite b user.Site OutSite | OutSite
			InSite b user.InSi InSite | InSite
			PersonId s15 user.BcCo Persoon | Person
			ModifiedDate d user.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnUser').map((user) => ({ user })),
	}),
	getConnector({
		id: 'Lindeboom_Onderhoudslog',
		description:
			'Onderhoudslog magazijn (vrije tabel) | Maintenance log of the warehouse (free table)',
		columns: `
			Nummer i record.SqNo Nummer | Number
			Datum d record.U001 Datum | Date
			Omschrijving s100 record.U002 Omschrijving | Description
			Uren n2 record.U003 Uren | Hours
			Soort s20 record.U004 Soort | Kind
			Gereed b record.U005 Gereed | Ready
			Gewijzigd_op d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnCustomK01').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Lindeboom_Cursisten',
		description: 'Cursusdeelnemers | Course participants',
		columns: `
			Evenement i record.CrId Cursusevenement | Course event
			Contact i record.CdId Contact | Contact
			Persoon s15 record.BcCo Persoon | Person
			Aanmelddatum d record.SuDa Aanmelddatum | Date of registration
			Gewijzigd_op d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnCourseMember').map((record) => ({ record })),
	}),
	getConnector({
		id: 'Lindeboom_Afspraken',
		description: 'Afspraken | Appointments',
		columns: `
			Afspraak i record.ApId Afspraak | Appointment
			Onderwerp s100 record.Sbj Onderwerp | Subject
			Begin d record.DaFr Begin | Start
			Einde d record.DaTi Einde | End
			Gewijzigd_op d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnAppointment').map((record) => ({ record })),
	}),
	fixedConnector(
		'ProfitCountries',
		'Landen | Countries',
		`
			CoId s3 =id Code | Code
			Co s50 =name Land | Country`,
		() => codeList('country').map(({ id, description }) => ({ CoId: id, Co: description.nl })),
	),
	fixedConnector(
		'ProfitCodeTableValue',
		'Tabelwaarden | Table values',
		`
			SyId s10 =system Systeem | System
			CtId s50 =table Tabel | Table
			VaIi s20 =internal Interne code | Internal code
			VaId s20 =code Code | Code
			Ds s100 =description Omschrijving | Description
			Bl b =blocked Geblokkeerd | Blocked`,
		() =>
			codeListNames().flatMap((table) =>
				codeList(table).map(({ id, description }) => ({
					SyId: 'AFAS',
					CtId: table,
					VaIi: id,
					VaId: id,
					Ds: description.nl,
					Bl: false,
				})),
			),
	),
];
