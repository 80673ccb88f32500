import { momentOf } from '../wallClock';
import { textOf } from '../store';
import type { Filling } from './filling';

/** Participant number that stands before every user code. */
export const PARTICIPANT = '12345';

/** Adds a user per employee with an office job, and the user of the connectors. */
export function fillUsers({ store, random, today }: Filling): void {
	store.insert('KnUserGroup', { GrId: 'IEDEREEN', GrDs: 'Iedereen' }, momentOf('2015-01-02', 500));
	store.insert('KnUserGroup', { GrId: 'VERKOOP', GrDs: 'Verkoop' }, momentOf('2015-01-02', 500));
	store.insert(
		'KnUser',
		{
			UsId: `${PARTICIPANT}.KOPPELING`,
			Nm: 'Koppeling',
			Bl: false,
			InSi: false,
			Awin: false,
			Site: false,
			Cnct: true,
		},
		momentOf('2019-03-04', 601, 12, 218),
	);
	for (const employee of store.all('AfasEmployee')) {
		if (!random.chance(0.75)) continue;
		const person = store.find('KnPerson', { BcCo: textOf(employee, 'BcCo') });
		const mail = textOf(person, 'EmAd');
		const code = (mail.split('@')[0] ?? '').replace('.', '').toUpperCase();
		store.insert(
			'KnUser',
			{
				UsId: `${PARTICIPANT}.${code}`,
				Nm: `${textOf(person, 'CaNm')} ${textOf(person, 'LaNm')}`,
				BcCo: textOf(employee, 'BcCo'),
				Bl: employee.values.Bl ?? false,
				InSi: true,
				Awin: false,
				Site: false,
				Cnct: false,
				EmAd: mail,
				Upn: mail,
				InLn: '1043',
			},
			employee.created,
			undefined,
			momentOf(today, -random.between(1, 200) * 1440 + 700, 3, random.between(0, 999)),
		);
	}
}
