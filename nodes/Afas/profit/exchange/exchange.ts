/** HTTP methods that the Profit REST service understands. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request to the Profit REST service, before an address and a signature are added to it. */
export interface ProfitRequest {
	readonly method: Method;
	/** Path below the base URL with every segment percent-encoded: `/connectors/Profit_Debtor`. */
	readonly path: string;
	/** Query string without `?`, percent-encoded, or empty. */
	readonly query: string;
	/** Value of `Accept-Language`; undefined leaves the choice to the environment. */
	readonly language?: string;
	/** JSON body; undefined when the request has none. */
	readonly body?: unknown;
	/** Milliseconds after which the caller stops waiting for an answer. */
	readonly timeout: number;
	/** What the answer is to be; undefined for JSON, as nearly everything that AFAS answers. */
	readonly expects?: 'xml';
	/** Whether it is sent again while somebody else holds what it is about; undefined for yes. */
	readonly waitsForLocks?: boolean;
	/**
	 * Whether the sender takes it apart when it is refused, and so finds out whether the refusal is
	 * about the request itself; undefined for no.
	 */
	readonly isTakenApart?: boolean;
}

/** An answer of the Profit REST service, whatever its status. */
export interface ProfitResponse {
	readonly status: number;
	/** Header values by lower-case header name. */
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed JSON where the body was JSON, the text where it was not, undefined where empty. */
	readonly body: unknown;
}

/**
 * The one way in which `profit/` talks to the world.
 *
 * Resolves with every answer AFAS gave, error statuses included. Rejects with a
 * {@link ConnectionError} when there was no answer.
 */
export type Exchange = (request: ProfitRequest) => Promise<ProfitResponse>;
