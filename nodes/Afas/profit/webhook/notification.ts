/** The events of which Profit sends notifications (reference §8.4). */
export const EVENT_TYPES = [
	'subject.created',
	'subject.deleted',
	'subject.reaction.created',
	'subject.reaction.deleted',
	'subject.reaction.updated',
	'subject.updated',
	'test.executed',
	'workflow.action.executed',
	'workflow.task.entered',
] as const;

/** What a webhook of Profit says: that something happened, not what has changed. */
export interface Notification {
	/** Unique; the same when Profit sends the notification again. */
	readonly eventId: string;
	/** One of {@link EVENT_TYPES}, or one that a later version of Profit has. */
	readonly eventType: string;
	/** `12345AA`, without the letter of the environment type. */
	readonly environmentId?: string;
	/** Moment of the change in UTC, such as `2026-06-08T09:20:56.135Z`; what is no moment stays as it is. */
	readonly timestamp?: string;
	/** What it is about. */
	readonly data: NotificationData;
}

/** What a notification is about, with numbers and texts under Profit's names in camel case. */
export interface NotificationData {
	readonly subjectTypeId?: number;
	/** Number of the dossier item. */
	readonly subjectId?: number;
	readonly reactionId?: number;
	/** GUID of the workflow. */
	readonly workflowName?: string;
	/** GUID of the workflow task. */
	readonly taskName?: string;
	/** GUID of the workflow action. */
	readonly actionName?: string;
	/** Number of the webhook in the App Connector, in a test message. */
	readonly subscriptionId?: number;
	readonly subscriptionName?: string;
	readonly [name: string]: unknown;
}

/**
 * Reads a notification.
 *
 * @returns undefined for anything that is no JSON object with an `EventId` and an `EventType`
 */
export function readNotification(body: Uint8Array): Notification | undefined {
	const message = parseObject(
		Buffer.from(body)
			.toString('utf8')
			.replace(/^\uFEFF/, ''),
	);
	const eventId = textOf(message?.EventId);
	const eventType = textOf(message?.EventType);
	if (message === undefined || eventId === undefined || eventType === undefined) return undefined;
	const environmentId = textOf(message.EnvironmentId);
	const timestamp = textOf(message.Timestamp);
	return {
		eventId,
		eventType,
		...(environmentId !== undefined && { environmentId }),
		...(timestamp !== undefined && { timestamp: utcText(timestamp) }),
		data: dataOf(message.Data),
	};
}

function parseObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Profit says that it writes UTC, so a moment without a zone is not one of the reader's own zone. */
function utcText(timestamp: string): string {
	const found = MOMENT.exec(timestamp);
	const moment = new Date(found?.[1] === undefined ? `${timestamp}Z` : timestamp);
	return found === null || Number.isNaN(moment.getTime()) ? timestamp : moment.toISOString();
}

function dataOf(data: unknown): NotificationData {
	if (!isObject(data)) return {};
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			const camelCase = name.charAt(0).toLowerCase() + name.slice(1);
			return [camelCase, camelCase.endsWith('Id') ? numberOf(value) : value];
		}),
	);
}

/** Ids are numbers, and stay so when a version of Profit writes them as text. */
function numberOf(value: unknown): unknown {
	return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}
