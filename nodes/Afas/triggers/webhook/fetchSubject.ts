import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connectorOf } from '../../actions/connectorLocator';
import type { ParameterValues } from '../../parameters/parameterValues';
import { outcomeOf } from '../../profit/outcome';
import { withColumns } from '../../profit/rows/withColumns';
import { createRowDateConverter } from '../../profit/time/rowDates';
import { readSubject } from '../../profit/webhook/subject';
import { openConnection } from '../../transport/connection';
import { toNodeError } from '../../transport/nodeError';
import { fetchParameters } from './parameters';

/**
 * Adds the row of its dossier item to each notification.
 *
 * This is part of the execution, not of the request of Profit: a notification whose dossier item
 * can't be read is kept with its execution, which n8n can retry.
 */
export async function withSubjects(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const parametersOf = fetchParameters(context);
	const output: INodeExecutionData[] = [];
	for (const [itemIndex, item] of items.entries()) {
		const parameters = parametersOf(itemIndex);
		if (!parameters.flag('fetchSubject')) output.push(item);
		else {
			const json = await withSubject({ context, parameters, itemIndex }, item.json);
			output.push({ json, pairedItem: itemIndex });
		}
	}
	return output;
}

/** What the row of one notification is read with. */
interface FetchInput {
	readonly context: IExecuteFunctions;
	readonly parameters: ParameterValues;
	readonly itemIndex: number;
}

async function withSubject(input: FetchInput, notification: IDataObject): Promise<IDataObject> {
	const { context, itemIndex } = input;
	const { eventType, subjectId } = notification;
	if (subjectId === undefined || eventType === 'subject.deleted') {
		return { ...notification, subject: null };
	}
	const outcome = await outcomeOf(subjectRow(input, Number(subjectId)));
	if (outcome.ok) return { ...notification, subject: outcome.value };
	const error = toNodeError(context.getNode(), outcome.failure, itemIndex);
	if (!context.continueOnFail()) throw error;
	const { message } = error;
	const description = error.description ?? '';
	if (context.getNode().onError === 'continueErrorOutput') {
		// With only these keys, n8n sends the item to the error output.
		return { error: message, message: description, details: notification };
	}
	return { ...notification, subject: null, fetchError: { message, description } };
}

async function subjectRow(
	{ context, parameters }: FetchInput,
	subjectId: number,
): Promise<IDataObject | null> {
	const { client, metainfo } = await openConnection(context);
	const id = connectorOf(parameters, 'getConnector');
	const field = parameters.text('subjectIdField');
	return await withColumns(metainfo(), id, async (columns, doubts) => {
		const row = await readSubject(client, { id, columns }, field, subjectId);
		if (row === undefined) return null;
		doubts.assertDescribe([row]);
		const dateColumns = columns.filter(({ dataType }) => dataType === 'date');
		const convertDates = createRowDateConverter(
			dateColumns.map((column) => column.id),
			'auto',
		);
		return convertDates(row) as IDataObject;
	});
}
