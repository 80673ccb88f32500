import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { lookUpGetConnector } from '../../profit/metainfo/connectorLookUp';
import { outcomeOf } from '../../profit/outcome';
import { createRowDateConverter } from '../../profit/time/rowDates';
import { type Notification, readNotification } from '../../profit/webhook/notification';
import { recentEventsOf } from '../../profit/webhook/recentEvents';
import { isSigned, SIGNATURE_HEADER } from '../../profit/webhook/signature';
import { readSubject } from '../../profit/webhook/subject';
import { openConnection } from '../../transport/connection';
import { toNodeError } from '../../transport/nodeError';

/** Events that are kept over a restart of n8n. They are copied into every execution: few. */
const MOST_KEPT = 200;

/** What was sent back, and what n8n is to do: nothing, unless there are items. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Receives a notification. Profit waits two seconds at most, so it has its answer before anything
 * else happens; only then the dossier item is read.
 */
export async function receiveNotification(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const { rawBody } = context.getRequestObject();
	const body = rawBody ?? Buffer.alloc(0);
	const { secret } = await context.getCredentials<{ secret?: unknown }>('afasWebhookApi');
	const signature = context.getHeaderData()[SIGNATURE_HEADER];
	if (!isSigned(body, signature, String(secret ?? ''))) {
		return answer(context, 401, {
			message:
				'The notification is not signed with the password that n8n has for this webhook. Check the password of the credential, and that nothing between Profit and n8n changes the message.',
		});
	}
	const notification = readNotification(body);
	if (notification === undefined) {
		return answer(context, 400, {
			message: 'The message is signed, but it is no notification of Profit with an EventId.',
		});
	}
	const events = context.getNodeParameter('events', []) as string[];
	if (!events.includes(notification.eventType)) return answer(context, 200, { status: 'ignored' });
	if (!isFirst(context, notification.eventId)) return answer(context, 200, { status: 'repeated' });
	answer(context, 200, { status: 'accepted' });
	return { ...NOTHING, workflowData: [[await itemOf(context, notification)]] };
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: { status: string } | { message: string },
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return NOTHING;
}

/** Profit sends a notification again when it got no answer in time. A test in the editor may repeat. */
function isFirst(context: IWebhookFunctions, eventId: string): boolean {
	if (context.getMode() === 'manual') return true;
	const webhook = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const data = context.getWorkflowStaticData('node');
	const kept = Array.isArray(data.events) ? (data.events as string[]) : [];
	const isNew = recentEventsOf(webhook).take(eventId) && !kept.includes(eventId);
	if (isNew) data.events = [...kept, eventId].slice(-MOST_KEPT);
	return isNew;
}

async function itemOf(
	context: IWebhookFunctions,
	{ data, ...notification }: Notification,
): Promise<INodeExecutionData> {
	const json = { ...notification, ...data } as IDataObject;
	const isFetching = context.getNodeParameter('fetchSubject', false) === true;
	const isThere = data.subjectId !== undefined && notification.eventType !== 'subject.deleted';
	if (!isFetching) return { json };
	if (!isThere) return { json: { ...json, subject: null } };
	return { json: { ...json, ...(await fetchSubject(context, Number(data.subjectId))) } };
}

/** The notification is answered and won't come again: what can't be read must not lose it. */
async function fetchSubject(context: IWebhookFunctions, subjectId: number): Promise<IDataObject> {
	const outcome = await outcomeOf(subjectRow(context, subjectId));
	if (outcome.ok) return { subject: outcome.value };
	const { message, description } = toNodeError(context.getNode(), outcome.failure);
	return { subject: null, fetchError: { message, description: description ?? '' } };
}

async function subjectRow(
	context: IWebhookFunctions,
	subjectId: number,
): Promise<IDataObject | null> {
	const connection = await openConnection(context);
	const id = String(context.getNodeParameter('getConnector', '', { extractValue: true })).trim();
	const field = String(context.getNodeParameter('subjectIdField', ''));
	const { columns } = await lookUpGetConnector(connection.metainfo(), id);
	const row = await readSubject(connection.client, { id, columns }, field, subjectId);
	if (row === undefined) return null;
	const dateColumns = columns.filter(({ dataType }) => dataType === 'date');
	const convertDates = createRowDateConverter(
		dateColumns.map((column) => column.id),
		'auto',
	);
	return convertDates(row) as IDataObject;
}
