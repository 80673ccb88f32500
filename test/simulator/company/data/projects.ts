import { guidOf } from '../identifiers';
import { textOf, type StoredRecord } from '../store';
import { addDays, momentOf, weekday } from '../wallClock';
import { dayAgo, officeMoment, type Filling } from './filling';

const WORKS = [
	'Renovatie elektra kantoor',
	'Verduurzaming klimaatinstallatie',
	'Nieuwbouw bedrijfshal',
	'Ledverlichting magazijn',
	'Warmtepompen woonblok',
	'Datanetwerk school',
	'Noodverlichting zorgcentrum',
	'Laadpalen parkeergarage',
];

const STAGES = [
	['01', 'Voorbereiding'],
	['02', 'Uitvoering'],
	['03', 'Oplevering'],
] as const;

/** Adds projects with stages, and the hours of technicians on them. */
export function fillProjects(filling: Filling): void {
	const { store, random } = filling;
	store.reserve('PrId', 910_000);
	store.reserve('PtRealization.Id', 50_000);
	const debtors = store.all('KnSalesRelation');
	const projects = Array.from({ length: 36 }, () => addProject(filling, random.pick(debtors)));
	const technicians = store
		.all('AfasEmployee')
		.filter((employee) => employee.values.Bl !== true && isTechnician(filling, employee));
	for (let day = addDays(filling.today, -365); day < filling.today; day = addDays(day, 1)) {
		if (weekday(day) > 5) continue;
		for (const technician of technicians) {
			if (random.chance(0.3)) addHours(filling, technician, random.pick(projects), day);
		}
	}
}

function isTechnician({ store }: Filling, employee: StoredRecord): boolean {
	const job = store.children('AfasOrgunitFunction', employee.id)[0];
	return ['0041', '0042', '0043'].includes(textOf(job, 'FuId'));
}

function addProject(filling: Filling, debtor: StoredRecord): StoredRecord {
	const { store, random } = filling;
	const start = dayAgo(filling, 700, 30);
	const created = officeMoment(filling, start);
	const leader = random.pick(store.all('AfasEmployee'));
	const project = store.insert(
		'PtProject',
		{
			PrId: String(store.next('PrId')),
			PrGp: random.pick(['INST', 'INST', 'CON']),
			Ds: random.pick(WORKS),
			DbId: textOf(debtor, 'DbId'),
			BcCo: textOf(debtor, 'BcCo'),
			EmId: textOf(leader, 'EmId'),
			DaSt: momentOf(start),
			DtGp: momentOf(addDays(start, random.between(60, 300))),
			UnFi: 1,
			ChOu: false,
		},
		created,
		undefined,
		officeMoment(filling, dayAgo(filling, 29, 1)),
	);
	for (const [PrSt, Ds] of STAGES) {
		store.insert(
			'PtProjectStage',
			{ PrSt, Ds, DaSt: momentOf(start), ViSt: '2' },
			created,
			project.id,
		);
	}
	return project;
}

function addHours(
	filling: Filling,
	technician: StoredRecord,
	project: StoredRecord,
	day: string,
): void {
	const { store, random } = filling;
	store.insert(
		'PtRealization',
		{
			Id: store.next('PtRealization.Id'),
			Guid: guidOf(random.hex(32)),
			DaTi: momentOf(day),
			VaIt: '1',
			ItCd: random.pick(['300', '310', '320']),
			Qu: random.between(2, 16) / 2,
			EmId: textOf(technician, 'EmId'),
			PrId: textOf(project, 'PrId'),
			PrSt: random.pick(['01', '02', '02', '02', '03']),
			Ds: random.pick(['Montage', 'Bekabeling', 'Inregelen', 'Opname ter plaatse', 'Reistijd']),
			StId: '1',
		},
		officeMoment(filling, day),
	);
}
