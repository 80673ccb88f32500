import { textOf } from '../store';
import type { Filling } from './filling';

/** Notes for every day that has bookings when the last of them was changed. */
export function fillChangedDays(filling: Filling): void {
	noteDays(filling, 'FiEntries', 'EnDa', 'FiChangedDay');
	noteDays(filling, 'PtRealization', 'DaTi', 'PtChangedDay');
}

function noteDays({ store }: Filling, table: string, field: string, notes: string): void {
	const lastChange = new Map<string, string>();
	for (const record of store.all(table)) {
		const day = textOf(record, field);
		const known = lastChange.get(day) ?? '';
		if (record.modified > known) lastChange.set(day, record.modified);
	}
	for (const [Day, modified] of [...lastChange].sort()) store.insert(notes, { Day }, modified);
}
