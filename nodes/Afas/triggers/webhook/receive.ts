import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { outcomeOf } from '../../profit/outcome';
import { type Notification, readNotification } from '../../profit/webhook/notification';
import { recentEventsOf } from '../../profit/webhook/recentEvents';
import { RefusedRequest } from '../../profit/webhook/refusal';
import { hasSignature, isSigned, SIGNATURE_HEADER } from '../../profit/webhook/signature';
import { chosenEvents } from './parameters';

/** Events that are kept over a restart of n8n. They are copied into every execution: few. */
const MOST_KEPT = 200;

/** Bytes that a notification has at most; Profit's own are well under one kB. */
const MOST_BYTES = 1_000_000;

/** What was sent back, and what n8n is to do: nothing, unless there are items. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Receives a notification. Profit waits two seconds at most, so it has its answer before anything
 * else happens; the execution that then starts reads the dossier item.
 */
export async function receiveNotification(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const outcome = await outcomeOf(signedNotification(context));
	if (!outcome.ok) return refuse(context, outcome.failure);
	const notification = outcome.value;
	if (!isChosen(context, notification)) return answer(context, 200, { status: 'ignored' });
	if (!isFirst(context, notification)) return answer(context, 200, { status: 'repeated' });
	answer(context, 200, { status: 'accepted' });
	return { ...NOTHING, workflowData: [[{ json: itemOf(notification) }]] };
}

/** @throws {RefusedRequest} */
async function signedNotification(context: IWebhookFunctions): Promise<Notification> {
	const signature = context.getHeaderData()[SIGNATURE_HEADER];
	// Before the body is read: whoever sends no signature doesn't get n8n to do so.
	if (!hasSignature(signature)) throw new RefusedRequest('unsigned');
	const body = await bodyOf(context);
	if (!isSigned(body, signature, await passwordOf(context))) throw new RefusedRequest('unsigned');
	const notification = readNotification(body);
	if (notification === undefined) throw new RefusedRequest('notNotification');
	return notification;
}

/**
 * The bytes that Profit signed. n8n has read them when they are said to be JSON, and has refused them
 * itself (422) when they are none; it leaves other types to the node.
 */
async function bodyOf(context: IWebhookFunctions): Promise<Uint8Array> {
	const request = context.getRequestObject();
	if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) {
		throw new RefusedRequest('tooLarge');
	}
	const outcome = await outcomeOf(request.readRawBody());
	if (!outcome.ok)
		throw new RefusedRequest(isTooLarge(outcome.failure) ? 'tooLarge' : 'unreadable');
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > MOST_BYTES) throw new RefusedRequest('tooLarge');
	return body;
}

/** What n8n's reader says of a body above n8n's own limit, which may come without a length. */
function isTooLarge(failure: unknown): boolean {
	return (failure as { type?: unknown } | undefined)?.type === 'entity.too.large';
}

async function passwordOf(context: IWebhookFunctions): Promise<string> {
	const outcome = await outcomeOf(context.getCredentials<{ secret?: unknown }>('afasWebhookApi'));
	const secret = outcome.ok ? String(outcome.value.secret ?? '') : '';
	if (secret === '') throw new RefusedRequest('withoutPassword');
	return secret;
}

function refuse(context: IWebhookFunctions, failure: unknown): IWebhookResponseData {
	if (!(failure instanceof RefusedRequest)) throw failure;
	return answer(context, failure.status, { message: `${failure.message} ${failure.advice}` });
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: { status: string } | { message: string },
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return NOTHING;
}

/** Who listens in the editor wants to see the test message, whatever the workflow is for later. */
function isChosen(context: IWebhookFunctions, { eventType }: Notification): boolean {
	if (isTest(context) && eventType === 'test.executed') return true;
	return chosenEvents(context).includes(eventType);
}

/**
 * Profit sends a notification again when it got no answer in time. Nothing is awaited between this
 * look and the start of the execution, so none of two equal ones slips through, and none counts as
 * taken that starts nothing. A test in the editor may repeat.
 */
function isFirst(context: IWebhookFunctions, { eventId }: Notification): boolean {
	if (isTest(context)) return true;
	const recent = recentEventsOf(`${context.getWorkflow().id ?? ''} ${context.getNode().id}`);
	const data = context.getWorkflowStaticData('node');
	// Those of other processes, and of this one before a restart.
	for (const kept of storedEvents(data)) recent.take(kept);
	if (!recent.take(eventId)) return false;
	// All that this process knows: requests at the same time each save what they found.
	data.events = recent.latest(MOST_KEPT);
	return true;
}

function storedEvents({ events }: IDataObject): string[] {
	return Array.isArray(events) ? events.map(String) : [];
}

function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
}

/** Fields of the notification itself count where its data has one of the same name. */
function itemOf({ data, ...notification }: Notification): IDataObject {
	return { ...notification, ...data, ...notification } as IDataObject;
}
