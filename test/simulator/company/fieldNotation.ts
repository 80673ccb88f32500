import type { CodeValue, DataType, Translated, UpdateField } from '../contract';
import { codeList } from './codeLists';
import { translated } from './labels';
import { referenceSuffix } from './references';

/** What a value is, finer than the data type of metainfo tells. */
export type FieldKind =
	'text' | 'int' | 'decimal' | 'boolean' | 'date' | 'moment' | 'time' | 'memo' | 'file';

/** A field with the rules that metainfo does not show. */
export interface FieldModel {
	readonly field: UpdateField;
	readonly kind: FieldKind;
	/** Label as messages quote it, without the reference suffix of metainfo. */
	readonly label: Translated;
	/** Table and field in which the value must exist. */
	readonly reference: { readonly table: string; readonly field: string } | undefined;
	/** Whether an insert without this value is refused; metainfo's `mandatory` is only advice. */
	readonly required: boolean;
	/** Steers the processing and is not kept. */
	readonly steering: boolean;
}

const LINE = /^([A-Za-z0-9_]+)([#*!~^]*)\s+(\S+)(?:\s+([=>]\S+))?\s+(.+)$/;

/**
 * Fields from lines `code+flags type [=codeList | >Table.Field] Nederlands | English`.
 *
 * Flags: `#` primary key, `*` flagged mandatory, `!` flagged mandatory and really required, `~`
 * steers the processing, `^` may not be 0. Types: `s20` text with a length, `i`, `n2`, `b`, `d`
 * day, `dt` moment, `t` time of day, `min` duration in minutes, `memo`, `file`.
 */
export function fieldsFrom(notation: string): readonly FieldModel[] {
	const lines = notation.split('\n').flatMap((line) => line.trim() || []);
	return lines.map(fieldFrom);
}

function fieldFrom(line: string): FieldModel {
	const [, code = '', flags = '', type = '', option = '', labels = ''] = LINE.exec(line) ?? [];
	if (code === '') throw new SyntaxError(`Field line cannot be read: ${line}`);
	const kind = kindOf(type);
	const label = translated(labels);
	const values = option.startsWith('=') ? codeList(option.slice(1)) : null;
	const [table = '', field = ''] = option.startsWith('>') ? option.slice(1).split('.') : [];
	const reference = table === '' ? undefined : { table, field };
	return {
		kind,
		label,
		reference,
		required: flags.includes('!'),
		steering: flags.includes('~'),
		field: metainfoField({ code, flags, type, kind, label, values, table }),
	};
}

interface ReadField {
	readonly code: string;
	readonly flags: string;
	readonly type: string;
	readonly kind: FieldKind;
	readonly label: Translated;
	readonly values: readonly CodeValue[] | null;
	readonly table: string;
}

function metainfoField(read: ReadField): UpdateField {
	const primaryKey = read.flags.includes('#');
	const dataType = DATA_TYPES[read.kind];
	const suffix = referenceSuffix(read.table);
	return {
		fieldId: read.code,
		primaryKey,
		dataType,
		label: { nl: read.label.nl + suffix.nl, en: read.label.en + suffix.en },
		mandatory: /[*!]/.test(read.flags),
		length: /^s\d+$/.test(read.type) ? Number(read.type.slice(1)) : 0,
		decimals: read.kind === 'decimal' ? Number(read.type.slice(1)) : 0,
		decimalFieldId: '',
		notzero: read.flags.includes('^'),
		controlType: read.kind === 'memo' ? 23 : primaryKey || isNumber(dataType) ? 5 : 1,
		values: read.values,
	};
}

const DATA_TYPES: Readonly<Record<FieldKind, DataType>> = {
	text: 'string',
	int: 'int',
	decimal: 'decimal',
	boolean: 'boolean',
	date: 'date',
	moment: 'date',
	time: 'date',
	memo: 'blob',
	file: 'blob',
};

function isNumber(dataType: DataType): boolean {
	return dataType === 'int' || dataType === 'decimal';
}

function kindOf(type: string): FieldKind {
	if (/^s\d+$/.test(type)) return 'text';
	if (/^n\d+$/.test(type)) return 'decimal';
	const named: Record<string, FieldKind> = {
		i: 'int',
		min: 'int',
		b: 'boolean',
		d: 'date',
		dt: 'moment',
		t: 'time',
		memo: 'memo',
		file: 'file',
	};
	const kind = named[type];
	if (kind === undefined) throw new SyntaxError(`Unknown field type: ${type}`);
	return kind;
}
