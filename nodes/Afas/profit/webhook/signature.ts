import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which Profit signs a notification (reference §8.4), in lower case. */
export const SIGNATURE_HEADER = 'x-profit-signature-256';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** Whether the header has one signature of the right form: what has none needs no further look. */
export function hasSignature(signature: unknown): signature is string {
	return typeof signature === 'string' && SIGNATURE.test(signature.trim());
}

/**
 * Whether Profit signed these bytes: `sha256=` and the HMAC-SHA256 of the body with the password of
 * the webhook, in hexadecimal. Takes as long for a signature that is almost right as for any other.
 *
 * @param body the bytes as they came, before anything is parsed
 * @param signature value of the header; several of them, or none, sign nothing
 * @param secret the password; an empty one signs nothing
 */
export function isSigned(body: Uint8Array, signature: unknown, secret: string): boolean {
	if (!hasSignature(signature) || secret === '') return false;
	const given = SIGNATURE.exec(signature.trim())?.[1] ?? '';
	const expected = createHmac('sha256', secret).update(body).digest();
	return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}
