import { findJsonSyntaxError } from '../../nodes/Afas/profit/filter/jsonSyntax';
import { seededRandom } from '../seededRandom';

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('the place where a text stops being JSON', () => {
	it.each([
		['', 1, 1, ''],
		['[1 2]', 1, 4, '2'],
		['{"a":1,}', 1, 8, '}'],
		['[1,]', 1, 4, ']'],
		['[,1]', 1, 2, ','],
		['{"a" 1}', 1, 6, '1'],
		['{a:1}', 1, 2, 'a'],
		['[1}', 1, 3, '}'],
		['[]]', 1, 3, ']'],
		['{"a":\n  tru}', 2, 3, 'tru'],
		['[01]', 1, 2, '01'],
		['"a\tb"', 1, 1, '"'],
		['[1', 1, 3, ''],
		['{"a"', 1, 5, ''],
	])('%j: line %i, column %i, at %j', (text, line, column, found) => {
		expect(isJson(text)).toBe(false);
		expect(findJsonSyntaxError(text)).toEqual({ line, column, found });
	});

	it('agrees with JSON.parse on what is JSON, 20,000 damaged texts', () => {
		const random = seededRandom(7);
		const whole =
			'{"a":[1,-2.5e+3,true,null,"x\\n\\u00e9\u0085\\"",{}],"b":{"c":"","d":[[],[false]]}, "e" : 0}';
		const signs = '{}[],:"\\ 01-.eEtn\n\t';
		let damaged = 0;
		for (let run = 0; run < 20_000; run++) {
			const at = Math.floor(random() * whole.length);
			const cut = Math.floor(random() * 3);
			const sign = signs.charAt(Math.floor(random() * (signs.length + 1)));
			const text = whole.slice(0, at) + sign + whole.slice(at + cut);
			if (!isJson(text)) damaged++;
			if (isJson(text) !== (findJsonSyntaxError(text) === undefined)) throw new Error(text);
		}
		expect(damaged).toBeGreaterThan(10_000);
		expect(damaged).toBeLessThan(20_000);
	});
});
