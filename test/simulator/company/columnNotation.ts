import type { DataType, GetColumn } from '../contract';
import { codeList } from './codeLists';
import { translated } from './labels';

/** A column with the place its value comes from. */
export interface SourcedColumn {
	readonly column: GetColumn;
	/** `part.Field`, `part.@created`, `part.@modified`, or `=name` for a computed value. */
	readonly source: string;
}

const LINE = /^(\S+)\s+(\S+)\s+(\S+)\s+(.+)$/;

/**
 * Columns from lines `id type source label`. Types: `s20` text with a length, `i` whole number,
 * `n2` number with decimals, `b` yes/no, `d` date or date-time, `memo` long text, `image` base64; behind
 * a colon the list of its codes, `s4:vatGroup`.
 * The internal field id counts up from `U001` like in a data collection.
 */
export function columnsFrom(notation: string): readonly SourcedColumn[] {
	const lines = notation.split('\n').flatMap((line) => line.trim() || []);
	return lines.map((line, position) => columnFrom(line, position));
}

function columnFrom(line: string, position: number): SourcedColumn {
	const [, id = '', typeAndList = '', source = '', label = ''] = LINE.exec(line) ?? [];
	const [type = '', list] = typeAndList.split(':');
	if (label === '') throw new SyntaxError(`Column line cannot be read: ${line}`);
	const dataType = dataTypeOf(type);
	return {
		source,
		column: {
			id,
			fieldId: `U${String(position + 1).padStart(3, '0')}`,
			dataType,
			label: translated(label),
			length: type.startsWith('s') ? Number(type.slice(1)) : 0,
			controlType: type === 'memo' ? 23 : dataType === 'int' ? 5 : 1,
			decimals: type.startsWith('n') ? Number(type.slice(1)) : 0,
			...(list !== undefined && { values: codeList(list) }),
		},
	};
}

function dataTypeOf(type: string): DataType {
	if (/^s\d+$/.test(type)) return 'string';
	if (/^n\d+$/.test(type)) return 'decimal';
	const named: Record<string, DataType> = {
		i: 'int',
		b: 'boolean',
		d: 'date',
		memo: 'blob',
		image: 'blob',
	};
	const dataType = named[type];
	if (dataType === undefined) throw new SyntaxError(`Unknown column type: ${type}`);
	return dataType;
}
