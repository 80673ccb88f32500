/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- made-up secrets of a simulator, worthless anywhere else */
import { DEMO_CERTIFICATE } from './demoCertificate';

/** How an OAuth client proves who it is. */
export interface OAuthClient {
	readonly clientId: string;
	/** Absent for a public client, which AFAS only lets in with DPoP. */
	readonly clientSecret?: string;
	/** Days from the start of the simulator until the secret expires; negative when it has. */
	readonly secretExpiresInDays?: number;
	/** PEM certificates whose keys sign the assertions of the client. */
	readonly certificates?: readonly string[];
}

/** An App connector: who may sign in, and what that opens. */
export interface AppConnector {
	readonly name: string;
	/** Authorisation group and, in brackets, the user whose rights count, as metainfo shows them. */
	readonly group: string;
	readonly environmentId: string;
	/** The 64 hexadecimal characters of the classic token. */
	readonly token: string;
	/** Days from the start of the simulator until the token expires; absent when it never does. */
	readonly tokenExpiresInDays?: number;
	readonly oAuthClient: OAuthClient;
	/** Ids of the connectors that may be called. */
	readonly getConnectors: 'all' | readonly string[];
	readonly updateConnectors: 'all' | readonly string[];
	readonly customConnectors: readonly string[];
	/** Names of the BI models that may be read; all when left out. */
	readonly biModels?: 'all' | readonly string[];
}

/** The custom connector that opens SubjectConnector and FileConnector. */
export const SUBJECT_CONNECTOR = 'AppConnectorSubject';
/** The custom connector that opens ReportConnector. */
export const REPORT_CONNECTOR = 'AppConnectorReport';

/** May call everything. */
export const DEMO: AppConnector = {
	name: 'n8n koppeling',
	group: 'Connectorgroep 101 (12345.N8N)',
	environmentId: 'O12345AA',
	token: 'D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0D3A0',
	oAuthClient: {
		clientId: 'd3a0c11e-0000-4000-8000-000000000001',
		clientSecret: 'simulator-demo-secret-not-for-afas',
		secretExpiresInDays: 180,
		certificates: [DEMO_CERTIFICATE],
	},
	getConnectors: 'all',
	updateConnectors: 'all',
	customConnectors: [REPORT_CONNECTOR, SUBJECT_CONNECTOR],
};

/** May read debtors and articles, and write nothing. */
export const RESTRICTED: AppConnector = {
	name: 'Webshop alleen lezen',
	group: 'Connectorgroep 102 (12345.WEBSHOP)',
	environmentId: 'O12345AA',
	token: '4E57104E57104E57104E57104E57104E57104E57104E57104E57104E57104E57',
	oAuthClient: {
		clientId: 'd3a0c11e-0000-4000-8000-000000000002',
		clientSecret: 'simulator-restricted-secret-not-for-afas',
		secretExpiresInDays: 180,
	},
	getConnectors: ['Profit_Debtor', 'Profit_Article'],
	updateConnectors: [],
	customConnectors: [],
	biModels: [],
};

/** Belongs to the test environment: this service does not know it. */
export const OTHER_ENVIRONMENT: AppConnector = {
	...DEMO,
	name: 'n8n koppeling (test)',
	environmentId: 'T12345AA',
	token: '7E577E577E577E577E577E577E577E577E577E577E577E577E577E577E577E57',
	oAuthClient: {
		clientId: 'd3a0c11e-0000-4000-8000-000000000003',
		clientSecret: 'simulator-test-secret-not-for-afas',
		secretExpiresInDays: 180,
	},
};

/** Works, but its token ends in thirty days. */
export const EXPIRING_SOON: AppConnector = {
	...DEMO,
	name: 'Oude koppeling',
	group: 'Connectorgroep 103 (12345.OUD)',
	token: '50015001500150015001500150015001500150015001500150015001500150AA',
	tokenExpiresInDays: 30,
	oAuthClient: {
		clientId: 'd3a0c11e-0000-4000-8000-000000000004',
		clientSecret: 'simulator-expiring-secret-not-for-afas',
		secretExpiresInDays: 5,
	},
};

/** Token and client secret have both expired. */
export const EXPIRED: AppConnector = {
	...DEMO,
	name: 'Verlopen koppeling',
	token: '0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD0BAD',
	tokenExpiresInDays: -1,
	oAuthClient: {
		clientId: 'd3a0c11e-0000-4000-8000-000000000005',
		clientSecret: 'simulator-expired-secret-not-for-afas',
		secretExpiresInDays: -1,
	},
};

/** A public client: AFAS asks it for DPoP. */
export const PUBLIC_CLIENT: AppConnector = {
	...DEMO,
	name: 'Mobiele app',
	token: '90B11C90B11C90B11C90B11C90B11C90B11C90B11C90B11C90B11C90B11C90B1',
	oAuthClient: { clientId: 'd3a0c11e-0000-4000-8000-000000000006' },
};

/** The App connectors a simulator starts with. */
export const APP_CONNECTORS: readonly AppConnector[] = [
	DEMO,
	RESTRICTED,
	OTHER_ENVIRONMENT,
	EXPIRING_SOON,
	EXPIRED,
	PUBLIC_CLIENT,
];

/** What the login page accepts. */
export const LOGIN = { userCode: '12345.JANSEN', password: 'simulator' } as const;

/** What asks for and gets a token with a one-time password (reference §2.5). */
export const OTP = {
	apiKey: 'A91A91A91A91A91A91A91A91A91A91A9',
	apiToken: 'E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0',
	userId: 'n8n@enyoi.example',
	code: '12345678',
} as const;

/** The token as AFAS shows it to the administrator. */
export function tokenXml({ token }: AppConnector): string {
	return `<token><version>1</version><data>${token}</data></token>`;
}

/** The value of the `Authorization` header for the classic token of an App connector. */
export function tokenHeader(appConnector: AppConnector): string {
	return `AfasToken ${Buffer.from(tokenXml(appConnector)).toString('base64')}`;
}
