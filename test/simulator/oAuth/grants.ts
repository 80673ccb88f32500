import { createHash, randomBytes } from 'node:crypto';
import type { AppConnector } from '../access';
import type { Settings } from '../settings';
import { OAuthError } from './oAuthError';

/** Seconds in which a code must be exchanged. */
const CODE_LIFETIME = 60;

/** What a user agreed to. */
export interface Consent {
	readonly appConnector: AppConnector;
	readonly redirectUri: string;
	/** S256 code challenge (RFC 7636). */
	readonly challenge: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
	readonly access_token: string;
	readonly token_type: 'Bearer';
	readonly expires_in: number;
	readonly refresh_token?: string;
}

interface AccessToken {
	readonly appConnector: AppConnector;
	readonly expires: number;
	usesLeft: number;
}

interface RefreshToken {
	readonly appConnector: AppConnector;
	/** End of the chain that began with the login, in ms. */
	readonly chainEnds: number;
}

/** Codes, access tokens and refresh tokens that are out in the world. Times are in ms. */
export class Grants {
	private readonly codes = new Map<string, Consent & { readonly expires: number }>();
	private readonly accessTokens = new Map<string, AccessToken>();
	private readonly refreshTokens = new Map<string, RefreshToken>();

	constructor(
		private readonly settings: Settings,
		private readonly now: () => number,
	) {}

	/** A code for the client to exchange once. */
	issueCode(consent: Consent): string {
		const code = secretText();
		this.codes.set(code, { ...consent, expires: this.now() + CODE_LIFETIME * 1000 });
		return code;
	}

	/** @throws {OAuthError} `invalid_grant`; a code that was tried is gone, right or wrong. */
	exchangeCode(
		code: string,
		client: AppConnector,
		redirectUri: string,
		verifier: string,
	): TokenAnswer {
		const consent = this.codes.get(code);
		this.codes.delete(code);
		if (consent === undefined || consent.expires < this.now()) {
			throw new OAuthError('invalid_grant', 'The authorization code is invalid or has expired.');
		}
		if (consent.appConnector !== client || consent.redirectUri !== redirectUri) {
			throw new OAuthError(
				'invalid_grant',
				'The authorization code was issued for another client or redirect_uri.',
			);
		}
		if (createHash('sha256').update(verifier).digest('base64url') !== consent.challenge) {
			throw new OAuthError('invalid_grant', 'The code_verifier does not match the code_challenge.');
		}
		return this.issueWithRefresh(client, this.now() + this.settings.refreshChainLifetime * 1000);
	}

	/** @throws {OAuthError} `invalid_grant` when the refresh token was used or its chain has ended. */
	refresh(refreshToken: string, client: AppConnector): TokenAnswer {
		const known = this.refreshTokens.get(refreshToken);
		if (known === undefined || known.appConnector !== client) {
			throw new OAuthError('invalid_grant', 'The refresh token is invalid or has been used.');
		}
		this.refreshTokens.delete(refreshToken);
		if (known.chainEnds < this.now()) {
			throw new OAuthError('invalid_grant', 'The refresh token has expired. Log in again.');
		}
		return this.issueWithRefresh(client, known.chainEnds);
	}

	/** An access token without a refresh token. */
	issue(appConnector: AppConnector): TokenAnswer {
		const { accessTokenLifetime, accessTokenUses } = this.settings;
		const token = secretText();
		this.accessTokens.set(token, {
			appConnector,
			expires: this.now() + accessTokenLifetime * 1000,
			usesLeft: accessTokenUses ?? Infinity,
		});
		return { access_token: token, token_type: 'Bearer', expires_in: accessTokenLifetime };
	}

	/** Uses an access token for one call; undefined when it is unknown or worn out. */
	use(accessToken: string): AppConnector | undefined {
		const known = this.accessTokens.get(accessToken);
		if (known === undefined || known.expires <= this.now() || known.usesLeft <= 0) return undefined;
		known.usesLeft--;
		return known.appConnector;
	}

	/** Makes all access tokens worthless; refresh tokens stay good. */
	expireAccessTokens(): void {
		this.accessTokens.clear();
	}

	private issueWithRefresh(appConnector: AppConnector, chainEnds: number): TokenAnswer {
		const refreshToken = secretText();
		this.refreshTokens.set(refreshToken, { appConnector, chainEnds });
		return { ...this.issue(appConnector), refresh_token: refreshToken };
	}
}

function secretText(): string {
	return randomBytes(32).toString('base64url');
}
