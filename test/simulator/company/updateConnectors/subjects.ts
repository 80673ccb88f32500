import { element, updateConnector } from '../updateConnector';
import { ATTACHMENT } from './employees';

const LINK = `
	DoCRM~ b Opslaan bij bestemming | Save at destination
	ToBC b Organisatie/persoon | Organisation/person
	ToEm b Medewerker | Employee
	ToSR b Verkooprelatie | Sales relation
	ToPR b Inkooprelatie | Purchase relation
	ToEr b Werkgever | Employer
	SfTp s20 =destination Type bestemming | Type of destination
	SfId s50 Bestemming | Destination
	BcId s15 Organisatie/persoon | Organisation/person
	PjId s15 >PtProject.PrId Project | Project
	Sor s12 >FbSales.OrNu Verkooporder | Sales order
	BiId s40 >FbItemArticle.ItCd Itemcode | Item code`;

const CUSTOM = `
	U6B8D0F2A4C6E8091B3D5F7091A2C4E60 s50 Ordernummer klant | Order number of customer
	U3E5A7C9E1B3D5F7091A2C4E6081B3D5F d Terugbellen op | Call back on`;

/** UpdateConnectors for dossier items and reactions on them. */
export const SUBJECT_CONNECTORS = [
	updateConnector({
		id: 'KnSubject',
		description: 'Dossieritem | Dossier item',
		methods: 'POST PUT DELETE',
		answers: 'SbId',
		element: element(
			'KnSubject',
			`
			SbId#* i Dossieritem | Dossier item
			StId! i >KnSubjectType.StId Type dossieritem | Type of dossier item
			Ds! s255 Onderwerp | Subject
			SbTx memo Toelichting | Comment
			Da dt Instuurdatum | Submission date
			UsId s80 >KnUser.UsId Instuurder | Sender
			EmId s80 >AfasEmployee.EmId Verantwoordelijke | Responsible person
			SbHi i Aanleiding | Cause
			SaId s5 Type actie | Type of action
			ViPr s20 =priority Prioriteit | Priority
			ScId s5 Bron | Source
			DtFr dt Begindatum | Start date
			DtTo dt Einddatum | End date
			St b Afgehandeld | Completed
			DtSt dt Datum afgehandeld | Date completed
			FvF1 i Waarde kenmerk 1 | Feature value 1
			FvF2 i Waarde kenmerk 2 | Feature value 2
			FvF3 i Waarde kenmerk 3 | Feature value 3
			SbBl b Geblokkeerd | Blocked
			SbPa s255 Bijlage | Attachment
			FileId s32 Bestand-Id | File id
			FileTrans~ b Bestand opslaan bij dossieritem | Save file with dossier item
			FileStream~ file Bestand als byte-array | File as byte array`,
			[
				element('KnSubjectLink', LINK),
				element('KnSubjectAttachment', ATTACHMENT),
				element('KnS01', CUSTOM),
			],
		),
	}),
	updateConnector({
		id: 'KnSubjectReaction',
		description: 'Reactie op dossieritem | Reaction on dossier item',
		methods: 'POST DELETE',
		element: element(
			'KnReaction',
			`
			Id# i Reactie | Reaction
			SbId! i >KnSubject.SbId Dossieritem | Dossier item
			SbTx! memo Tekst | Text
			VaRe* s20 =visibility Zichtbaarheid | Visibility
			RTId i Type reactie | Type of reaction`,
			[element('KnReactionAttachment', ATTACHMENT)],
		),
	}),
	updateConnector({
		id: 'KnSubjectWorkflowReaction',
		description: 'Workflowactie uitvoeren | Perform workflow action',
		methods: 'POST',
		element: element(
			'KnWorkflow',
			`
			SbId#! i >KnSubject.SbId Dossieritem | Dossier item
			WfNm s80 Workflow | Workflow
			TkNm s80 Taak | Task
			AcNm s80 Actie | Action
			Tx memo Tekst | Text
			VaRe s20 =visibility Zichtbaarheid | Visibility
			UsTa s80 Delegeren aan gebruiker | Delegate to user
			RTId i Type reactie | Type of reaction
			FiNa~ s255 Naam bestand | Name of file
			FiDa~ file Bestand | File`,
			[element('KnReactionAttachment', ATTACHMENT)],
		),
	}),
];
