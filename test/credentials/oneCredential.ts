import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { decrypted } from './credentialExpressions';

let credentialCount = 0;

/** A store with one credential in it, as n8n's own helper treats it, without its database. */
export class OneCredential extends ICredentialsHelper {
	/** n8n shares token refreshes between requests by this id, so every store has its own. */
	readonly id = `credential-${++credentialCount}`;

	constructor(
		private readonly type: ICredentialType,
		readonly stored: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return this.type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') throw new Error('No authenticate function.');
		return await this.type.authenticate(credentials, options);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Nothing asks for the encrypted credential.');
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		_type: string,
		_mode: unknown,
		_executeData?: unknown,
		raw?: boolean,
	): Promise<ICredentialDataDecryptedObject> {
		if (raw) return structuredClone(this.stored);
		const { oauthTokenData } = this.stored;
		return { ...decrypted(this.type, this.stored), ...(oauthTokenData && { oauthTokenData }) };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		_nodeCredentials: unknown,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.oauthTokenData = data.oauthTokenData ?? {};
	}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}
}
