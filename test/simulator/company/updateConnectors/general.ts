import { element, updateConnector } from '../updateConnector';

/** UpdateConnectors for users, courses, appointments and free tables. */
export const GENERAL_CONNECTORS = [
	updateConnector({
		id: 'KnUser',
		description: 'Gebruiker | User',
		methods: 'POST PUT',
		element: element(
			'KnUser',
			`
			MtCd~! s20 =userAction Type mutatie | Type of mutation
			UsId#! s80 Gebruiker | User
			UsIdNew~ s80 Nieuwe gebruikerscode | New user code
			GrId~ s20 Groep | Group
			GrDs~ s50 Omschrijving groep | Description of group
			Nm* s80 Naam | Name
			BcCo s15 >KnPerson.BcCo Persoon | Person
			Awin b Windows | Windows
			Site b OutSite | OutSite
			InSi b InSite | InSite
			EmAd s255 E-mail | E-mail
			XOEA s255 E-mail OutSite | E-mail of OutSite
			Upn s255 UPN | UPN
			InLn s20 =language Taal | Language
			OcUs b Incidentele gebruiker | Occasional user
			AcUs b Actief | Active`,
		),
	}),
	updateConnector({
		id: 'KnCourseMember',
		description: 'Cursusdeelnemer | Course participant',
		methods: 'POST PUT DELETE',
		element: element(
			'KnCourseMember',
			`
			CrId#! i >KnCourseEvent.CrId Cursusevenement | Course event
			CdId#! i >KnContact.CdId Contact | Contact
			BcCo! s15 >KnPerson.BcCo Persoon | Person
			DeId s16 >KnSalesRelation.DbId Debiteur | Debtor
			SuDa* d Aanmelddatum | Date of registration
			DfPr n2 Prijs | Price
			DiPc n2 Korting (%) | Discount (%)
			Invo* b Factureren | Invoice
			CuId s3 Valuta | Currency
			Rm memo Opmerking | Remark
			Bl b Geblokkeerd | Blocked`,
		),
	}),
	updateConnector({
		id: 'KnAppointment',
		description: 'Afspraak | Appointment',
		methods: 'POST PUT DELETE',
		answers: 'ApId',
		element: element(
			'KnAppointment',
			`
			ApId# i Afspraak | Appointment
			Sbj! s100 Onderwerp | Subject
			Body memo Inhoud | Content
			DaFr! dt Begin | Start
			DaTi! dt Einde | End
			ApTy s20 =appointmentKind Soort afspraak | Kind of appointment
			LoTx s255 Locatie | Location
			SbId i >KnSubject.SbId Dossieritem | Dossier item
			IsRe* b Terugkerend | Recurring
			Mon* b Maandag | Monday
			Tue* b Dinsdag | Tuesday
			Wed* b Woensdag | Wednesday
			Thu* b Donderdag | Thursday
			Fri* b Vrijdag | Friday`,
			[element('KnAppointmentLines', 'EmId! s15 >AfasEmployee.EmId Medewerker | Employee')],
		),
	}),
	updateConnector({
		id: 'KnCustomK01',
		description: 'Vrije tabel 01 (Onderhoudslog) | Free table 01 (Maintenance log)',
		methods: 'POST PUT DELETE',
		answers: 'SqNo',
		element: element(
			'KnCustomK01',
			`
			AuNu~ b Autonummering | Automatic numbering
			SqNo# i Nummer | Number
			U001! d Datum | Date
			U002 s100 Omschrijving | Description
			U003 n2 Uren | Hours
			U004 s20 =maintenance Soort | Kind
			U005 b Gereed | Ready`,
		),
	}),
	updateConnector({
		id: 'KnCustomK02',
		description: 'Vrije tabel 02 (Bedrijfsauto) | Free table 02 (Company car)',
		methods: 'POST PUT DELETE',
		answers: 'SqNo',
		element: element(
			'KnCustomK02',
			`
			AuNu~ b Autonummering | Automatic numbering
			SqNo# i Nummer | Number
			U001! s10 Kenteken | Licence plate
			U002 s15 >AfasEmployee.EmId Berijder | Driver
			U003 d Apk-datum | Inspection date`,
		),
	}),
];
