// Writes many rows to a file in a real n8n and says what that takes:
// It ends with 1 when rows are missing or not in order, or when it failed for another reason than size.
//   npm run bench:export -- [--rows 1000000] [--format ndjson|csv] [--mode filesystem|default|database] [--rows-per-file N] [--source getConnector|biModel]
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
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
import { AFAS, allBiRows, allRows, save, workflowOf } from '../e2e/workflow.mjs';
import { readStrictCsv } from '../profit/export/strictCsv.ts';
import { startSimulator } from './simulator.mjs';

const MEGABYTE = 1_000_000;
const COLUMNS = 20;
const COMPLETE = 'complete and in order';
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
		source: { type: 'string', default: 'getConnector' },
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
	await addRows(simulator, 'Bench_Klein', 10);
	await addRows(simulator, 'Bench_Uitvoer', Number(wish.rows));
	await simulator.setLatency(LATENCY);

	const idle = await run({ rest, n8n, credential }, 'Bench_Klein');
	const { execution, peak, seconds } = await run({ rest, n8n, credential }, 'Bench_Uitvoer');
	const { requests } = await simulator.requests();
	const result = {
		source: wish.source,
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
		...(execution.status === 'success' && (await validated(rest, execution))),
	};
	print(result);
	if (!isAsPromised(result)) process.exitCode = 1;
}

function tokenCredential({ baseUrl, token }) {
	const data = { environment: 'custom', domainId: '', baseUrl, integrationId: '', token };
	return { name: 'bench', type: 'afasApi', data };
}

async function addRows(simulator, id, rows) {
	if (wish.source === 'biModel') await simulator.addBiModel(id, { rows });
	else await simulator.addNumbered(id, { rows });
}

/** Parameters of a node that reads all rows of where they are. */
function readingAll(id, options) {
	if (wish.source === 'biModel') return allBiRows(id, { options });
	return allRows(id, { sort: { field: [{ field: 'Nummer', direction: 'asc' }] }, options });
}

async function run({ rest, n8n, credential }, id) {
	const options = {
		output: 'file',
		fileFormat: wish.format,
		rowsPerFile: Number(wish['rows-per-file']),
		pagination: wish.pagination,
	};
	const parameters = readingAll(id, options);
	const { id: workflow } = await rest.createWorkflow(workflowOf(parameters, credential));
	const watch = watchMemory(n8n.process.pid);
	const started = performance.now();
	const execution = await rest.waitForExecution(await rest.startWorkflow(workflow), {
		timeout: TIMEOUT,
	});
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

/**
 * What a reader finds in the files that knows nothing of this package, and gets them from n8n as a user
 * does, whatever the mode.
 */
async function validated(rest, execution) {
	const items = execution.items(AFAS);
	const found = { rows: 0, bytes: 0, isRight: true };
	for (const [index, { data }] of execution.files(AFAS).entries()) {
		await readFileOf(await contentOf(rest, data), items[index], found);
	}
	return {
		files: items.length,
		size: `${(found.bytes / MEGABYTE).toFixed(0)} MB`,
		'rows in the files': found.rows,
		[COMPLETE]: found.isRight && found.rows === Number(wish.rows),
	};
}

/** Reads one file line by line, and holds it to what its item says of it. */
async function readFileOf(content, item, found) {
	const before = { ...found };
	const counted = Readable.from(counting(content, found));
	for await (const line of createInterface({ input: counted, crlfDelay: Infinity })) {
		const number = numberOf(line);
		if (number === undefined) continue;
		found.rows += 1;
		found.isRight &&= number === found.rows;
	}
	found.isRight &&= found.rows - before.rows === item.rows;
	found.isRight &&= found.bytes - before.bytes === item.bytes;
}

async function* counting(content, found) {
	for await (const part of content) {
		found.bytes += part.length;
		yield part;
	}
}

/** Without an id the file is within the execution itself. */
async function contentOf(rest, { id, data }) {
	if (id === undefined) return [Buffer.from(data, 'base64')];
	const path = `/rest/binary-data?id=${encodeURIComponent(id)}&action=download`;
	const answer = await rest.request('GET', path, undefined, { timeout: TIMEOUT });
	if (!answer.ok) throw new Error(`n8n answered ${answer.status} when asked for a file.`);
	return answer.body;
}

/** @returns the number of the row on a line; undefined for a header */
function numberOf(line) {
	const row = wish.format === 'csv' ? readStrictCsv(`${line}\r\n`, ',')[0] : JSON.parse(line);
	const values = Object.values(row);
	if (values.length !== COLUMNS) throw new Error(`A row has ${values.length} columns.`);
	return values[0] === 'Nummer' ? undefined : Number(values[0]);
}

/** A file is complete, or was refused where n8n wants it whole. */
function isAsPromised(result) {
	if (result.status === 'success') return result[COMPLETE];
	return wish.mode !== 'filesystem' && / holds files in memory here: /.test(result.message);
}

function print(result) {
	for (const [name, value] of Object.entries(result)) {
		if (value !== '') process.stdout.write(`${name.padEnd(30)} ${value}\n`);
	}
}
