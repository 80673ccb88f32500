import type { Difference, Verdict } from './bodyDifferences';
import type { PathResult } from './deletePaths';
import { type ExampleResult, isEqual } from './examples';

/** What a check prints, and whether all came out equal. */
export interface Report {
	readonly lines: readonly string[];
	readonly allEqual: boolean;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
	documented: 'AFAS documents both',
	example: 'NOT EQUAL, the example is not as AFAS documents',
	builder: 'NOT EQUAL, the builder made something else',
};

/** Each difference with its class, what strict validation refuses, a count by class, and the sum. */
export function exampleReport(results: readonly ExampleResult[]): Report {
	const equal = results.filter(isEqual).length;
	const refused = results.filter(({ findings }) => findings.length > 0);
	return {
		lines: [
			'Differences',
			...results.flatMap(differenceLines),
			'',
			'Strict validation would refuse these; they were built with what was given',
			...refused.flatMap(findingLines),
			'',
			'Differences by class',
			...counts(results.flatMap(({ differences }) => differences.map(withVerdict))),
			'',
			`What strict validation would refuse by kind, in ${refused.length} examples`,
			...counts(refused.flatMap(({ findings }) => findings.map(({ kind }) => kind))),
			'',
			`${equal} of ${results.length} equal`,
		],
		allEqual: equal === results.length,
	};
}

/** Each path that was built otherwise, and the sum. */
export function pathReport(results: readonly PathResult[]): Report {
	const different = results.filter(({ difference }) => difference !== undefined);
	return {
		lines: [
			...different.map(({ path, difference }) => `${path}: ${difference}`),
			`${results.length - different.length} of ${results.length} equal`,
		],
		allEqual: different.length === 0,
	};
}

/** Documented differences in one line an example, the others one by one. */
function differenceLines({ example, differences }: ExampleResult): string[] {
	const title = `  line ${example.line}, ${example.method} ${example.path}`;
	const documented = differences.filter(({ verdict }) => verdict === 'documented');
	const others = differences.filter(({ verdict }) => verdict !== 'documented');
	const classes = counts(documented.map((difference) => difference.class));
	return [
		...(documented.length === 0
			? []
			: [`${title}: ${VERDICTS.documented}: ${classes.map((text) => text.trim()).join(', ')}`]),
		...others.map(
			(difference) => `${title}: ${VERDICTS[difference.verdict]}: ${inWords(difference)}`,
		),
	];
}

function inWords({ path, class: kind, detail }: Difference): string {
	return [path, kind, detail].filter((part) => part !== '').join(': ');
}

function withVerdict({ class: kind, verdict }: Difference): string {
	return `${kind} (${VERDICTS[verdict]})`;
}

function findingLines({ example, findings }: ExampleResult): string[] {
	return findings.map(
		({ kind, path, message }) =>
			`  line ${example.line}, ${example.method} ${example.path}: ${kind}: ${path} ${message}`,
	);
}

function counts(names: readonly string[]): string[] {
	const count = new Map<string, number>();
	for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
	return [...count].sort(([, a], [, b]) => b - a).map(([name, times]) => `  ${times} ${name}`);
}
