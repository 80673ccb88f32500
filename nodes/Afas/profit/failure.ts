/**
 * A failure that its reader can act on.
 *
 * `message` is one sentence that says what happened; `advice` says what to do about it. Neither
 * ever holds a token, a secret or a request header.
 */
export abstract class Failure extends Error {
	constructor(
		message: string,
		readonly advice: string,
		options?: ErrorOptions,
	) {
		super(message, options);
		this.name = new.target.name;
	}
}
