import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { namesIn } from './names';

/** What became of a value: the value that is meant, or what is wrong with it. */
export type Checked =
	| { readonly value: unknown }
	/** The rest of a sentence that begins with the parameter. */
	| { readonly problem: string };

/** Marks a text in `typeOptions` that holds names with commas between them, or a list of names. */
export const NAME_LIST = 'nameList';

/** Marks a list in `typeOptions` that texts of a certain form may stand beside: {@link OtherTexts}. */
export const OTHER_TEXTS = 'otherTexts';

/** Texts that a parameter may have beside its list. Text itself, since n8n keeps descriptions as JSON. */
interface OtherTexts {
	/** Regular expression, without regard to case. */
	readonly pattern: string;
	readonly example: string;
}

/** Characters of a wrong value that a message repeats. */
const MOST_SHOWN = 60;

/** Text that stands for yes or no, in the languages of Profit's users and of programs. */
const TRUE_TEXTS: readonly string[] = ['true', 'yes', 'ja', 'on', '1'];
const FALSE_TEXTS: readonly string[] = ['false', 'no', 'nee', 'off', '0'];

/** A whole or decimal number as programs write it. */
const NUMBER_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Holds a value against the description of its parameter, as far as that can tell: closed lists,
 * yes or no, numbers and their bounds, text. Other case and the text forms of yes, no and numbers
 * are taken for what they plainly mean; nothing else is.
 */
export function checkParameter(property: INodeProperties, value: unknown): Checked {
	switch (property.type) {
		case 'options':
			return isClosed(property) ? checkChoice(property, value) : checkText(value);
		case 'multiOptions':
			return checkNames(property, value);
		case 'boolean':
			return checkFlag(value);
		case 'number':
			return checkNumber(property, value);
		case 'string':
			return property.typeOptions?.[NAME_LIST] === true
				? checkNames(property, value)
				: checkText(value);
		case 'resourceLocator':
			return checkLocator(value);
		case 'resourceMapper':
			return checkForm(value);
		// JSON and dates are read by those who know what they are about.
		default:
			return { value };
	}
}

/** Whether the list of a parameter is all there is. */
export function isClosed({ options, typeOptions }: INodeProperties): boolean {
	return typeOptions?.loadOptionsMethod === undefined && options !== undefined;
}

/** What a parameter with a closed list may be, as a reader of the editor knows it. */
export function choicesText(property: INodeProperties): string {
	const texts = choicesOf(property).map(({ name, value }) =>
		value === '' ? `${name} (empty)` : `${name} (${String(value)})`,
	);
	const others = otherTextsOf(property);
	return inWords(
		others === undefined ? texts : [...texts, `a code such as ${others.example}`],
		'or',
	);
}

/** The start of a sentence about a value that a parameter may not have. */
export function wrong(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'has no value';
	return `may not be ${shown(value)}`;
}

function checkChoice(property: INodeProperties, value: unknown): Checked {
	const choices = choicesOf(property);
	const exact = choices.find((choice) => choice.value === value);
	if (exact !== undefined) return { value: exact.value };
	const folded = folding(value);
	const alike = choices.find((choice) => choice.value !== '' && folding(choice.value) === folded);
	if (alike !== undefined) return { value: alike.value };
	const others = otherTextsOf(property);
	if (others !== undefined && new RegExp(others.pattern, 'i').test(folded))
		return { value: folded };
	return { problem: `${wrong(value)}; it may be ${choicesText(property)}` };
}

function otherTextsOf({ typeOptions }: INodeProperties): OtherTexts | undefined {
	return typeOptions?.[OTHER_TEXTS] as OtherTexts | undefined;
}

function checkNames(property: INodeProperties, value: unknown): Checked {
	const names = namesIn(value);
	if (names === undefined) {
		const form = 'a list of names, or names with commas between them';
		return { problem: `${wrong(value)}; it must be ${form}` };
	}
	const distinct = [...new Set(names)];
	if (!isClosed(property)) return { value: distinct };
	const checked = distinct.map((name) => checkChoice(property, name));
	const problem = checked.find((one) => 'problem' in one);
	if (problem !== undefined) return problem;
	return { value: [...new Set(checked.flatMap((one) => ('value' in one ? [one.value] : [])))] };
}

function checkFlag(value: unknown): Checked {
	if (typeof value === 'boolean') return { value };
	const text = folding(value);
	if (TRUE_TEXTS.includes(text)) return { value: true };
	if (FALSE_TEXTS.includes(text)) return { value: false };
	return { problem: `${wrong(value)}; it may be true or false` };
}

function checkNumber(property: INodeProperties, value: unknown): Checked {
	const number = numberIn(value);
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = property.typeOptions ?? {};
	const isRight =
		number !== undefined &&
		number >= minValue &&
		number <= maxValue &&
		(numberPrecision !== 0 || Number.isSafeInteger(number));
	if (isRight) return { value: number };
	return { problem: `${wrong(value)}; it may be ${rangeText(property)}` };
}

function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value !== 'string' || !NUMBER_TEXT.test(value.trim())) return undefined;
	return Number(value.trim());
}

function rangeText({ typeOptions }: INodeProperties): string {
	const { minValue, maxValue, numberPrecision } = typeOptions ?? {};
	const kind = numberPrecision === 0 ? 'a whole number' : 'a number';
	if (minValue !== undefined && maxValue !== undefined) {
		return `${kind} from ${minValue} to ${maxValue}`;
	}
	if (minValue !== undefined) return `${kind} of at least ${minValue}`;
	return maxValue === undefined ? kind : `${kind} of at most ${maxValue}`;
}

/** Nothing is no text: an expression that gives nothing is more often wrong than meant. */
function checkText(value: unknown): Checked {
	if (typeof value === 'string') return { value: value.trim() };
	if (['number', 'bigint', 'boolean'].includes(typeof value)) return { value: String(value) };
	return { problem: `${wrong(value)}; it must be text` };
}

/** What n8n keeps of a form: how it is filled, and with what. */
function checkForm(value: unknown): Checked {
	if (!isObject(value)) return { problem: `${wrong(value)}; it must be a form` };
	const { mappingMode = 'defineBelow', value: fields } = value;
	if (mappingMode !== 'defineBelow' && mappingMode !== 'autoMapInputData') {
		const modes = 'Map Each Column Manually (defineBelow) or Map Automatically (autoMapInputData)';
		return { problem: `may not have the mapping mode ${shown(mappingMode)}; it may be ${modes}` };
	}
	if (fields === null || fields === undefined || isObject(fields)) return { value };
	return { problem: `may not hold ${shown(fields)}; it must hold fields by name` };
}

/** n8n keeps what was chosen together with how; an expression may give the choice alone. */
function checkLocator(value: unknown): Checked {
	return checkText(isObject(value) && 'value' in value ? value.value : value);
}

function choicesOf({ options }: INodeProperties): INodePropertyOptions[] {
	return (options ?? []) as INodePropertyOptions[];
}

function folding(value: unknown): string {
	return ['string', 'number', 'boolean'].includes(typeof value)
		? String(value).trim().toLowerCase()
		: '\0';
}

function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' || typeof value === 'function') return 'an object';
	const text = String(value);
	return `'${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}'`;
}

function inWords(texts: readonly string[], word: string): string {
	if (texts.length < 2) return texts.join();
	return `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
