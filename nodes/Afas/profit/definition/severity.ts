import type { Change, Difference, Found, Severity } from './difference';

type Judgement = readonly [Severity, reason: string];

/** How serious a difference is depends on what nodes do with it: read rows, or write records. */
type Judge = (found: Found) => Judgement;

/** Types whose values all fit in another one. */
const FITS_IN: ReadonlyMap<string, readonly string[]> = new Map([
	['int', ['long', 'decimal']],
	['long', ['decimal']],
	['string', ['blob']],
]);

/** Custom fields, which a record may name by their label (reference §5.6). */
const CUSTOM_FIELD = /^U[0-9A-F]{32}$/;

const JUDGES: Readonly<Record<Change, Judge>> = {
	added: judgeAdded,
	removed: judgeRemoved,
	refused: () => [
		'breaks',
		'AFAS lists the connector and does not tell its fields: it is blocked, or its rights have changed. Nodes that use it fail.',
	],
	readable: () => ['harmless', 'AFAS tells the fields of the connector now, and did not before.'],
	type: judgeType,
	shorter: (found) => [
		'may break',
		isRead(found)
			? 'Longer values may be cut off in rows.'
			: 'AFAS refuses longer values in records.',
	],
	longer: (found) => [
		'harmless',
		isRead(found)
			? 'Values in rows may be longer: check that there is room for them where they go.'
			: 'All values that fitted still fit.',
	],
	'fewer decimals': (found) => [
		'may break',
		isRead(found)
			? 'Numbers in rows may be rounded more than before.'
			: 'AFAS may round or refuse numbers with more decimals.',
	],
	'more decimals': (found) => [
		'harmless',
		isRead(found) ? 'Numbers in rows may be more exact.' : 'All numbers that fitted still fit.',
	],
	'became key': () => [
		'breaks',
		'Updating and deleting a record needs this field now, beside or instead of the keys before.',
	],
	'no longer key': () => [
		'breaks',
		'A record is not found by this field any more: updating and deleting needs other keys.',
	],
	'became mandatory': () => [
		'may break',
		'AFAS may refuse records without this field. It fills in many mandatory fields by itself.',
	],
	'became optional': () => ['harmless', 'Records may leave this field out now.'],
	'may not be zero': () => ['may break', 'AFAS refuses 0 in this field now.'],
	'may be zero': () => ['harmless', 'This field may be 0 now.'],
	'values limited': judgeLimit,
	'values free': (found) => [
		'may break',
		isRead(found)
			? 'AFAS does not list the codes any more: a filter must give the code itself, not its description.'
			: 'AFAS does not list the allowed values any more: a record must give the code itself, not its description.',
	],
	'value added': (found) => [
		'harmless',
		isRead(found) ? 'Rows may have one more code.' : 'One more value is allowed.',
	],
	'value removed': (found) => [
		'may break',
		isRead(found)
			? 'Rows do not have this code any more, and filters on it find nothing.'
			: 'AFAS refuses this value in records now.',
	],
	'value description': (found) => [
		'may break',
		isRead(found)
			? 'The code stays the same, but a filter that gives the old description does not find it.'
			: 'The code stays the same, but a record that gives the old description does not fit.',
	],
	label: judgeLabel,
	description: () => ['harmless', 'The ID stays the same; only the description differs.'],
	'root element': () => [
		'may break',
		'An AFAS body written by hand names the root element and is refused. Forms and records follow by themselves.',
	],
};

/** Says how serious a difference is, and why. */
export function judged(found: Found): Difference {
	const [severity, reason] = JUDGES[found.change](found);
	const { connector, connectorType, level, field, value, change, before, after } = found;
	return {
		connector,
		connectorType,
		level,
		field,
		value,
		change,
		before,
		after,
		severity,
		reason,
	};
}

function isRead({ connectorType }: Found): boolean {
	return connectorType === 'getConnector';
}

function judgeAdded(found: Found): Judgement {
	if (found.level === 'connector') {
		return ['harmless', 'The connector is new, so no workflow uses it yet.'];
	}
	if (isRead(found)) return ['harmless', 'Rows have one more column.'];
	if (found.level === 'object') return ['harmless', 'Records may leave the object out.'];
	switch (found.asks) {
		case 'key':
			return ['breaks', 'The new field is a key: updating and deleting a record needs it.'];
		case 'mandatory':
			return [
				'may break',
				'AFAS may refuse records without the new field. It fills in many mandatory fields by itself.',
			];
		default:
			return ['harmless', 'Records may leave the new field out.'];
	}
}

function judgeRemoved(found: Found): Judgement {
	if (found.level === 'connector') {
		return ['breaks', 'The App Connector does not have it any more: nodes that use it fail.'];
	}
	if (found.level === 'object') return ['breaks', 'AFAS refuses records that hold this object.'];
	const renamed =
		found.renamedTo === undefined
			? ''
			: ` Probably it is called '${found.renamedTo}' now, which has the same label and type.`;
	const reason = isRead(found)
		? 'Rows do not have this column any more, and AFAS refuses it in filters and sorting.'
		: 'AFAS refuses records that hold this field.';
	return ['breaks', `${reason}${renamed}`];
}

function judgeType(found: Found): Judgement {
	const fits = FITS_IN.get(String(found.before))?.includes(String(found.after)) ?? false;
	if (!fits) {
		return [
			'breaks',
			isRead(found)
				? 'Rows hold another kind of value, and filters and expressions expect the old one.'
				: 'AFAS expects another kind of value in records.',
		];
	}
	if (!isRead(found)) return ['harmless', 'All values that fitted still fit.'];
	return [
		'may break',
		found.after === 'blob'
			? 'AFAS may refuse filters and sorting on a memo.'
			: 'Rows may hold values that were not possible before.',
	];
}

function judgeLimit(found: Found): Judgement {
	if (isRead(found)) return ['harmless', 'AFAS lists the codes of this column now.'];
	return [
		'may break',
		'AFAS refuses values that are not in the list of allowed ones; before, there was no list.',
	];
}

function judgeLabel(found: Found): Judgement {
	const code = found.field?.split('/').at(-1) ?? '';
	if (isRead(found) || !CUSTOM_FIELD.test(code)) {
		return ['harmless', 'The ID stays the same; only the label differs.'];
	}
	return [
		'may break',
		'Records that name this custom field by its label, instead of by its code, do not fit any more.',
	];
}
