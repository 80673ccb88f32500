import { guidOf } from '../identifiers';
import { textOf, type StoredRecord } from '../store';
import { addDays, momentOf } from '../wallClock';
import { dayAgo, officeMoment, workday, type Filling } from './filling';

/** Adds leave and sick leave of the last two years. */
export function fillAbsence(filling: Filling): void {
	filling.store.reserve('HrAbsence.Id', 7_000);
	filling.store.reserve('AbId', 300);
	for (const employee of filling.store.all('AfasEmployee')) {
		if (employee.values.Bl === true) continue;
		const leaves = filling.random.between(2, 7);
		for (let leave = 0; leave < leaves; leave++) addLeave(filling, employee);
		const illnesses = filling.random.pick([0, 0, 1, 1, 2]);
		for (let illness = 0; illness < illnesses; illness++) addIllness(filling, employee);
	}
}

function addLeave(filling: Filling, employee: StoredRecord): void {
	const { store, random } = filling;
	const start = workday(dayAgo(filling, 700, -60));
	const created = officeMoment(
		filling,
		addDays(start < filling.today ? start : filling.today, -random.between(61, 90)),
	);
	const partial = random.chance(0.25);
	const days = partial ? 0 : random.pick([0, 1, 4, 4, 11]);
	store.insert(
		'HrAbsence',
		{
			Id: store.next('HrAbsence.Id'),
			EmId: textOf(employee, 'EmId'),
			ViAt: random.pick(['V', 'V', 'V', 'ADV', 'BV']),
			ViLr: 'Vak',
			DaBe: momentOf(start, partial ? 510 : 0),
			DaEn: momentOf(addDays(start, days), partial ? 750 : 0),
			EnSe: 1,
			LeDt: partial,
			DuRa: partial ? 240 : Math.max(1, days - Math.floor(days / 5) * 2 + 1) * 480,
			DuBe: partial ? 240 : null,
			Re: random.chance(0.2)
				? random.pick(['Tandarts', 'Verhuizing', 'Vakantie met gezin', 'Diploma-uitreiking'])
				: null,
		},
		created,
	);
}

function addIllness(filling: Filling, employee: StoredRecord): void {
	const { store, random } = filling;
	const start = workday(dayAgo(filling, 700, 3));
	const last = addDays(start, random.pick([1, 2, 2, 3, 5, 9, 40, 120]));
	const recovered = last < filling.today;
	const created = momentOf(
		start,
		random.between(430, 520),
		random.between(0, 59),
		random.between(0, 999),
	);
	const GUID = guidOf(random.hex(32));
	const illness = store.insert(
		'HrIllness',
		{
			AbId: store.next('AbId'),
			GUID,
			EmId: textOf(employee, 'EmId'),
			DaBe: momentOf(start, 510),
			DMeB: momentOf(start, 485),
			DaEs: momentOf(addDays(start, 4)),
			DaEn: recovered ? momentOf(last, 1020) : null,
			DMeE: recovered ? momentOf(last, 1005) : null,
			ViIt: 'Z',
			ViIr: random.pick(['0', '1', '1', '2', '3', '5', '8']),
			ViRs: recovered ? '1' : null,
			EnSe: 1,
			TPBe: 0,
			RuAb: false,
		},
		created,
		undefined,
		recovered ? officeMoment(filling, last) : created,
	);
	store.insert(
		'HrAbsIllnessProgress',
		{ ApSn: store.next('ApSn'), GUID, DaTi: momentOf(start, 510), PsPc: 0, PsHr: 0, PsSp: false },
		created,
		illness.id,
	);
}
