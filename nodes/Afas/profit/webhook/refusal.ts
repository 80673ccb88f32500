import { Failure } from '../failure';

/**
 * Why a request to the webhook starts nothing.
 *
 * - `unsigned`: Profit didn't sign it, or not with the password that n8n has.
 * - `tooLarge`: it has more bytes than any notification.
 * - `unreadable`: its bytes don't come through, such as broken compression.
 * - `notNotification`: signed, but no JSON object with `EventId` and `EventType`.
 * - `withoutPassword`: n8n can't get at the password now.
 */
export type RefusalKind =
	'unsigned' | 'tooLarge' | 'unreadable' | 'notNotification' | 'withoutPassword';

type Refusal = readonly [status: number, message: string, advice: string];

/** Profit tries again after each of these, and shows them with the event. */
const REFUSALS: Record<RefusalKind, Refusal> = {
	unsigned: [
		401,
		'The notification is not signed with the password that n8n has for this webhook.',
		'Check the password of the credential, and that nothing between Profit and n8n changes the message.',
	],
	tooLarge: [
		413,
		'The message is too large for a notification of Profit.',
		'Check that only Profit sends to this address.',
	],
	unreadable: [
		400,
		'The message cannot be read.',
		'Check that nothing between Profit and n8n changes the message.',
	],
	notNotification: [
		400,
		'The message is signed, but it is no notification of Profit with an EventId and an EventType.',
		'Check that Profit itself sends it, version 8 or later.',
	],
	withoutPassword: [
		500,
		'n8n has no password to check the notification with.',
		"Choose a credential 'AFAS Webhook API' in the trigger and activate the workflow again.",
	],
};

/** A request that starts nothing, with the answer that it gets. */
export class RefusedRequest extends Failure {
	/** HTTP status of the answer. */
	readonly status: number;

	constructor(kind: RefusalKind) {
		const [status, message, advice] = REFUSALS[kind];
		super(message, advice);
		this.status = status;
	}
}
