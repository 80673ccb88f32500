import { pdfWith } from '../files/pdf';
import { pngOf } from '../files/png';
import { textOf, type StoredRecord } from '../store';
import { addDays, momentOf } from '../wallClock';
import { atMostYesterday, dayAgo, officeMoment, type Filling } from './filling';

interface Topic {
	readonly type: number;
	readonly subject: string;
	readonly text: string;
	readonly files: readonly string[];
}

const TOPICS: readonly Topic[] = [
	topic(
		20,
		'Levering onvolledig',
		'Twee dozen ontbreken op de pakbon van vanmorgen.',
		'pakbon.pdf;foto pallet.png',
	),
	topic(
		20,
		'Beschadigde verpakking',
		'Klant meldt dat de verpakking open was bij aflevering.',
		'foto_schade.png',
	),
	topic(
		21,
		'Warmtepomp geeft storing',
		'Foutcode E5 na het inregelen. Monteur inplannen.',
		'storingsrapport.pdf',
	),
	topic(21, 'Onderhoudsbeurt ventilatie', 'Jaarlijkse beurt volgens contract.', 'checklist.txt'),
	topic(
		25,
		'Prijsaanvraag nieuwbouw',
		'Graag offerte voor 24 appartementen.',
		'bestek.pdf;plattegrond.png',
	),
	topic(25, 'Raamcontract kabel', 'Prijzen voor een jaar vastleggen.', 'prijslijst.txt'),
	topic(30, 'Servicecontract verlengd', 'Getekend retour ontvangen.', 'servicecontract.pdf'),
	topic(1, 'Telefoonnotitie', 'Teruggebeld over openstaande facturen.', ''),
	topic(
		1,
		'Bezoekverslag',
		'Gesproken over assortiment en levertijden.\nVervolgafspraak gemaakt.',
		'bezoekverslag.txt',
	),
];

function topic(type: number, subject: string, text: string, files: string): Topic {
	return { type, subject, text, files: files === '' ? [] : files.split(';') };
}

/** Adds dossier items of debtors and of employees, with reactions and attachments. */
export function fillSubjects(filling: Filling): void {
	const { store, random } = filling;
	store.reserve('SbId', 48_000);
	const debtors = store.all('KnSalesRelation');
	const employees = store.all('AfasEmployee');
	for (let position = 0; position < 260; position++) {
		const debtor = random.pick(debtors);
		const link = {
			ToSR: true,
			SfTp: '4',
			SfId: textOf(debtor, 'DbId'),
			BcId: textOf(debtor, 'BcCo'),
		};
		addSubject(filling, random.pick(TOPICS), link, random.pick(employees));
	}
	for (const employee of employees) {
		if (random.chance(0.4)) addStaffDocument(filling, employee);
	}
}

function addStaffDocument(filling: Filling, employee: StoredRecord): void {
	const EmId = textOf(employee, 'EmId');
	const link = { ToEm: true, SfTp: '2', SfId: EmId, BcId: textOf(employee, 'BcCo') };
	const contract = topic(
		15,
		'Arbeidsovereenkomst',
		'Getekend exemplaar.',
		`arbeidsovereenkomst_${EmId}.pdf`,
	);
	addSubject(filling, contract, link, employee);
}

function addSubject(
	filling: Filling,
	subject: Topic,
	link: Readonly<Record<string, string | boolean>>,
	responsible: StoredRecord,
): void {
	const { store, random } = filling;
	const day = dayAgo(filling, 720, 2);
	const created = officeMoment(filling, day);
	const done = random.chance(0.7);
	const closed = officeMoment(
		filling,
		atMostYesterday(filling, addDays(day, random.between(1, 30))),
	);
	const record = store.insert(
		'KnSubject',
		{
			SbId: store.next('SbId'),
			StId: subject.type,
			Ds: subject.subject,
			SbTx: subject.text,
			Da: `${created.slice(0, 19)}.000`,
			UsId: '12345.KOPPELING',
			EmId: textOf(responsible, 'EmId'),
			ViPr: random.pick(['N', 'N', 'N', 'H', 'L']),
			DtFr: momentOf(day),
			DtTo: momentOf(addDays(day, 14)),
			St: done,
			DtSt: done ? closed : null,
			SbBl: false,
		},
		created,
		undefined,
		done ? closed : created,
	);
	store.insert('KnSubjectLink', link, created, record.id);
	for (const name of subject.files) addAttachment(filling, record, name);
	if (done && random.chance(0.4)) addReaction(filling, record, closed);
}

function addAttachment(
	{ store, random, files }: Filling,
	subject: StoredRecord,
	name: string,
): void {
	const FileId = random.hex(32);
	const content = contentFor(name, subject);
	files.keep(FileId, name, content);
	store.insert(
		'KnSubjectAttachment',
		{ AtId: store.next('AtId'), FileName: name, FileId, Size: content.length },
		subject.created,
		subject.id,
	);
}

function addReaction({ store, random }: Filling, subject: StoredRecord, moment: string): void {
	const SbTx = random.pick([
		'Afgehandeld met de klant.',
		'Nalevering is onderweg.',
		'Akkoord per e-mail.',
	]);
	const values = {
		Id: store.next('KnReaction.Id'),
		SbId: subject.values.SbId ?? null,
		SbTx,
		VaRe: 'EI',
	};
	store.insert('KnReaction', values, moment, subject.id);
}

function contentFor(name: string, subject: StoredRecord): Buffer {
	const about = `${textOf(subject, 'Ds')} (dossieritem ${textOf(subject, 'SbId')})`;
	const lines = [about, ...textOf(subject, 'SbTx').split('\n')];
	if (name.endsWith('.pdf')) return pdfWith('Lindeboom Techniek B.V.', lines);
	if (name.endsWith('.png')) return pngOf(80, [150, 120, 90]);
	return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}
