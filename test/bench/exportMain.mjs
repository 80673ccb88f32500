// Writes many rows to a file in a real n8n and says what that takes:
//   npm run bench:export -- [--rows 1000000] [--format ndjson|csv] [--mode filesystem|default|database] [--rows-per-file N]
import { createReadStream } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll, stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import { OWNER, ROOT } from '../e2e/environment.mjs';
import { AFAS, allRows, save, workflowOf } from '../e2e/workflow.mjs';
import { startSimulator } from './simulator.mjs';

const MEGABYTE = 1_000_000;
const SAMPLE = 50;
const TIMEOUT = 60 * 60_000;

/** As in issue and documentation: a call costs 200 ms, a row 0.02 ms, and each skipped row 0.01 ms. */
const LATENCY = { call: 200, row: 0.02, skippedRow: 0.01 };

const { values: wish } = parseArgs({
	options: {
		rows: { type: 'string', default: '1000000' },
		format: { type: 'string', default: 'ndjson' },
		mode: { type: 'string', default: 'filesystem' },
		'rows-per-file': { type: 'string', default: '0' },
		pagination: { type: 'string', default: 'auto' },
	},
});

stopAllOnSignals();
const userFolder = join(cacheFolder(), `export-${process.pid}`);
try {
	await measure();
} finally {
	await stopAll();
	await rm(userFolder, { recursive: true, force: true });
}

async function measure() {
	await prepareProject(ROOT);
	const runtime = await ensureRuntime();
	const simulator = await startSimulator(ROOT);
	await installPackage(ROOT, userFolder);
	const n8n = await startN8n(runtime, {
		userFolder,
		environment: { N8N_DEFAULT_BINARY_DATA_MODE: wish.mode },
	});
	const rest = new N8nRestClient(n8n.url);
	await rest.signIn(OWNER);
	const credential = await save(rest, tokenCredential(simulator.access));
	await simulator.addNumbered('Bench_Klein', { rows: 10 });
	await simulator.addNumbered('Bench_Uitvoer', { rows: Number(wish.rows) });
	await simulator.setLatency(LATENCY);

	const idle = await run({ rest, n8n, credential }, 'Bench_Klein');
	const { execution, peak, seconds } = await run({ rest, n8n, credential }, 'Bench_Uitvoer');
	const { requests } = await simulator.requests();
	print({
		mode: wish.mode,
		rows: wish.rows,
		format: wish.format,
		status: execution.status,
		message: execution.error?.message ?? '',
		advice: execution.error?.description ?? '',
		seconds: seconds.toFixed(1),
		requests: requests.length,
		'peak of an idle execution': `${(idle.peak / MEGABYTE).toFixed(0)} MB`,
		'peak above an idle execution': `${((peak - idle.peak) / MEGABYTE).toFixed(0)} MB`,
		...(await validated(execution)),
	});
}

function tokenCredential({ baseUrl, token }) {
	const data = { environment: 'custom', domainId: '', baseUrl, integrationId: '', token };
	return { name: 'bench', type: 'afasApi', data };
}

async function run({ rest, n8n, credential }, connector) {
	const options = {
		output: 'file',
		fileFormat: wish.format,
		rowsPerFile: Number(wish['rows-per-file']),
		pagination: wish.pagination,
	};
	const sort = { field: [{ field: 'Nummer', direction: 'asc' }] };
	const parameters = allRows(connector, { sort, options });
	const { id } = await rest.createWorkflow(workflowOf(parameters, credential));
	const watch = watchMemory(n8n.process.pid);
	const started = performance.now();
	const execution = await rest.waitForExecution(await rest.startWorkflow(id), { timeout: TIMEOUT });
	return { execution, seconds: (performance.now() - started) / 1_000, peak: watch.stop() };
}

/** Looks at the resident memory of a process, in bytes. */
function watchMemory(pid) {
	let isOver = false;
	let peak = 0;
	void (async () => {
		while (!isOver) {
			const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
			peak = Math.max(peak, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024);
			await sleep(SAMPLE);
		}
	})();
	return {
		stop: () => {
			isOver = true;
			return peak;
		},
	};
}

/** Reads the files line by line, as something that knows nothing of this package would. */
async function validated(execution) {
	const items = execution.items(AFAS);
	const total = items.reduce((sum, { bytes }) => sum + bytes, 0);
	if (wish.mode !== 'filesystem' || execution.status !== 'success') return { files: items.length };
	const files = await storedFiles();
	let rows = 0;
	let isOrdered = true;
	for (const { size } of items.map(({ bytes }) => ({ size: bytes }))) {
		const file = files.get(size);
		for await (const line of createInterface({
			input: createReadStream(file),
			crlfDelay: Infinity,
		})) {
			const number = numberOf(line);
			if (number === undefined) continue;
			rows += 1;
			isOrdered &&= number === rows;
		}
	}
	return {
		files: items.length,
		size: `${(total / MEGABYTE).toFixed(0)} MB`,
		'rows in the files': rows,
		'complete and in order': String(isOrdered && rows === Number(wish.rows)),
	};
}

function numberOf(line) {
	if (wish.format === 'csv')
		return line.startsWith('Nummer') ? undefined : Number(line.split(',')[0]);
	const row = JSON.parse(line);
	if (Object.keys(row).length !== 20)
		throw new Error(`A row has ${Object.keys(row).length} columns.`);
	return row.Nummer;
}

/** Files that n8n keeps, by their size: names are n8n's own business. */
async function storedFiles() {
	const entries = await readdir(userFolder, { recursive: true, withFileTypes: true });
	const { stat } = await import('node:fs/promises');
	const files = new Map();
	for (const entry of entries) {
		const path = join(entry.parentPath ?? entry.path, entry.name);
		if (!entry.isFile() || !path.includes('binary_data') || path.endsWith('.metadata')) continue;
		files.set((await stat(path)).size, path);
	}
	return files;
}

function print(result) {
	for (const [name, value] of Object.entries(result)) {
		if (value !== '') process.stdout.write(`${name.padEnd(30)} ${value}\n`);
	}
}
