// A real n8n with this package in it, connected to the Profit simulator. Needs Node 20 or later and npm.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importExamples } from './demo/content.mjs';
import { readOptions, USAGE } from './demo/options.mjs';
import { prepareProject } from './demo/project.mjs';
import { startAcceptSimulator, startSimulator } from './demo/simulator.mjs';
import { formatTable } from './demo/table.mjs';
import { ownerOf, takeUserFolder } from './demo/userFolder.mjs';
import { installPackage } from './n8n/package.mjs';
import { startN8n } from './n8n/process.mjs';
import { N8nRestClient } from './n8n/restClient.mjs';
import { ensureRuntime } from './n8n/runtime.mjs';
import { stopAll, stopAllOnSignals } from './system/childProcess.mjs';
import { formatDuration } from './system/duration.mjs';
import { withProgress } from './system/progress.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The example that `--run` runs, and the node whose rows it prints. */
const SHOWN_EXAMPLE = { file: 'debtors-filter-and-sort.json', node: 'Debiteuren ophalen' };

async function main() {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(USAGE);
		return;
	}
	const started = Date.now();
	stopAllOnSignals(() => process.stdout.write('\nStopping …\n'));
	await prepareProject(ROOT);
	const runtime = await ensureRuntime();
	const { folder, release } = await takeUserFolder(options);
	try {
		const demo = await start(runtime, folder, options);
		process.stdout.write(`Ready in ${formatDuration(Date.now() - started)}.\n`);
		if (options.run) await runExample(demo);
		else await keepRunning(demo);
	} finally {
		await stopAll();
		release();
	}
}

async function start(runtime, userFolder, { port }) {
	await withProgress('Installing the package in n8n', () => installPackage(ROOT, userFolder));
	const [simulator, accept, n8n] = await Promise.all([
		withProgress('Starting the Profit simulator', () => startSimulator(ROOT)),
		withProgress('Starting the one of Accept', () => startAcceptSimulator(ROOT)),
		withProgress(`Starting n8n ${runtime.version}`, () => startN8n(runtime, { userFolder, port })),
	]);
	const owner = await ownerOf(userFolder);
	const client = new N8nRestClient(n8n.url);
	await client.signIn(owner);
	const types = await client.nodeTypes('n8n-nodes-afas.');
	if (types.length === 0)
		throw new Error(`n8n did not load the package. It wrote:\n${n8n.process.excerpt}`);
	const examples = await importExamples(client, {
		root: ROOT,
		access: simulator.access,
		acceptAccess: accept.access,
		url: n8n.url,
	});
	return { n8n, simulator, accept, owner, client, examples };
}

async function runExample({ client, examples }) {
	const { id, name } = examples.get(SHOWN_EXAMPLE.file);
	process.stdout.write(`Running the workflow "${name}" …\n\n`);
	const execution = await client.runWorkflow(id);
	if (execution.status !== 'success') {
		const { message = 'no reason given', description = '' } = execution.error ?? {};
		throw new Error(
			`The workflow ended with ${execution.status}: ${message} ${description}`.trim(),
		);
	}
	const rows = execution.items(SHOWN_EXAMPLE.node);
	if (rows.length === 0) throw new Error(`The node "${SHOWN_EXAMPLE.node}" gave no rows.`);
	process.stdout.write(`${formatTable(rows)}\n`);
}

async function keepRunning({ n8n, simulator, accept, owner, examples }) {
	process.stdout.write(
		[
			'',
			`  Editor    ${n8n.url}`,
			`  Sign in   ${owner.email}  ${owner.password}`,
			`  Profit    ${simulator.access.baseUrl}`,
			`  Accept    ${accept.access.baseUrl}, with the next version of Profit`,
			`  Token     ${simulator.access.token}`,
			'            The examples have a credential. For one of your own: Environment "Custom URL", the',
			'            address of Profit as Base URL, and this token. Everything in it is made up.',
			'  Examples',
			...[...examples.values()].map(({ id, name }) => `    ${n8n.url}/workflow/${id}  ${name}`),
			'',
			'  Ctrl-C stops everything.',
			'',
		].join('\n'),
	);
	const first = await Promise.race(
		[n8n.process, simulator.process, accept.process].map((child) => child.ended.then(() => child)),
	);
	throw new Error(`${first.name} ended. It wrote:\n${first.excerpt}`);
}

try {
	await main();
} catch (error) {
	process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
