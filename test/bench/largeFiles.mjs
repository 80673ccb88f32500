// Time and memory of one large file both ways, in n8n's own engine, with the simulator in a process
// of its own. Run with: npm run build && node --expose-gc --import tsx test/bench/largeFiles.mjs [MB]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { binaryOf, bytes, contentOf, filing, sha256 } from '../nodes/dossierFiles.ts';
import { Engine } from '../nodes/engine.ts';
import { reading } from '../nodes/simulated.ts';

const MEGABYTE = 1024 * 1024;
const NAME = 'groot.bin';

/** Milliseconds between two looks at the memory. */
const SAMPLE = 10;

async function startSimulator() {
	const parameters = ['--import', 'tsx', 'test/simulator/main.ts', '--port', '0', '--json'];
	const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = await once(createInterface(child.stdout), 'line');
	return { ...JSON.parse(line), stop: () => child.kill() };
}

/** Does work and prints its time, and the most memory it took above that of the start. */
async function measured(title, work) {
	globalThis.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const look = () => {
		peak = Math.max(peak, process.memoryUsage().rss);
	};
	const timer = setInterval(look, SAMPLE);
	const started = performance.now();
	const result = await work();
	const time = Math.round(performance.now() - started);
	look();
	clearInterval(timer);
	if (result.error) throw new Error(`${title}: ${result.error.message}`);
	console.log(
		`${title}: ${time} ms, at most ${Math.round((peak - before) / MEGABYTE)} MB more memory`,
	);
	return result;
}

const size = Number(process.argv[2] ?? 50) * MEGABYTE;
const simulator = await startSimulator();
try {
	const { baseUrl, token } = simulator;
	const engine = await Engine.create({
		type: 'afasApi',
		fields: { environment: 'custom', baseUrl, token },
	});
	const list = reading('Profit_Subject_Attachments', { returnAll: false, limit: 1 });
	const subjectId = String((await engine.run(list)).items[0].json.subject_id);
	const content = bytes(size);
	const binary = [{ data: binaryOf(NAME, content) }];
	await measured(`Upload of ${size / MEGABYTE} MB`, () =>
		engine.run({ ...filing('uploadAttachment', { subjectId }), binary }),
	);
	const filterJson = JSON.stringify({ field: 'file_name', operator: 'equals', value: NAME });
	const rows = await engine.run(
		reading('Profit_Subject_Attachments', { filterType: 'json', filterJson }),
	);
	const fileId = String(rows.items[0].json.file_id);
	const { items } = await measured(`Download of ${size / MEGABYTE} MB`, () =>
		engine.run(filing('getAttachment', { subjectId, fileId })),
	);
	const isSame = sha256(contentOf(items[0])) === sha256(content);
	console.log(isSame ? 'What came back is the same.' : 'WHAT CAME BACK IS NOT THE SAME.');
	process.exitCode = isSame ? 0 : 1;
} finally {
	simulator.stop();
}
