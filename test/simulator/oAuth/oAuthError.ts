/** An error of RFC 6749 §5.2, for the client that asked for a token. */
export class OAuthError extends Error {
	constructor(
		/** The error code of RFC 6749, or `use_dpop_nonce` of RFC 9449. */
		readonly code: string,
		description: string,
	) {
		super(description);
		this.name = 'OAuthError';
	}
}
