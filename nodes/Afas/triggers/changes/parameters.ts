import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { connectorOf, getConnectorLocator } from '../../actions/connectorLocator';
import { filterProperties, readFilter } from '../../actions/getConnector/filterParameters';
import { datesOption, outputFieldsOption } from '../../actions/getConnector/readOptions';
import { choiceProperty } from '../../parameters/choiceProperty';
import { ParameterReader } from '../../parameters/parameterReader';
import { triggerParameters } from '../../parameters/parameterSource';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { ChangeEvent } from '../../profit/changes/rowChange';
import type { Filter } from '../../profit/filter/filter';
import { readAmsterdamText } from '../../profit/time/amsterdamText';
import { DateError } from '../../profit/time/dateError';
import type { DatesMode } from '../../profit/time/rowDates';
import { Failure } from '../../profit/failure';

/** How changes are found: by a date that Profit keeps, or by comparing all rows. */
export type Detection = 'modifiedField' | 'snapshot';

const DEFAULT_OVERLAP = 5;
const DEFAULT_MAX_ROWS = 10_000;
const DEFAULT_MOST_DELETIONS = 50;

const CREATED = { name: 'Created', value: 'created' } as const;
const DELETED = { name: 'Deleted', value: 'deleted' } as const;
const UPDATED = { name: 'Updated', value: 'updated' } as const;

const detectionProperty = choiceProperty<Detection>({
	displayName: 'Detect Changes By',
	name: 'detection',
	type: 'options',
	default: 'modifiedField',
	noDataExpression: true,
	description: 'How changes are found',
	options: [
		{
			name: 'Modified Field',
			value: 'modifiedField',
			description:
				'With a column that says when a row was changed. Works for any number of rows, but not for deletions.',
		},
		{
			name: 'Comparing All Rows',
			value: 'snapshot',
			description:
				'With no such column: reads all rows each time. For up to some tens of thousands of rows.',
		},
	],
});

// Not 'Events': of a list with that name, n8n puts each entry into its panel as a trigger of its own,
// as if created rows could be told from updated ones without the date of creation.
const eventsOfModified = choiceProperty({
	displayName: 'Changes',
	name: 'events',
	type: 'multiOptions',
	default: ['created', 'updated'],
	required: true,
	displayOptions: { show: { detection: ['modifiedField'] }, hide: { createdField: [''] } },
	options: [CREATED, UPDATED],
	description: 'Which changes start the workflow',
});

const eventsOfSnapshot = choiceProperty({
	displayName: 'Changes',
	name: 'events',
	type: 'multiOptions',
	default: ['created', 'updated', 'deleted'],
	required: true,
	displayOptions: { show: { detection: ['snapshot'] } },
	options: [CREATED, DELETED, UPDATED],
	description: 'Which changes start the workflow',
});

/** The parameters of the trigger, below the authentication. */
export const changeProperties: INodeProperties[] = [
	getConnectorLocator,
	detectionProperty,
	{
		displayName: 'Modified Field Names or IDs',
		name: 'modifiedFields',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getDateColumns',
			loadOptionsDependsOn: ['getConnector.value'],
		},
		default: [],
		required: true,
		displayOptions: { show: { detection: ['modifiedField'] } },
		description:
			'Columns that say when a row was changed; a row counts when one of them changes. A GetConnector on several tables needs one of each. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Key Field Names or IDs',
		name: 'keyFields',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getSortableColumns',
			loadOptionsDependsOn: ['getConnector.value'],
		},
		default: [],
		required: true,
		description:
			'Columns that together are different in every row, such as a number. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Created Field Name or ID',
		name: 'createdField',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getDateColumns',
			loadOptionsDependsOn: ['getConnector.value'],
		},
		default: '',
		displayOptions: { show: { detection: ['modifiedField'] } },
		description:
			'Column that says when a row was made, to tell created rows from updated ones. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	eventsOfModified,
	eventsOfSnapshot,
	...filterProperties,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			datesOption,
			{
				displayName: 'Max Rows',
				name: 'maxRows',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100000, numberPrecision: 0 },
				default: DEFAULT_MAX_ROWS,
				description:
					'Most changes to deliver at once. When there are more, the others follow at the next times.',
			},
			{
				displayName: 'Most Deletions (%)',
				name: 'mostDeletions',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
				default: DEFAULT_MOST_DELETIONS,
				displayOptions: { show: { '/detection': ['snapshot'] } },
				description:
					'When more of the rows than this are gone at once, the trigger stops with a message: it is more likely that the rights have changed. Up to 19 rows may always go.',
			},
			outputFieldsOption,
			{
				displayName: 'Overlap (Minutes)',
				name: 'overlapMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440, numberPrecision: 0 },
				default: DEFAULT_OVERLAP,
				displayOptions: { show: { '/detection': ['modifiedField'] } },
				description:
					'How far to look back each time for changes that AFAS shows late, such as those of a long import. Nothing is delivered twice.',
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'dateTime',
				default: '',
				noDataExpression: true,
				displayOptions: { show: { '/detection': ['modifiedField'] } },
				description:
					'Deliver what changed since this moment (Dutch time), instead of since the workflow was activated. A new moment starts the trigger anew from there.',
			},
		],
	},
];

/** What the user asked for, before it is held against the GetConnector. */
export interface ChangeWish {
	readonly connector: string;
	readonly detection: Detection;
	readonly modifiedFields: readonly string[];
	readonly keyFields: readonly string[];
	/** Undefined when created and updated need not be told apart. */
	readonly createdField?: string;
	readonly events: readonly ChangeEvent[];
	readonly filter: Filter;
	readonly dates: DatesMode;
	/** Empty for all columns. */
	readonly outputFields: readonly string[];
	readonly overlapMinutes: number;
	readonly maxRows: number;
	readonly mostDeletions: number;
	/** `YYYY-MM-DDTHH:mm:ss`; undefined for the moment of activation. */
	readonly startFrom?: string;
}

/** A parameter of the trigger is missing or can't be used. */
export class ChangeParameterError extends Failure {}

/**
 * Reads the parameters.
 *
 * @throws {ParameterError | ChangeParameterError | FilterError}
 */
export function readChangeWish(context: IPollFunctions): ChangeWish {
	const reader = new ParameterReader(triggerParameters(context), changeProperties);
	const parameters = reader.read(0);
	const options = parameters.options('options');
	const detection = parameters.choice(detectionProperty);
	const startFrom = startOf(options.raw('startFrom'));
	const wish = {
		connector: connectorOf(parameters, 'getConnector'),
		detection,
		keyFields: parameters.names('keyFields'),
		...modifiedWish(parameters, detection),
		filter: readFilter(parameters, context.getNode()),
		dates: options.choice(datesOption),
		outputFields: options.names('outputFields'),
		overlapMinutes: options.number('overlapMinutes'),
		maxRows: options.number('maxRows'),
		mostDeletions: options.number('mostDeletions'),
		...(startFrom !== undefined && { startFrom }),
	};
	assertChosen('Key Field Names or IDs', wish.keyFields);
	assertChosen('Changes', wish.events);
	if (detection === 'modifiedField') {
		assertChosen('Modified Field Names or IDs', wish.modifiedFields);
	}
	return wish;
}

function modifiedWish(
	parameters: ParameterValues,
	detection: Detection,
): Pick<ChangeWish, 'modifiedFields' | 'createdField' | 'events'> {
	if (detection === 'snapshot') {
		return { modifiedFields: [], events: parameters.choices(eventsOfSnapshot) };
	}
	const modifiedFields = parameters.names('modifiedFields');
	const createdField = parameters.text('createdField');
	if (createdField === '') return { modifiedFields, events: ['changed'] };
	return { modifiedFields, createdField, events: parameters.choices(eventsOfModified) };
}

function startOf(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = readAmsterdamText(value, 'moment');
	if (text instanceof DateError) {
		throw new ChangeParameterError(`'Start From' isn't right: ${text.message}`, text.advice);
	}
	return text.length === 'YYYY-MM-DD'.length ? `${text}T00:00:00` : text;
}

function assertChosen(parameter: string, chosen: readonly string[]): void {
	if (chosen.length > 0) return;
	throw new ChangeParameterError(
		`Nothing is chosen in '${parameter}'`,
		`Choose at least one entry of '${parameter}'.`,
	);
}
