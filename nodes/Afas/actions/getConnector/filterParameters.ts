import type { INode, INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import {
	checkFields,
	type Filter,
	type FilterGroup,
	type WireFilter,
} from '../../profit/filter/filter';
import { withCodes } from '../../profit/filter/describedCodes';
import { FilterError } from '../../profit/filter/filterError';
import { FILTER_JSON_EXAMPLE, parseFilterJson } from '../../profit/filter/filterJson';
import { convertFilter } from '../../profit/filter/filterValue';
import type { Column } from '../../profit/metainfo/metainfo';
import { isTextOperator, type OperatorName } from '../../profit/filter/operators';
import { widenDenials } from '../../profit/filter/patternFilter';

const NO_CONDITIONS = 'it has no conditions';

const ADVICE =
	"Add a condition, remove the empty group, or choose All Rows in 'Filter'. Nothing was asked of AFAS. To give a whole filter by an expression, choose JSON.";

/** Operators as users see them. */
const operatorProperty = choiceProperty<OperatorName>({
	displayName: 'Operator',
	name: 'operator',
	type: 'options',
	options: [
		{ name: 'Contains', value: 'contains', description: 'Slow in AFAS' },
		{ name: 'Does Not Contain', value: 'notContains', description: 'Slow in AFAS' },
		{ name: 'Does Not End With', value: 'notEndsWith', description: 'Slow in AFAS' },
		{ name: 'Does Not Start With', value: 'notStartsWith', description: 'Slow in AFAS' },
		{ name: 'Ends With', value: 'endsWith', description: 'Slow in AFAS' },
		{ name: 'Equals', value: 'equals' },
		{ name: 'Greater Than', value: 'greaterThan' },
		{ name: 'Greater Than or Equal', value: 'greaterThanOrEqual' },
		{ name: 'Is Empty', value: 'isEmpty' },
		{ name: 'Is Not Empty', value: 'isNotEmpty' },
		{ name: 'Less Than', value: 'lessThan' },
		{ name: 'Less Than or Equal', value: 'lessThanOrEqual' },
		{ name: 'Not Equal', value: 'notEquals' },
		{
			name: 'Quick Filter',
			value: 'quickFilter',
			description: 'The quick filter of Profit; the slowest of all',
		},
		{ name: 'Starts With', value: 'startsWith', description: 'Slow in AFAS' },
	],
	default: 'equals',
});

const filterTypeProperty = choiceProperty({
	displayName: 'Filter',
	name: 'filterType',
	type: 'options',
	default: 'none',
	options: [
		{ name: 'All Rows', value: 'none' },
		{ name: 'Build a Filter', value: 'builder' },
		{ name: 'JSON', value: 'json' },
	],
});

/** The field of a condition, chosen from the columns of a GetConnector. */
const columnProperty: INodeProperties = {
	displayName: 'Field Name or ID',
	name: 'field',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getColumns',
		loadOptionsDependsOn: ['getConnector.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The parameters with which users say which rows they want. */
export const filterProperties: INodeProperties[] = filterPropertiesFor({
	field: columnProperty,
	description: 'Which rows to read',
	groupsDescription: 'A row is read when all conditions of at least one group hold',
});

/** What a filter is for, and how the field of a condition is chosen. */
export interface FilterPurpose {
	readonly field: INodeProperties;
	readonly description: string;
	readonly groupsDescription: string;
}

/** The parameters of a filter for any purpose. */
export function filterPropertiesFor({
	field,
	description,
	groupsDescription,
}: FilterPurpose): INodeProperties[] {
	return [
		{ ...filterTypeProperty, description },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add OR Group' },
			placeholder: 'Add OR Group',
			default: {},
			description: groupsDescription,
			displayOptions: { show: { filterType: ['builder'] } },
			options: [
				{
					displayName: 'Group',
					name: 'group',
					values: [
						{
							displayName: 'Conditions',
							name: 'conditions',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Condition' },
							placeholder: 'Add Condition',
							default: {},
							description: 'All conditions of a group must hold',
							options: [
								{
									displayName: 'Condition',
									name: 'condition',
									values: [
										field,
										operatorProperty,
										{
											displayName: 'Value',
											name: 'value',
											type: 'string',
											default: '',
											displayOptions: { hide: { operator: ['isEmpty', 'isNotEmpty'] } },
											description:
												'What to compare with. Dates as 2026-01-31 or 31-01-2026, with a time as 2026-01-31T14:30; without a zone they are Dutch time.',
										},
									],
								},
							],
						},
					],
				},
			],
		},
		{
			displayName: 'Filter (JSON)',
			name: 'filterJson',
			type: 'json',
			default: FILTER_JSON_EXAMPLE,
			description:
				"Groups of conditions: the conditions of a group are combined with AND, the groups with OR. AFAS's own 'Filters' object works too.",
			displayOptions: { show: { filterType: ['json'] } },
		},
	];
}

/** Version of the nodes from which on a text is looked for to the letter, whatever is in it. */
const LITERAL_TEXTS = 1.1;

/**
 * Reads the filter as the user gave it; nothing is checked against the GetConnector yet.
 *
 * @param node in version 1 of the nodes, a `%` in the value of a text operator is a wildcard
 */
export function readFilter(parameters: ParameterValues, node: Pick<INode, 'typeVersion'>): Filter {
	const filter = givenFilter(parameters);
	return node.typeVersion < LITERAL_TEXTS ? filter.map(withAssumedWildcards) : filter;
}

function withAssumedWildcards(group: FilterGroup): FilterGroup {
	return group.map((condition) => {
		const isPattern = isTextOperator(condition.operator) && String(condition.value).includes('%');
		return isPattern ? { wildcards: 'assumed', ...condition } : condition;
	});
}

/** What the user should know about wildcards that were assumed. */
export function wildcardNotes(filter: Filter): string[] {
	const fields = filter
		.flat()
		.filter(({ wildcards }) => wildcards === 'assumed')
		.map(({ field }) => field);
	return [...new Set(fields)].map(
		(field) =>
			`The '%' in the value for '${field}' is a wildcard, as this node is of an older version. A new node looks for the text itself, with a '%' as a percent sign: add one and copy the parameters if that is what you want.`,
	);
}

function givenFilter(parameters: ParameterValues): Filter {
	switch (parameters.choice(filterTypeProperty)) {
		case 'builder':
			return builtFilter(parameters);
		case 'json':
			return parseFilterJson(parameters.raw('filterJson'));
		case 'none':
			return [];
	}
}

/**
 * A group without a condition would let every row through, and so would no group at all: n8n leaves
 * none when 'Filters' as a whole is given by an expression.
 */
function builtFilter(parameters: ParameterValues): Filter {
	const groups = parameters.rows('filters', 'group').map(groupOf);
	if (groups.length === 0) throw new FilterError([{ path: '', message: NO_CONDITIONS }], ADVICE);
	const findings = groups.flatMap((group, index) =>
		group.length === 0 ? [{ path: `group ${index + 1}`, message: NO_CONDITIONS }] : [],
	);
	if (findings.length > 0) throw new FilterError(findings, ADVICE);
	return groups;
}

function groupOf(group: ParameterValues): Filter[number] {
	return group.rows('conditions', 'condition').map((condition) => ({
		field: fieldOf(condition.raw('field')),
		operator: condition.choice(operatorProperty),
		value: condition.raw('value'),
	}));
}

/** Filters of reports have codes that are typed, which an expression may give as a number. */
function fieldOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/**
 * Makes a filter what AFAS reads, wide enough to find every row that is asked for, with codes in the
 * place of their descriptions.
 *
 * @throws {FilterError} with everything that is wrong: unknown fields and values that don't fit
 */
export function wireFilter(filter: Filter, columns: readonly Column[]): WireFilter {
	const findings = checkFields(filter, columns);
	if (findings.length > 0) throw new FilterError(findings);
	const types = new Map(columns.map(({ id, dataType }) => [id, dataType]));
	return widenDenials(convertFilter(withCodes(filter, columns).filter, types));
}
