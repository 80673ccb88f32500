import type { Cell } from '../../contract';
import type { FieldModel } from '../fieldNotation';
import { valueDoesNotExist, valueInvalid, valueTooLong, valueZero } from '../refusals';
import { momentOf } from '../wallClock';

/**
 * A value as Profit keeps it, from a value as the body gives it. Empty text and null clear the field.
 * Throws a refusal in Profit's words when the value does not fit the field.
 */
export function valueFrom(model: FieldModel, raw: unknown): Cell {
	if (raw === null || raw === undefined || raw === '') return null;
	if (typeof raw === 'object') throw valueInvalid(model.label);
	const value = READERS[model.kind](model, raw as string | number | boolean);
	if (value === undefined) throw valueInvalid(model.label);
	if (model.field.notzero && value === 0) throw valueZero(model.label);
	return value;
}

type Reader = (model: FieldModel, raw: string | number | boolean) => Cell | undefined;

const READERS: Readonly<Record<FieldModel['kind'], Reader>> = {
	text: (model, raw) => textValue(model, raw),
	memo: (_model, raw) => (typeof raw === 'boolean' ? undefined : String(raw)),
	int: (_model, raw) => numberValue(raw, /^-?\d+$/),
	decimal: (_model, raw) => numberValue(raw, /^-?(\d+(\.\d*)?|\.\d+)$/),
	boolean: (_model, raw) => booleanValue(raw),
	date: (_model, raw) => dateValue(raw)?.slice(0, 10).concat('T00:00:00.000'),
	moment: (_model, raw) => dateValue(raw),
	time: (_model, raw) => timeValue(raw),
	file: (_model, raw) => fileValue(raw),
};

function textValue(model: FieldModel, raw: string | number | boolean): string | undefined {
	if (typeof raw === 'boolean') return undefined;
	const text = String(raw);
	const { length, values } = model.field;
	if (length > 0 && text.length > length) throw valueTooLong(model.label, length);
	if (values === null) return text;
	const code = values.find(({ id }) => id.toLowerCase() === text.toLowerCase());
	if (code === undefined) throw valueDoesNotExist(model.label);
	return code.id;
}

function numberValue(raw: string | number | boolean, shape: RegExp): number | undefined {
	if (typeof raw === 'boolean' || !shape.test(String(raw).trim())) return undefined;
	return Number(raw);
}

function booleanValue(raw: string | number | boolean): boolean | undefined {
	const text = String(raw).toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	return undefined;
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?$/;

/** Text with a zone or `Z` is refused: Profit keeps wall-clock time. */
function dateValue(raw: string | number | boolean): string | undefined {
	const [text, day = '', ...rest] = DATE.exec(String(raw)) ?? [];
	if (text === undefined || !isDay(day)) return undefined;
	const [hours, minutes, seconds] = rest.map((part) => Number(part ?? 0));
	if ((hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
	const milliseconds = Number((rest[3] ?? '').padEnd(3, '0'));
	return momentOf(day, (hours ?? 0) * 60 + (minutes ?? 0), seconds, milliseconds);
}

function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function timeValue(raw: string | number | boolean): string | undefined {
	const time = String(raw).replace(/^\d{4}-\d{2}-\d{2}T/, '');
	const [text, hours = '', minutes = '', seconds = '00'] =
		/^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time) ?? [];
	if (text === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
	return `${hours}:${minutes}:${seconds}`;
}

function fileValue(raw: string | number | boolean): string | undefined {
	const text = String(raw).replace(/\s/g, '');
	return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? text : undefined;
}
