import { element, updateConnector } from '../updateConnector';
import { plainAddress } from './parties';

const LEAVE = `
	ViLr s20 =leaveReason Reden | Reason
	DuRa* min Aantal uren | Number of hours
	EmRp s15 >AfasEmployee.EmId Vervanger | Substitute
	Re memo Opmerking | Remark
	LeDt* b Gedeeltelijk verlof | Partial leave
	PaTs min Pauzeduur begindatum | Break on start date
	PaTe min Pauzeduur einddatum | Break on end date
	DuBe min Verlofuren begindatum | Leave hours on start date
	DuEn min Verlofuren einddatum | Leave hours on end date`;

const ILLNESS = `
	EmId! s15 >AfasEmployee.EmId Medewerker | Employee
	DaBe! dt Begindatum/-tijd | Start date/time
	DMeB* dt Melding begin verzuim | Report of start
	DaEs* d Verwachte einddatum | Expected end date
	TPBe* min Aanwezig eerste dag | Present on the first day
	ViIt! s20 =illnessKind Type verzuim | Type of absence
	ViIr s20 =illnessReason Reden verzuim | Reason of absence
	EnSe* i Dienstverband | Employment
	RuAb* b Doorlopend verzuim | Continuous absence
	SfNt* b Vangnetregeling | Safety net arrangement
	RtDa* b Wachtdagen toepassen | Apply waiting days
	RtDs i Aantal wachtdagen | Number of waiting days
	RtHr min Aantal wachtdaguren | Hours of waiting days
	RtDl* b Wachtdagen uit verlof | Waiting days from leave
	ExFr* b Uitsluiten van statistiek | Exclude from statistics
	MuBi* b Meerling | Multiple birth
	DaEn dt Einddatum/-tijd | End date/time
	DMeE dt Melding einde verzuim | Report of end
	ViRs s20 =recovery Herstel | Recovery
	TPEn min Aanwezig laatste dag | Present on the last day`;

const PROGRESS = `
	DaTi! dt Datum/tijd | Date/time
	PsPc* n2 % Aanwezigheid | % Presence
	PsHr* min Uren per week aanwezig | Hours per week present
	PsSp* b Aanwezigheid specificeren | Specify presence
	HrMo min Uren maandag | Hours on Monday
	TbMo t Begintijd maandag | Start time on Monday
	Re memo Opmerking | Remark
	FileName~ s255 Naam bijlage | Name of attachment
	FileStream~ file Bijlage | Attachment`;

function progress(keyed: boolean) {
	const key = keyed ? 'GUID# s38 $3790=GUID | $3790=GUID' : 'ApSn# i Regel | Line';
	return element('HrAbsIllnessProgress', `${key}\n${PROGRESS}`, [
		plainAddress('KnBasicAddress'),
		element('HrPlacement', 'PcCo! s12 Plaatsingscontract | Placement contract'),
	]);
}

/** UpdateConnectors for leave, sick leave and payroll mutations. */
export const ABSENCE_CONNECTORS = [
	updateConnector({
		id: 'HrAbsence',
		description: 'Verlof | Leave',
		methods: 'POST PUT DELETE',
		answers: 'Id',
		element: element(
			'HrAbsence',
			`
			EmId#! s15 >AfasEmployee.EmId Medewerker | Employee
			ViAt#! s20 >HrLeaveType.ViAt Type verlof | Type of leave
			DaBe#! dt Begindatum/-tijd | Start date/time
			DaEn! dt Einddatum/-tijd | End date/time
			EnSe* i Dienstverband | Employment
			${LEAVE}`,
		),
	}),
	updateConnector({
		id: 'HrAbsenceID',
		description: 'Verlof op nummer | Leave by id',
		methods: 'POST PUT DELETE',
		answers: 'Id',
		element: element(
			'HrAbsenceID',
			`
			Id#* i Verlof | Leave
			EmId! s15 >AfasEmployee.EmId Medewerker | Employee
			ViAt! s20 >HrLeaveType.ViAt Type verlof | Type of leave
			DaBe! dt Begindatum/-tijd | Start date/time
			DaEn! dt Einddatum/-tijd | End date/time
			${LEAVE}`,
		),
	}),
	updateConnector({
		id: 'HrIllness',
		description: 'Verzuimmelding | Absence entry',
		methods: 'POST PUT DELETE',
		answers: 'AbId GUID',
		element: element('HrIllness', `AbId# i Verzuimmelding | Absence entry\n${ILLNESS}`, [
			progress(false),
		]),
	}),
	updateConnector({
		id: 'HrIllnessGUID',
		description: 'Verzuimmelding (GUID) | Absence entry (GUID)',
		methods: 'POST PUT DELETE',
		answers: 'GUID',
		element: element('HrIllnessGUID', `GUID#! s38 $3790=GUID | $3790=GUID\n${ILLNESS}`, [
			progress(true),
		]),
	}),
	updateConnector({
		id: 'HrIllnessProgressInSite',
		description: 'Verzuimverloop (InSite) | Absence course (InSite)',
		methods: 'POST PUT',
		answers: 'ApSn',
		element: element(
			'HrAbsIllnessProgress',
			`
			ApSn# i Regel | Line
			AbId! i >HrIllness.AbId Verzuimmelding | Absence entry
			${PROGRESS}`,
		),
	}),
	updateConnector({
		id: 'HrCompMut',
		description: 'Looncomponentmutatie | Wage component mutation',
		methods: 'POST PUT DELETE',
		answers: 'Id',
		element: element(
			'HrCompMut',
			`
			PtId#! i Periodetabel | Period table
			Year#! i Jaar | Year
			PeId#! i Periode | Period
			DaTi#! d Datum | Date
			EmId#! s15 >AfasEmployee.EmId Medewerker | Employee
			ErId#! s15 >KnEmployer.CmId Werkgever | Employer
			Sc02#! i Looncomponent | Wage component
			Id* i Regel | Line
			Ds s255 Omschrijving | Description
			VaD1^ n2 Waarde 1 | Value 1
			VaD2 n2 Waarde 2 | Value 2
			CrId s30 Kostenplaats | Cost centre
			CcId s30 Kostendrager | Cost carrier
			EnSe i Dienstverband | Employment`,
		),
	}),
];
