import type { AppConnector } from './access';
import { BiCatalogue } from './bi/biCatalogue';
import type { Company, Language } from './contract';
import { AssertionVerifier } from './oAuth/clientAssertion';
import type { ClientDirectory } from './oAuth/clientAuthentication';
import { Grants } from './oAuth/grants';
import type { NumberedRows } from './numberedRows';
import { RowWriter } from './rowJson';
import { type Random, seededRandom } from '../seededRandom';
import type { Settings } from './settings';
import { SortedViews } from './sortedViews';

/** Everything the endpoints share. */
export interface Service extends ClientDirectory {
	readonly company: Company;
	readonly bi: BiCatalogue;
	readonly appConnectors: AppConnector[];
	readonly settings: Settings;
	readonly grants: Grants;
	readonly random: Random;
	readonly sortedViews: SortedViews;
	readonly rowWriter: RowWriter;
	/** Rows that are not kept by the company, by id of their GetConnector. */
	readonly numberedRows: Map<string, NumberedRows>;
}

/** What the service knows about a caller once signed in. */
export interface Caller {
	readonly appConnector: AppConnector;
	readonly language: Language;
}

/** @param seed decides in which order rows come that no sort decides */
export function createService(
	company: Company,
	appConnectors: AppConnector[],
	settings: Settings,
	seed: number,
): Service {
	const now = () => Date.now() + settings.clockOffset;
	return {
		company,
		bi: new BiCatalogue(company),
		appConnectors,
		settings,
		now,
		started: Date.now(),
		assertions: new AssertionVerifier(),
		grants: new Grants(settings, now),
		random: seededRandom(seed),
		sortedViews: new SortedViews(),
		rowWriter: new RowWriter(),
		numberedRows: new Map(),
	};
}

/** What a connector's id in a path is compared by. */
export function isSameId({ settings }: Service, id: string, other: string): boolean {
	return settings.connectorIds === 'exact'
		? id === other
		: id.toLowerCase() === other.toLowerCase();
}

/** Whether an App connector contains a connector. */
export function contains(list: 'all' | readonly string[], id: string): boolean {
	return list === 'all' || list.includes(id);
}
