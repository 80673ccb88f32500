// The Profit simulator in a process of its own.
import { join } from 'node:path';
import { startNodeService } from '../../scripts/system/childProcess.mjs';

const NO_LATENCY = { call: 0, row: 0, skippedRow: 0 };

/** @param {string} root of the project */
export async function startSimulator(root) {
	const main = join(root, 'test', 'bench', 'simulatorMain.ts');
	const child = startNodeService(process.execPath, ['--import', 'tsx', main], {
		cwd: root,
		name: 'The Profit simulator',
	});
	return new Simulator(await firstLine(child));
}

async function firstLine(child) {
	return await new Promise((resolve, reject) => {
		child.onOutput(() => {
			const end = child.output.indexOf('\n');
			if (end >= 0) resolve(JSON.parse(child.output.slice(0, end)));
		});
		void child.ended.then(() => reject(new Error(`The simulator ended:\n${child.excerpt}`)));
	});
}

/** A running simulator, steered from outside. */
export class Simulator {
	/** Ids of GetConnectors that were added. */
	added = new Set();

	/** @param {{ origin: string, baseUrl: string, token: string, authorization: string }} access */
	constructor(access) {
		this.access = access;
	}

	/** Adds a GetConnector for benchmarks: rows numbered from 1 in `Nummer`. */
	async addNumbered(id, { rows, columns = 20 }) {
		await this.#control('POST', 'connectors', { id, rows, columns, numbered: true });
	}

	/** Adds a BI model with one table for benchmarks: rows numbered from 1 in `Nummer`. */
	async addBiModel(id, { rows, columns = 20 }) {
		await this.#control('POST', 'bi', { id, rows, columns });
	}

	/** Adds a GetConnector with rows that are kept, so that every filter works. */
	async addConnector(id, { rows, columns }) {
		await this.#control('POST', 'connectors', { id, rows, columns });
	}

	/** Sets how long GetConnectors take, in ms: a call, a row, a skipped row. */
	async setLatency(latency = {}) {
		await this.#control('PATCH', 'settings', { latency: { ...NO_LATENCY, ...latency } });
	}

	/** Takes latency, faults and the record of requests back. */
	async reset() {
		await this.setLatency();
		await this.setFaults([]);
		await this.clearRequests();
	}

	async setFaults(faults) {
		await this.#control('DELETE', 'faults');
		if (faults.length > 0) await this.#control('POST', 'faults', faults);
	}

	/** Forgets the requests so far. */
	async clearRequests() {
		await this.#control('DELETE', 'requests');
	}

	/** @returns {Promise<{ requests: object[], maxInFlight: number }>} since the last clear */
	async requests() {
		return await this.#control('GET', 'requests');
	}

	async #control(method, resource, body) {
		const answer = await fetch(`${this.access.origin}/_simulator/${resource}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const result = await answer.json();
		if (!answer.ok)
			throw new Error(`The simulator refused ${method} ${resource}: ${result.message}`);
		return result;
	}
}
