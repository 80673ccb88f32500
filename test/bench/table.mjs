// Results as Markdown.
import { median } from './measure.mjs';

const MEGABYTE = 2 ** 20;

/** @param {import('./measure.mjs').CaseResult} result */
export function caseTable({ rounds }) {
	const rows = [...rounds].map(([name, measures]) => {
		const middle = (key) => median(measures.map((measure) => measure[key]));
		const walls = measures.map(({ wall }) => wall);
		const cells = [
			name,
			milliseconds(middle('wall')),
			`${milliseconds(Math.min(...walls))} – ${milliseconds(Math.max(...walls))}`,
			milliseconds(middle('cpu')),
			`${Math.round(middle('growth') / MEGABYTE)} MB`,
			`${Math.round(middle('peak') / MEGABYTE)} MB`,
			measures[0].requests === undefined ? '' : String(middle('requests')),
			String(measures.length),
		];
		return cells;
	});
	const head = [
		'contender',
		'time',
		'least – most',
		'CPU time',
		'growth',
		'peak',
		'requests',
		'rounds',
	];
	return table(head, rows);
}

/** @param {{ measured: import('./cases.mjs').Case, verdicts: import('./measure.mjs').Verdict[] }[]} judged */
export function targetTable(judged) {
	const rows = judged.flatMap(({ measured, verdicts }) =>
		verdicts.map(({ target, value, margin, isExplained }) => [
			measured.name,
			target.against === undefined ? target.of : `${target.of} against ${target.against}`,
			target.measure ?? measured.measure,
			target.atLeast === undefined
				? `at most ${target.atMost}`
				: `at least ${target.atLeast} times less`,
			value < 10 ? value.toFixed(2) : value.toFixed(1),
			verdictOf(margin, isExplained),
		]),
	);
	return table(['case', 'ratio', 'of', 'target', 'measured', ''], rows);
}

function verdictOf(margin, isExplained) {
	if (margin >= 1) return 'reached';
	return isExplained ? 'missed, as explained in docs/performance.md' : 'MISSED';
}

function table(head, rows) {
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function milliseconds(time) {
	return `${time < 100 ? time.toFixed(1) : Math.round(time).toLocaleString('en')} ms`;
}
