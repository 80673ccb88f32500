import { addReaction, addSubject, attachmentsOf } from '../nodes/dossierFiles.ts';
import { DEMO } from '../simulator/access.ts';
import { DEMO_CERTIFICATE, DEMO_PRIVATE_KEY } from '../simulator/demoCertificate.ts';
import { createSimulator } from '../simulator/server.ts';
import { defaultSettings } from '../simulator/settings.ts';
import { syntheticConnector } from '../simulator/syntheticConnector.ts';

/** What can be wrong with all calls while a test does something. */
const TROUBLES = {
	addressRefused: ({ settings }) => void (settings.refuseIpAddress = true),
	maintenance: ({ faults }) => faults.inject({ kind: 'maintenance', times: null }),
	slow: ({ faults }) => faults.inject({ kind: 'slow', milliseconds: 1_500, times: null }),
	webPage: ({ faults }) => faults.inject({ kind: 'htmlPage', status: 200, times: null }),
};

/** The Profit simulator in this process, in the words of the tests. */
export class Profit {
	#simulator;
	#connectors = 0;
	#stopListening = () => {};
	/** How often the access tokens have been made worthless since {@link reset}. */
	expiries = 0;

	/** @param {import('../simulator/server.ts').Simulator} simulator */
	constructor(simulator) {
		this.#simulator = simulator;
	}

	/** Up to and including `/ProfitRestServices`. */
	get baseUrl() {
		return this.#simulator.baseUrl;
	}

	/** The data of the App Connector's token: 64 hexadecimal characters. */
	get token() {
		return DEMO.token;
	}

	/** The OAuth client of the App Connector, with both ways to prove who it is. */
	get oAuth() {
		const { clientId, clientSecret } = DEMO.oAuthClient;
		return { clientId, clientSecret, certificate: DEMO_CERTIFICATE, privateKey: DEMO_PRIVATE_KEY };
	}

	/** Ids of the GetConnectors that the App Connector opens. */
	get getConnectorIds() {
		return this.#simulator.company.getConnectors.map(({ id }) => id);
	}

	/** @returns {object[][]} the rows of tables of a BI model */
	biRows(model, tables) {
		const found = this.#simulator.bi.find(model);
		return tables.map((name) => found.tables.find((table) => table.name === name).rows());
	}

	/** Forgets faults, settings and requests of an earlier test. */
	reset() {
		this.#stopListening();
		this.expiries = 0;
		this.#simulator.faults.clear();
		this.#simulator.clearRequests();
		// The simulator agrees to a login by itself: there is nobody to click.
		Object.assign(this.#simulator.settings, defaultSettings(), { autoConsent: true });
	}

	/**
	 * Does work while something is wrong with Profit.
	 *
	 * @template T
	 * @param {keyof typeof TROUBLES} trouble
	 * @param {() => Promise<T>} work
	 * @returns {Promise<T>}
	 */
	async during(trouble, work) {
		TROUBLES[trouble](this.#simulator);
		try {
			return await work();
		} finally {
			this.reset();
		}
	}

	/**
	 * Adds a GetConnector whose rows have a unique whole number `Nummer`, counting from 1.
	 *
	 * @param {number} rows
	 * @returns {string} its id
	 */
	addNumberedConnector(rows) {
		this.#connectors += 1;
		const made = syntheticConnector({ id: `E2e_Rows_${this.#connectors}`, rows, columns: 6 });
		this.#simulator.company.addGetConnector(made.definition, made.rows);
		return made.definition.id;
	}

	/**
	 * Adds a dossier item with attachments.
	 *
	 * @param {[fileName: string, content: Buffer][]} files of the item itself
	 * @param {[fileName: string, content: Buffer][]} [reactionFiles] of a reaction on it
	 * @returns {string} its number
	 */
	addSubject(files, reactionFiles = []) {
		const subjectId = addSubject(this.#simulator, files);
		if (reactionFiles.length > 0) addReaction(this.#simulator, subjectId, reactionFiles);
		return subjectId;
	}

	/** @returns {[fileName: string, content: Buffer][]} the attachments of a dossier item */
	attachmentsOf(subjectId) {
		return attachmentsOf(this.#simulator, subjectId).map(({ file_id, file_name }) => [
			file_name,
			this.#simulator.company.attachment(subjectId, file_id).content,
		]);
	}

	/**
	 * Adds a GetConnector whose rows have a unique `Nummer`, and a `Gewijzigd_op` of long ago.
	 *
	 * @param {number} rows
	 * @returns {string} its id
	 */
	addWatchedConnector(rows) {
		const id = this.addNumberedConnector(rows);
		for (const row of this.#simulator.company.ownRows(id)) {
			row.Gewijzigd_op = '2026-01-05T09:00:00.000';
		}
		return id;
	}

	/** Changes a row, or adds one, with the clock of now. */
	changeWatched(connector, number) {
		const rows = this.#simulator.company.ownRows(connector);
		const index = rows.findIndex(({ Nummer }) => Nummer === number);
		const moment = new Date().toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' });
		const Gewijzigd_op = `${moment.replace(' ', 'T')}.${String(Date.now() % 1_000).padStart(3, '0')}`;
		const row = { ...rows[Math.max(0, index)], Nummer: number, Gewijzigd_op };
		if (index < 0) rows.push(row);
		else rows[index] = row;
	}

	/**
	 * The rows of a connector of {@link addNumberedConnector}: what is changed in them, somebody has
	 * changed in Profit.
	 */
	rowsOf(connector) {
		return this.#simulator.company.ownRows(connector);
	}

	/** Rows of a GetConnector as the company has them, whatever a filter would leave out. */
	rows(connector) {
		return this.#simulator.company.rowsOf(connector);
	}

	/**
	 * Adds a record as if someone in Profit did: no request is recorded.
	 *
	 * @param {string} connector id of an UpdateConnector
	 * @param {object} body as AFAS takes it
	 */
	create(connector, body) {
		this.#simulator.company.write({ method: 'POST', connectorId: connector, body });
	}

	/**
	 * What was asked about connectors since {@link reset}. The order doesn't count, since some is asked
	 * at the same time. What belongs to signing in is left out: access tokens, requests that were
	 * refused for want of one, and the list of connectors, which also tells when a token ends.
	 *
	 * @returns {{ method: string, path: string, query: string, body: unknown }[]}
	 */
	get asked() {
		return this.#simulator.requests
			.filter(({ path, status }) => status !== 401 && !/\/oauth\/|\/metainfo$/.test(path))
			.map(({ method, path, rawQuery, body }) => ({ method, path, query: rawQuery, body }))
			.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
	}

	/** Makes every call take so many ms, until {@link reset}. */
	answerAfter(ms) {
		this.#simulator.settings.latency.call = ms;
	}

	/** How many requests have come in since {@link reset}. */
	get requestCount() {
		return this.#simulator.requests.length;
	}

	/** How often rows of a GetConnector have been asked for since {@link reset}. */
	readsOf(connector) {
		return this.#simulator.requests.filter(({ path }) => path.endsWith(`/connectors/${connector}`))
			.length;
	}

	/**
	 * Breaks every connection in the middle of the answer, from the given read of a GetConnector.
	 *
	 * @returns {() => void} ends it
	 */
	failFromRead(connector, number) {
		let reads = 0;
		const stop = this.#simulator.beforeRequest(({ path }) => {
			if (!path.endsWith(`/connectors/${connector}`)) return;
			reads += 1;
			if (reads !== number) return;
			this.#simulator.faults.inject({ kind: 'resetMidBody', times: null });
		});
		return () => {
			stop();
			this.#simulator.faults.clear();
		};
	}

	/** What has been sent to an UpdateConnector since {@link reset}. */
	bodiesSentTo(connector) {
		return this.#simulator.requests
			.filter(({ method, path }) => method !== 'GET' && path.endsWith(`/connectors/${connector}`))
			.map(({ body }) => body);
	}

	/** Brings the next version of Profit, with other connectors. The data stays. */
	update() {
		this.#simulator.company.modes.update = 'after';
	}

	/** Lets the token of the App Connector end in so many days. */
	endTokenIn(days) {
		const { appConnectors } = this.#simulator;
		const index = appConnectors.findIndex(({ token }) => token === DEMO.token);
		appConnectors[index] = { ...appConnectors[index], tokenExpiresInDays: days };
	}

	/** Makes all access tokens worthless. */
	expireAccessTokens() {
		this.#simulator.expireAccessTokens();
	}

	/** Makes all access tokens worthless, once, when rows of a GetConnector have been given so often. */
	expireAccessTokensAfterReads(connector, reads) {
		this.#stopListening = this.#simulator.afterRequest(() => {
			if (this.expiries > 0 || this.readsOf(connector) < reads) return;
			this.expiries += 1;
			this.#simulator.expireAccessTokens();
		});
	}

	/** Ends the simulator. */
	stop() {
		return this.#simulator.close();
	}
}

/** Starts the Profit simulator on a free port of the loopback address. */
export async function startProfit() {
	const profit = new Profit(await createSimulator());
	profit.reset();
	return profit;
}
