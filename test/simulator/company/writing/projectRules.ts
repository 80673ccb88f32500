import type { Cell } from '../../contract';
import type { ElementRule } from './rules';

/** Projects and hours. */
export const PROJECT_RULES: Readonly<Record<string, ElementRule>> = {
	PtProject: {
		standalone: true,
		defaults: ({ session }) => ({
			PrId: String(session.number('PrId', 'PtProject', 'PrId')),
			UnFi: 1,
			ChOu: false,
			DaSt: session.today,
		}),
	},
	PtRealization: {
		standalone: true,
		matches: true,
		deleteKeys: [['Id'], ['XpRe']],
		locate: (session, { values }) => {
			const { Id = null, XpRe = null } = values;
			if (Id !== null) return session.store.find('PtRealization', { Id: String(Id) });
			if (XpRe === null) return undefined;
			return session.store.find('PtRealization', { XpRe: String(XpRe) });
		},
		defaults: ({ session }) => ({
			Id: session.number('PtRealization.Id', 'PtRealization', 'Id'),
			Guid: session.guid(),
			StId: '1',
		}),
		derive: ({ session, values }) => ({
			Sessieguid: session.guid(),
			Qu: values.Qu ?? hoursBetween(values.StTi, values.EnTi),
		}),
	},
};

/** Hours between two times of day; null when one of them is missing. */
function hoursBetween(start: Cell | undefined, end: Cell | undefined): number | null {
	if (typeof start !== 'string' || typeof end !== 'string') return null;
	return (minutesOf(end) - minutesOf(start)) / 60;
}

function minutesOf(time: string): number {
	return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
