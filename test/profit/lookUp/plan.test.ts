import { encodeFilter } from '../../../nodes/Afas/profit/filter/filterEncoding';
import { type LookUpKey, MatchColumns } from '../../../nodes/Afas/profit/lookUp/lookUpKey';
import { type KeyGroup, planLookUps } from '../../../nodes/Afas/profit/lookUp/plan';
import { seededRandom } from '../../seededRandom';
import { column } from './fakeProfit';

const ROOM = 1_900;

const one = new MatchColumns(['Naam'], [column('Naam')]);
const two = new MatchColumns(['Naam', 'Nr'], [column('Naam'), column('Nr', 'int')]);

const lengthOf = (group: KeyGroup) =>
	encodeFilter(group.map(({ conditions }) => conditions)).query.length;

const valuesOf = (group: KeyGroup) => group.map(({ conditions }) => conditions[0]?.value);

describe('a plan', () => {
	it('has every key once, in requests that fit and are well filled', () => {
		const random = seededRandom(7);
		const text = () =>
			Array.from({ length: 1 + Math.floor(random() * 40) }, () =>
				'abcdefgh0123456789 é&%+#"'.charAt(Math.floor(random() * 26)),
			).join('') + (random() < 0.2 ? pickSeparator(random) : '');
		const keys = Array.from({ length: 2_000 }, (_, index) => two.key([`x${text()}`, index]));
		const groups = planLookUps(keys, ROOM);
		expect(groups.flat().sort(byIdentity)).toEqual([...keys].sort(byIdentity));
		const lengths = groups.map(lengthOf);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(ROOM);
		const filled = lengths.reduce((sum, length) => sum + length, 0) / (ROOM * groups.length);
		expect(filled).toBeGreaterThan(0.9);
	});

	it('fills a request to the last character', () => {
		const keys = ['aa', 'bb', 'cc'].map((value) => one.key([value]));
		const room = lengthOf(keys);
		expect(planLookUps(keys, room)).toEqual([keys]);
		expect(planLookUps(keys, room - 1)).toEqual([keys.slice(0, 2), keys.slice(2)]);
	});

	it('keeps the JSON form away from keys that do without', () => {
		const values = ['a', 'b,c', 'd', 'e;f', 'g'];
		const groups = planLookUps(
			values.map((value) => one.key([value])),
			ROOM,
		);
		expect(groups.map(valuesOf)).toEqual([
			['a', 'd', 'g'],
			['b,c', 'e;f'],
		]);
	});

	it('separates keys that an answer cannot tell apart', () => {
		const values = ['Jose', 'José', 'anna', 'Jósé', 'Straße', 'Strasse'];
		const groups = planLookUps(
			values.map((value) => one.key([value])),
			ROOM,
		);
		expect(groups.map(valuesOf)).toEqual([
			['Jose', 'anna', 'Straße'],
			['José', 'Strasse'],
			['Jósé'],
		]);
	});

	it('gives a key of its own request that fits none', () => {
		const keys = ['a', 'x'.repeat(ROOM), 'b'].map((value) => one.key([value]));
		expect(planLookUps(keys, ROOM).map((group) => group.length)).toEqual([2, 1]);
	});
});

function byIdentity(a: LookUpKey, b: LookUpKey): number {
	return a.identity < b.identity ? -1 : 1;
}

function pickSeparator(random: () => number): string {
	return random() < 0.5 ? ',x' : ';y';
}
