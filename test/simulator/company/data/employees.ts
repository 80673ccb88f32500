import type { StoredRecord } from '../store';
import { numberOf, textOf } from '../store';
import { testBsns } from '../identifiers';
import { pdfWith } from '../files/pdf';
import { pngOf, type Colour } from '../files/png';
import { addDays, momentOf } from '../wallClock';
import { DEPARTMENTS, FUNCTIONS } from './foundations';
import { dayAgo, officeMoment, type Filling } from './filling';
import { addPerson, mailName, newIban } from './people';

/** Domain of the company's e-mail addresses. */
export const MAIL_DOMAIN = 'lindeboom-techniek.example';

const PHOTOS: readonly Colour[] = [
	[40, 90, 140],
	[150, 60, 40],
	[60, 130, 70],
	[120, 80, 140],
	[170, 130, 40],
];

/** Adds the staff: per job title the number that the company has. */
export function fillEmployees(filling: Filling): void {
	const bsns = testBsns();
	filling.store.reserve('EmId', 1000);
	for (const job of FUNCTIONS) {
		for (let position = 0; position < job[3]; position++) {
			addEmployee(filling, job, bsns.next().value ?? '');
		}
	}
}

type Job = (typeof FUNCTIONS)[number];

function addEmployee(filling: Filling, job: Job, bsn: string): void {
	const { random, store } = filling;
	const start = `${dayAgo(filling, 5_400, 20).slice(0, 8)}01`;
	const created = officeMoment(filling, addDays(start, -random.between(10, 40)));
	const person = workingPerson(filling, created, bsn);
	const left = random.chance(0.06) && start < addDays(filling.today, -700);
	const end = left ? dayAgo(filling, 600, 10) : undefined;
	const employee = store.insert(
		'AfasEmployee',
		{
			EmId: String(store.next('EmId')),
			BcCo: textOf(person, 'BcCo'),
			ViSe: 'I',
			Bl: left,
			LgId: 'NL',
			EmAd: textOf(person, 'EmAd'),
			PsPv: 'A',
			YsPv: 'A',
			UA0F3B1C94D7E4B25A8C60E1D2F3A4B51: random.pick(['S', 'M', 'L', 'XL']),
			U1B2C3D4E5F60718293A4B5C6D7E8F901: random.chance(0.3),
		},
		created,
		undefined,
		officeMoment(filling, dayAgo(filling, 500, 1)),
	);
	addEmployment(filling, employee, { job, start, end, created });
}

function workingPerson(filling: Filling, created: string, bsn: string): StoredRecord {
	const { random, store, files } = filling;
	const person = addPerson(filling, created, { SoSe: bsn });
	const name = mailName(textOf(person, 'CaNm'), textOf(person, 'Is'), textOf(person, 'LaNm'));
	const double = store.find('KnPerson', { EmAd: `${name}@${MAIL_DOMAIN}` }) !== undefined;
	const image = random.chance(0.4) ? random.hex(32) : null;
	if (image !== null) {
		files.keep(image, `${name}.png`, pngOf(48, random.pick(PHOTOS)));
	}
	const number = double ? numberOf(person, 'BcId') : '';
	return store.update(
		person,
		{
			EmAd: `${name}${number}@${MAIL_DOMAIN}`,
			TeNr: `033-0${String(40_000 + numberOf(person, 'BcId')).padStart(6, '0')}`,
			FileId: image,
		},
		created,
	);
}

interface Employment {
	readonly job: Job;
	readonly start: string;
	readonly end: string | undefined;
	readonly created: string;
}

function addEmployment(filling: Filling, employee: StoredRecord, employment: Employment): void {
	const { random, store } = filling;
	const { job, start, end, created } = employment;
	const alone = job[3] === 1;
	const hours = random.pick(alone ? [40, 40, 36] : [40, 40, 40, 40, 36, 32, 32, 24, 20]);
	const DaBe = momentOf(start);
	const add = (table: string, values: Record<string, string | number | boolean | null>) =>
		store.insert(table, values, created, employee.id);
	add('AfasContract', {
		DaBe,
		DaEn: end === undefined ? null : momentOf(end),
		ClId: 'Basis',
		WcId: 'Basis',
		ApCo: random.chance(0.85) ? 'O' : 'B',
		CmId: '01',
		DvSn: 1,
		EmMt: '1',
		ViEt: 'U',
		WrCt: true,
		EnS2: numberOf(employee, 'EmId'),
		...contractFile(filling, employee, start),
	});
	const costCentre = DEPARTMENTS.find(([code]) => code === job[2])?.[3] ?? '100';
	add('AfasOrgunitFunction', {
		DaBe,
		DpId: job[2],
		FuId: job[0],
		CrId: costCentre,
		CcId: 'HANDEL',
	});
	add('AfasTimeTable', {
		DaBg: DaBe,
		SeNo: 1,
		DyWk: Math.ceil(hours / 8),
		HrWk: hours,
		PcPt: hours / 0.4,
	});
	add('AfasSalary', {
		DaBe,
		SaPe: 'M',
		TtPy: false,
		EmSa: Math.round(job[4] * (hours / 40) * (0.9 + random.fraction() * 0.35)),
	});
	const iban = newIban(filling);
	add('AfasBankInfo', { AcId: iban, NoBk: false, Iban: iban, SaAc: true, IbCk: true, SeNo: 1 });
}

/** The signed contract as a file of a file field; its name holds what names in practice hold. */
function contractFile(filling: Filling, employee: StoredRecord, start: string) {
	const { random, files } = filling;
	if (!random.chance(0.5)) return { FileName: null, FileId: null };
	const EmId = textOf(employee, 'EmId');
	const FileName = `Arbeidscontract ${EmId}_getekend.pdf`;
	const FileId = random.hex(32);
	const lines = [`Medewerker ${EmId}`, `In dienst per ${start}`];
	files.keep(FileId, FileName, pdfWith('Arbeidsovereenkomst', lines));
	return { FileName, FileId };
}
