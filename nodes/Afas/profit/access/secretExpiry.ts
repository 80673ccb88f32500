import { daysLeft, expiryDay, inDays } from './tokenExpiry';

/** Days before the end of a client secret from which on users are told. */
const WARNING_DAYS = 30;

/** What a credential says of the end of its client secret; AFAS tells it to people only. */
export interface SecretEnd {
	/** As it was filled in. */
	readonly filledIn: string;
	/** As `YYYY-MM-DD`; undefined when what was filled in is no date. */
	readonly day: string | undefined;
}

/**
 * The end of a client secret, as someone filled it in.
 *
 * @returns undefined when nothing was filled in
 */
export function secretEndOf(filledIn: unknown): SecretEnd | undefined {
	if (filledIn === undefined || filledIn === null) return undefined;
	const text = filledIn instanceof Date ? filledIn.toISOString() : String(filledIn).trim();
	return text === '' ? undefined : { filledIn: text, day: expiryDay(text) };
}

/**
 * What users should know about the end of the client secret.
 *
 * @param now ms since 1970
 * @returns a text from 30 days before the end on, or when the date can't be read; undefined otherwise
 */
export function secretWarning(end: SecretEnd | undefined, now: number): string | undefined {
	if (end === undefined) return undefined;
	const { filledIn, day } = end;
	if (day === undefined) {
		return `The client secret has no readable date: 'Secret Ends On' in the credential is '${filledIn.slice(0, 40)}'. Choose the date that Profit shows for the secret, or nothing.`;
	}
	const days = daysLeft(day, now);
	if (days > WARNING_DAYS) return undefined;
	return `The client secret ${whenText(day, days)}, says the credential. Make a new one in the App Connector in Profit, and put it in the credential with its own date.`;
}

/** Profit doesn't say at what moment of its last day a secret ends. */
function whenText(day: string, days: number): string {
	if (days === 0) return `ends today, on ${day}`;
	return days > 0 ? `ends on ${day}, ${inDays(days)}` : `ended on ${day}`;
}
