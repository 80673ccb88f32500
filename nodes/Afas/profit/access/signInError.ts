import { Failure } from '../failure';

/**
 * Why AFAS gave no access token.
 *
 * - `notConnected`: nobody has logged in with this credential yet.
 * - `loginEnded`: a user's sign-in ended; AFAS ends the chain of refresh tokens after 30 days.
 * - `client`: the client id, the secret or the certificate isn't accepted.
 * - `clock`: the signed assertion isn't valid at this moment.
 * - `wrongEnvironment`: the client belongs to another environment.
 * - `other`: another answer of the token service.
 */
export type SignInErrorKind =
	'notConnected' | 'loginEnded' | 'client' | 'clock' | 'wrongEnvironment' | 'other';

const TEXTS: Record<SignInErrorKind, readonly [message: string, advice: string]> = {
	notConnected: [
		'The AFAS credential is not connected yet',
		"Open the credential and choose 'Connect my account' to log in to AFAS.",
	],
	loginEnded: [
		'The login to AFAS has ended',
		"Open the credential and choose 'Reconnect'. AFAS ends a user's login after 30 days at the latest. For flows that run by themselves, use 'Client Credentials' as the grant type.",
	],
	client: [
		"AFAS doesn't accept the client ID with its secret or certificate",
		'Check both in the credential. A client secret ends on the date that Profit shows in the settings of the App Connector: make a new one there in time and paste it here.',
	],
	clock: [
		"AFAS doesn't accept the time in the signed sign-in",
		'Set the clock of the n8n server right: the sign-in is only valid for 5 minutes.',
	],
	wrongEnvironment: [
		"AFAS doesn't know this client in this environment",
		"Check 'Environment' and 'Domain ID' in the credential: every environment has its own App Connector and client.",
	],
	other: [
		"AFAS doesn't give access with this credential",
		'Check the credential, and whether the App Connector in Profit uses OAuth or the hybrid mode.',
	],
};

/** AFAS gave no access token, so nothing was asked of it. */
export class SignInError extends Failure {
	constructor(
		readonly kind: SignInErrorKind,
		/** What the token service said, in its own words. */
		detail?: string,
	) {
		const [message, advice] = TEXTS[kind];
		super(message, detail === undefined ? advice : `${advice} AFAS says: ${detail}`);
	}
}

/**
 * Reads the answer of the token service (RFC 6749 §5.2; reference §2.4).
 *
 * @param error the code, such as `invalid_client`
 * @param description its explanation, where there is one
 */
export function signInErrorOf(error: string, description: string | undefined): SignInError {
	return new SignInError(kindOf(error, description ?? ''), description ?? error);
}

function kindOf(error: string, description: string): SignInErrorKind {
	if (error === 'unauthorized_client') return 'wrongEnvironment';
	if (error === 'invalid_grant') return 'loginEnded';
	if (error !== 'invalid_client') return 'other';
	return /\bexp\b|\bnbf\b|\biat\b|clock|lifetime|assertion (has )?expired|minutes ahead/i.test(
		description,
	)
		? 'clock'
		: 'client';
}
