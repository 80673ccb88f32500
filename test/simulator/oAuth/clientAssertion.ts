import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { isObject } from '../incoming';
import { OAuthError } from './oAuthError';

/** The only type of assertion there is (RFC 7523 §2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Seconds that `exp` may lie ahead (reference §2.4). */
const LONGEST_LIFETIME = 300;

/** What an assertion is checked against. */
export interface AssertionContext {
	readonly clientId: string;
	/** PEM certificates of the client. */
	readonly certificates: readonly string[];
	/** URL of the token endpoint, as the client called it. */
	readonly tokenUrl: string;
	/** In ms. */
	readonly now: number;
}

interface ParsedAssertion {
	readonly header: Record<string, unknown>;
	readonly claims: Record<string, unknown>;
	readonly signed: Buffer;
	readonly signature: Buffer;
}

/** Verifies the signed assertions with which clients sign in (`private_key_jwt`). */
export class AssertionVerifier {
	/** Ids of the assertions seen, with the moment (s) at which they may be forgotten. */
	private readonly used = new Map<string, number>();

	/** @throws {OAuthError} `invalid_client` with what is wrong. */
	verify(assertion: string, context: AssertionContext): void {
		const parsed = parseAssertion(assertion);
		if (!context.certificates.some((certificate) => isSignedBy(parsed, certificate))) {
			throw refused(
				'The signature of the client assertion is not of a certificate of this client.',
			);
		}
		checkClaims(parsed.claims, context);
		this.useOnce(parsed.claims, context.now / 1000);
	}

	private useOnce({ jti, exp }: Record<string, unknown>, now: number): void {
		for (const [id, end] of this.used) if (end < now) this.used.delete(id);
		if (typeof jti !== 'string' || jti === '') throw refused('The client assertion has no jti.');
		if (this.used.has(jti)) throw refused('The client assertion has been used before.');
		this.used.set(jti, Number(exp));
	}
}

function parseAssertion(assertion: string): ParsedAssertion {
	const [header = '', claims = '', signature = '', ...rest] = assertion.split('.');
	if (signature === '' || rest.length > 0)
		throw refused('The client assertion is not a signed JWT.');
	return {
		header: parsePart(header),
		claims: parsePart(claims),
		signed: Buffer.from(`${header}.${claims}`),
		signature: Buffer.from(signature, 'base64url'),
	};
}

function parsePart(part: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
		if (isObject(value)) return value;
	} catch {
		// Falls through to the same refusal as any other text that is no object.
	}
	throw refused('The client assertion is not a signed JWT.');
}

function isSignedBy({ header, signed, signature }: ParsedAssertion, pem: string): boolean {
	const certificate = new X509Certificate(pem);
	if (header.x5t !== undefined && header.x5t !== thumbprint(certificate)) return false;
	const key = certificate.publicKey;
	switch (header.alg) {
		case 'RS256':
			return key.asymmetricKeyType === 'rsa' && verify('sha256', signed, key, signature);
		case 'PS256': {
			const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
			return key.asymmetricKeyType === 'rsa' && verify('sha256', signed, options, signature);
		}
		case 'ES256': {
			const options = { key, dsaEncoding: 'ieee-p1363' as const };
			return key.asymmetricKeyType === 'ec' && verify('sha256', signed, options, signature);
		}
		default:
			return false;
	}
}

function thumbprint(certificate: X509Certificate): string {
	return createHash('sha1').update(certificate.raw).digest('base64url');
}

function checkClaims(claims: Record<string, unknown>, context: AssertionContext): void {
	const { aud, iss, sub, exp, nbf } = claims;
	const now = context.now / 1000;
	if (iss !== context.clientId || sub !== context.clientId) {
		throw refused('The iss and sub of the client assertion are not the client_id.');
	}
	if (![aud].flat().includes(context.tokenUrl)) {
		throw refused('The aud of the client assertion is not the URL of the token endpoint.');
	}
	if (typeof exp !== 'number' || exp <= now) throw refused('The client assertion has expired.');
	if (exp > now + LONGEST_LIFETIME) {
		throw refused('The exp of the client assertion is more than 5 minutes ahead.');
	}
	if (typeof nbf === 'number' && nbf > now) throw refused('The client assertion is not valid yet.');
}

function refused(description: string): OAuthError {
	return new OAuthError('invalid_client', description);
}
