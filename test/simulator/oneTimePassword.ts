import { DEMO, OTP, tokenXml } from './access';
import { type Answer, empty, json } from './answer';
import { isObject, type Incoming } from './incoming';

/** Answers `POST /OtpRequest` (reference §2.5): 200, also when the keys or the user are wrong. */
export function answerOtpRequest(): Answer {
	return empty(200);
}

/** Answers `POST /OtpValidation`: a token for the right code, 204 otherwise. */
export function answerOtpValidation({ body }: Incoming): Answer {
	const sent = readBody(body);
	if (sent === undefined) return json(400, { message: 'Invalid json' });
	const isRight =
		sent.get('apikey') === OTP.apiKey &&
		sent.get('apitoken') === OTP.apiToken &&
		sent.get('userid') === OTP.userId &&
		sent.get('otp') === OTP.code;
	return isRight ? json(200, { token: `${tokenXml(DEMO)}\r\n` }) : empty(204);
}

/** The documentation and its own example differ in the case of `userid`: case does not matter. */
function readBody(body: Buffer): Map<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(body.toString());
		if (!isObject(value)) return undefined;
		return new Map(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one]));
	} catch {
		return undefined;
	}
}
