import { addDays, momentOf, weekday } from '../wallClock';
import type { Filling } from './filling';

const WORK: readonly (readonly [kind: string, text: string])[] = [
	['I', 'Keuring heftruck'],
	['O', 'Filters luchtbehandeling vervangen'],
	['R', 'Roldeur laadperron gerepareerd'],
	['S', 'Storing sorteerband verholpen'],
	['O', 'Accu reachtruck gewisseld'],
];

/** Fills the company's free table: a log of maintenance in the warehouse. */
export function fillMaintenanceLog({ store, random, today }: Filling): void {
	for (let day = addDays(today, -300); day < today; day = addDays(day, random.between(1, 4))) {
		if (weekday(day) > 5) continue;
		const [U004, U002] = random.pick(WORK);
		store.insert(
			'KnCustomK01',
			{
				SqNo: store.next('KnCustomK01.SqNo'),
				U001: momentOf(day),
				U002,
				U003: random.between(1, 16) / 2,
				U004,
				U005: random.chance(0.9),
			},
			momentOf(day, random.between(480, 1000), random.between(0, 59), random.between(0, 999)),
		);
	}
}
