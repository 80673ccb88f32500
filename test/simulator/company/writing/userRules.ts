import type { Cell } from '../../contract';
import { valueDoesNotExist, valueMissing } from '../refusals';
import type { ElementRule, Situation } from './rules';

const USER = { nl: 'Gebruiker', en: 'User' };
const GROUP = { nl: 'Groep', en: 'Group' };
const ACTION = { nl: 'Type mutatie', en: 'Type of mutation' };
const NAME = { nl: 'Naam', en: 'Name' };
const NEW_CODE = { nl: 'Nieuwe gebruikerscode', en: 'New user code' };

/** Users, by the kinds of mutation that MtCd tells apart. */
export const USER_RULE: ElementRule = {
	standalone: true,
	matches: true,
	updateAdds: true,
	defaults: () => ({ Bl: false, Awin: false, Site: false, InSi: false, Cnct: false }),
	derive: ({ incoming }) => changes(incoming.values),
	check: checkMutation,
	finish: (session, _user, { values }) => {
		const group = values.GrId ?? null;
		if (values.MtCd !== '3' || group === null) return;
		if (session.store.find('KnUserGroup', { GrId: String(group) }) !== undefined) return;
		session.insert('KnUserGroup', { GrId: group, GrDs: values.GrDs ?? group });
	},
};

function changes({ MtCd, UsIdNew = null }: Situation['values']): Readonly<Record<string, Cell>> {
	if (MtCd === '0' || MtCd === '2') return { Bl: true };
	if (MtCd === '6') return { Bl: false };
	return MtCd === '4' ? { UsId: UsIdNew } : {};
}

function checkMutation({ session, incoming, existing, values }: Situation): void {
	const { MtCd = null, GrId = null } = incoming.values;
	if (MtCd === null) throw valueMissing(ACTION);
	if (MtCd === '4' && (incoming.values.UsIdNew ?? null) === null) throw valueMissing(NEW_CODE);
	const adding = MtCd === '1' || MtCd === '3';
	if (existing === undefined && !adding) throw valueDoesNotExist(USER);
	if ((values.Nm ?? null) === null) throw valueMissing(NAME);
	if (MtCd !== '1' || GrId === null) return;
	if (session.store.find('KnUserGroup', { GrId: String(GrId) }) === undefined) {
		throw valueDoesNotExist(GROUP);
	}
}
