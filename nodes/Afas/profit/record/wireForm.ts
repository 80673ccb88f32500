import type { UpdateField } from '../metainfo/metainfo';
import type { WireValue } from './fieldValue';

const FLAG = /^(true|false|0|1)$/i;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const DATE = /^(\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?|\d\d:\d\d:\d\d)$/;

/**
 * Whether AFAS reads a value by itself as what we would have sent: the forms of reference §5.3, and
 * no Dutch comma, `ja`, description or time zone. For bodies, which are sent as they are.
 */
export function isWireForm(value: unknown, converted: WireValue, field: UpdateField): boolean {
	if (value === null || value === converted) return true;
	const text = String(value);
	switch (field.dataType) {
		case 'boolean':
			return FLAG.test(text);
		case 'int':
		case 'long':
		case 'decimal':
			return NUMBER.test(text);
		case 'date':
			return DATE.test(text);
		default:
			return isSameText(text, String(converted), field);
	}
}

function isSameText(text: string, converted: string, { values }: UpdateField): boolean {
	if (text === converted) return true;
	return values !== undefined && text.toLowerCase() === converted.toLowerCase();
}
