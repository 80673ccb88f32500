import { getConnector } from '../getConnector';
import { cellOf, textOf, type TableReader } from '../store';

function subjects(reader: TableReader) {
	return reader.all('KnSubject').map((subject) => ({
		subject,
		link: reader.children('KnSubjectLink', subject.id).at(-1),
	}));
}

/** GetConnectors about dossier items, reactions and their attachments. */
export const SUBJECT_CONNECTORS = [
	getConnector({
		id: 'Profit_Subjects',
		description: 'Dossieritems | Dossier items',
		columns: `
			TypeId i subject.StId Type dossieritem | Type of dossier item
			SubjectId i subject.SbId Dossieritem | Dossier item
			DateCreated d subject.Da Instuurdatum | Submission date
			Subject s255 subject.Ds Onderwerp | Subject
			Comment memo subject.SbTx Toelichting | Comment
			FeV1 i subject.FvF1 Waarde kenmerk 1 | Feature value 1
			FeV2 i subject.FvF2 Waarde kenmerk 2 | Feature value 2
			FeV3 i subject.FvF3 Waarde kenmerk 3 | Feature value 3
			OrgPersId s15 link.BcId Organisatie/persoon | Organisation/person
			ToDebtor b link.ToSR Verkooprelatie | Sales relation
			ToOrgPers b link.ToBC Organisatie/persoon | Organisation/person
			ToEmployee b link.ToEm Medewerker | Employee
			DestinationType s20 link.SfTp Type bestemming | Type of destination
			DestinationId s50 link.SfId Bestemming | Destination
			Project s15 link.PjId Project | Project
			Responsible s80 subject.EmId Verantwoordelijke | Responsible person
			Sender s80 subject.UsId Instuurder | Sender
			StartDate d subject.DtFr Begindatum | Start date
			EndDate d subject.DtTo Einddatum | End date
			Afgehandeld b subject.St Afgehandeld | Completed
			Datum_afgehandeld d subject.DtSt Datum afgehandeld | Date completed
			Prioriteit s20 subject.ViPr Prioriteit | Priority
			ModifiedDate d subject.@modified Gewijzigd op | Modified on`,
		joins: subjects,
	}),
	getConnector({
		id: 'Profit_Subject_Attachments',
		description: 'Bijlagen bij dossieritems | Attachments of dossier items',
		columns: `
			attachment_id i attachment.AtId Bijlage | Attachment
			subject_id i subject.SbId Dossieritem | Dossier item
			file_id s32 attachment.FileId Bestand | File
			file_name s255 attachment.FileName Naam bestand | Name of file`,
		joins: (reader) =>
			reader.all('KnSubjectAttachment').map((attachment) => ({
				attachment,
				subject: attachment.parentId === undefined ? undefined : reader.byId(attachment.parentId),
			})),
	}),
	getConnector({
		id: 'Profit_Subject_Reaction_Attachments',
		description: 'Bijlagen bij reacties | Attachments of reactions',
		columns: `
			attachment_id i attachment.AtId Bijlage | Attachment
			reaction_id i reaction.Id Reactie | Reaction
			subject_id i reaction.SbId Dossieritem | Dossier item
			file_id s32 attachment.FileId Bestand | File
			file_name s255 attachment.FileName Naam bestand | Name of file
			file_size i attachment.Size Grootte | Size`,
		joins: (reader) =>
			reader.all('KnReactionAttachment').map((attachment) => ({
				attachment,
				reaction: attachment.parentId === undefined ? undefined : reader.byId(attachment.parentId),
			})),
	}),
	getConnector({
		id: 'Lindeboom_Reacties',
		description: 'Reacties op dossieritems | Reactions on dossier items',
		columns: `
			Reactie i reaction.Id Reactie | Reaction
			Dossieritem i reaction.SbId Dossieritem | Dossier item
			Tekst memo reaction.SbTx Tekst | Text
			Zichtbaarheid s20 reaction.VaRe Zichtbaarheid | Visibility
			Gewijzigd_op d reaction.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnReaction').map((reaction) => ({ reaction })),
	}),
	getConnector({
		id: 'Lindeboom_Importlog',
		description: 'Importlog met meldingen | Import log with messages',
		columns: `
			SubjectId i subject.SbId Dossieritem | Dossier item
			error s20 =error Foutcode | Error code
			message s255 subject.Ds Melding | Message
			Verwerkt b subject.St Verwerkt | Processed
			Gewijzigd_op d subject.@modified Gewijzigd op | Modified on`,
		joins: (reader) => subjects(reader).filter(({ subject }) => textOf(subject, 'StId') === '21'),
		computed: { error: ({ subject }) => (cellOf(subject, 'St') === true ? null : 'OPEN') },
	}),
];
