/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { isDeepStrictEqual } from 'node:util';
import type { UpdateField } from '../../nodes/Afas/profit/metainfo/metainfo';
import type { Verdict } from './bodyDifferences';

/** How a value differs, and who is to blame (reference §5.3). */
export interface ValueDifference {
	readonly class: string;
	readonly verdict: Verdict;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/** How a value that was built differs from the example's; undefined for the very same. */
export function valueDifference(
	example: unknown,
	built: unknown,
	field: UpdateField | undefined,
): ValueDifference | undefined {
	if (isDeepStrictEqual(example, built)) return undefined;
	if (isScalar(example) && isScalar(built)) return scalarDifference(example, built, field);
	return { class: 'another value', verdict: 'builder' };
}

type Scalar = string | number | boolean;

function scalarDifference(example: Scalar, built: Scalar, field?: UpdateField): ValueDifference {
	const [left, right] = [String(example), String(built)];
	if (field?.dataType === 'boolean') {
		const flag = FLAGS.get(left.toLowerCase());
		if (flag !== undefined && flag === FLAGS.get(right.toLowerCase()))
			return documented('spelling of yes and no');
	}
	if (isNumeric(field) && plainNumber(left) !== undefined) {
		if (plainNumber(left) === plainNumber(right)) return documented('number or text');
	}
	if (isNumeric(field) && plainNumber(left.replace(',', '.')) === plainNumber(right)) {
		return { class: 'decimal comma, which AFAS does not document', verdict: 'example' };
	}
	if (typeof example !== 'boolean' && typeof built !== 'boolean' && left === right) {
		return documented('number or text');
	}
	if (field?.values !== undefined && left.toLowerCase() === right.toLowerCase()) {
		return documented('code in another case');
	}
	return { class: 'another value', verdict: 'builder' };
}

function isNumeric(field: UpdateField | undefined): boolean {
	return ['int', 'long', 'decimal'].includes(field?.dataType ?? '');
}

/** A number as text without needless zeros; compared as text, so that no digit gets lost. */
function plainNumber(text: string): string | undefined {
	const match = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text.trim());
	if (!match) return undefined;
	const [, sign, whole = '', fraction = ''] = match;
	return `${sign === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function isScalar(value: unknown): value is Scalar {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function documented(kind: string): ValueDifference {
	return { class: kind, verdict: 'documented' };
}
