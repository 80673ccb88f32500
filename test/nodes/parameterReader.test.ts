import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { getMany } from '../../nodes/Afas/actions/getConnector/getMany';
import { readWriteOptions } from '../../nodes/Afas/actions/updateConnector/writeOptions';
import { create } from '../../nodes/Afas/actions/updateConnector/create';
import { ParameterError } from '../../nodes/Afas/parameters/parameterError';
import { ParameterReader } from '../../nodes/Afas/parameters/parameterReader';
import { resultOf } from '../../nodes/Afas/profit/outcome';
import type { ParameterValues } from '../../nodes/Afas/parameters/parameterValues';

/** Reads stored parameters; those that are expressions have the given values. */
function read(
	properties: readonly INodeProperties[],
	stored: INodeParameters,
	given: Readonly<Record<string, unknown>> = {},
): ParameterValues {
	const evaluated: Readonly<Record<string, unknown>> = { ...stored, ...given };
	const source = {
		node: { type: 'n8n-nodes-afas.afas', typeVersion: 1 },
		stored: {
			...stored,
			...Object.fromEntries(Object.keys(given).map((name) => [name, '={{ }}'])),
		},
		value: (name: string) => evaluated[name],
	};
	return new ParameterReader(source, properties).read(0);
}

function findingsOf(...parameters: Parameters<typeof read>): string[] {
	const outcome = resultOf(() => read(...parameters));
	if (outcome.ok) return [];
	expect(outcome.failure).toBeInstanceOf(ParameterError);
	const { findings } = outcome.failure as ParameterError;
	return findings.map(({ parameter, problem }) => `${parameter} ${problem}`);
}

const LOCATOR = { __rl: true, mode: 'id', value: 'Profit_Debtor' };
const READ = { getConnector: LOCATOR, returnAll: true };
const WRITE = { updateConnector: LOCATOR, dataMode: 'record', record: '{}' };

describe('what version 0.1.0 took for something else', () => {
	it('names what a list may be', () => {
		expect(findingsOf(getMany.properties, { ...READ, filterType: 'Builders' })).toEqual([
			"'Filter' may not be 'Builders'; it may be All Rows (none), Build a Filter (builder) or JSON (json)",
		]);
	});

	it.each<[string, unknown]>([
		["'Dry Run' under 'Options' may not be 'maybe'; it may be true or false", { dryRun: 'maybe' }],
		["'Dry Run' under 'Options' may not be '2'; it may be true or false", { dryRun: 2 }],
		["'Dry Run' under 'Options' has no value; it may be true or false", { dryRun: null }],
		[
			"'Validation' under 'Options' may not be 'lenient'; it may be Off (off), Strict (strict) or Warn (warn)",
			{ validation: 'lenient' },
		],
		["'Options' has no 'dryrun'; did you mean 'dryRun'?", { dryrun: true }],
		[
			"'Batch Size' under 'Options' may not be '0'; it may be a whole number from 1 to 1000",
			{ batchSize: 0 },
		],
	])('refuses options: %s', (finding, options) => {
		expect(findingsOf(create.properties, WRITE, { options })).toEqual([finding]);
	});

	it.each(['polish', 'pl', 'pl_PL', 'zh-hans', 'nl-nlx', 5])(
		'refuses the language %s',
		(language) => {
			const [finding] = findingsOf(create.properties, WRITE, { options: { language } });
			expect(finding).toMatch(
				/^'Language' under 'Options' may not be .*Language of the Environment \(empty\) or a code such as pl-pl$/,
			);
		},
	);

	it.each<[unknown, string]>([
		['abc', "'Limit' may not be 'abc'; it may be a whole number of at least 1"],
		[-1, "'Limit' may not be '-1'; it may be a whole number of at least 1"],
		[2.5, "'Limit' may not be '2.5'; it may be a whole number of at least 1"],
		[undefined, "'Limit' has no value; it may be a whole number of at least 1"],
	])('refuses a limit of %p', (limit, finding) => {
		const stored = { getConnector: LOCATOR, returnAll: false };
		expect(findingsOf(getMany.properties, stored, { limit })).toEqual([finding]);
	});

	it('says all that is wrong at once, also in the rows of collections', () => {
		const filters = {
			group: [{ conditions: { condition: [{ field: 'Naam', operator: 'is', value: null }] } }],
		};
		const findings = findingsOf(getMany.properties, {
			...READ,
			filterType: 'builder',
			filters,
			sort: { field: [{ field: 'Naam', direction: 'up' }] },
			options: { dates: 'iso', pagination: 'cursor', parallelRequests: 9 },
		} as INodeParameters);
		expect(findings).toHaveLength(5);
		expect(findings[0]).toMatch(
			/^'Operator' under 'Filters > Group 1 > Conditions > Condition 1' may not be 'is'; it may be /,
		);
		expect(findings[1]).toBe(
			"'Direction' under 'Sort > Field 1' may not be 'up'; it may be Ascending (asc) or Descending (desc)",
		);
	});
});

describe('a language', () => {
	it.each([
		['pl-pl', 'pl-pl'],
		[' PL-pl ', 'pl-pl'],
		['NL-NL', 'nl-nl'],
	])('may be any code of that form: %s', (language, read_) => {
		const parameters = read(create.properties, WRITE, { options: { language } });
		expect(readWriteOptions(parameters).language).toBe(read_);
	});
});

describe('what plainly means something', () => {
	it.each<[unknown, boolean]>([
		['yes', true],
		['TRUE', true],
		[1, true],
		['ja', true],
		['no', false],
		['0', false],
	])('is taken for yes or no: %p', (dryRun, expected) => {
		const options = read(create.properties, WRITE, { options: { dryRun } }).options('options');
		expect(options.flag('dryRun')).toBe(expected);
	});

	it('is a list in other case, where n8n kept what depends on it', () => {
		const filters = {
			group: [{ conditions: { condition: [{ field: 'Naam', operator: 'EQUALS', value: 'x' }] } }],
		};
		const values = read(getMany.properties, { ...READ, filters } as INodeParameters, {
			filterType: 'Builder',
		});
		const [group] = values.rows('filters', 'group');
		expect(group?.rows('conditions', 'condition')[0]?.text('operator')).toBe('equals');
	});

	it('is refused in other case where n8n has dropped what depends on it', () => {
		expect(findingsOf(getMany.properties, { ...READ, filterType: 'Builder' })).toEqual([
			"'Filter' may not be 'Builder'; it may be All Rows (none), Build a Filter (builder) or JSON (json)",
		]);
		const stored = { getConnector: LOCATOR, returnAll: 'no' };
		expect(findingsOf(getMany.properties, stored)).toEqual([
			"'Return All' may not be 'no'; it may be true or false, without quotes",
		]);
		expect(findingsOf(getMany.properties, { ...stored, returnAll: 'true' })).toEqual([]);
	});

	it('is the text of a number', () => {
		const values = read(getMany.properties, READ, { options: { pageSize: ' 500 ' } });
		expect(values.options('options').number('pageSize')).toBe(500);
	});
});

describe('a parameter that has no value', () => {
	it('has the default of its description', () => {
		const values = read(getMany.properties, READ);
		expect(values.options('options').number('parallelRequests')).toBe(2);
		expect(values.rows('sort', 'field')).toEqual([]);
		expect(values.text('filterType')).toBe('none');
	});

	it('is a mistake of ours when it is not described', () => {
		expect(() => read(getMany.properties, READ).text('nosuch')).toThrow(TypeError);
	});
});

describe('parameters without expressions', () => {
	it('are read once for all items', () => {
		let reads = 0;
		const stored: INodeParameters = READ;
		const reader = new ParameterReader(
			{
				node: { type: 'n8n-nodes-afas.afas', typeVersion: 1 },
				stored,
				value: (name) => {
					reads += 1;
					return stored[name];
				},
			},
			getMany.properties,
		);
		const first = reader.read(0);
		const readsOfOne = reads;
		for (let item = 1; item < 100; item++) reader.read(item);
		expect(first.flag('returnAll')).toBe(true);
		expect(reads).toBe(readsOfOne);
	});
});
