/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
// Time and memory of one large file both ways, in n8n's engine, with the simulator in a process of
// its own. Run with: npx tsx --expose-gc test/bench/largeFiles.ts [MB]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Engine } from '../nodes/engine';
import { binaryOf, bytes, contentOf, filing, sha256 } from '../nodes/dossierFiles';
import { reading } from '../nodes/simulated';

const MEGABYTE = 1024 * 1024;
const SAMPLE = 10;

async function startSimulator(): Promise<{ baseUrl: string; token: string; stop: () => void }> {
	const parameters = ['--import', 'tsx', 'test/simulator/main.ts', '--port', '0', '--json'];
	const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { ...(JSON.parse(line) as { baseUrl: string; token: string }), stop: () => child.kill() };
}

/** Milliseconds, and the highest resident memory above that of the start, in MB. */
async function measured<T>(work: () => Promise<T>): Promise<{ value: T; text: string }> {
	global.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const timer = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().rss);
	}, SAMPLE);
	const started = performance.now();
	const value = await work();
	const time = Math.round(performance.now() - started);
	clearInterval(timer);
	peak = Math.max(peak, process.memoryUsage().rss);
	return { value, text: `${time} ms, peak +${Math.round((peak - before) / MEGABYTE)} MB` };
}

async function main(): Promise<void> {
	const size = Number(process.argv[2] ?? 50) * MEGABYTE;
	const simulator = await startSimulator();
	try {
		const engine = await Engine.create({
			type: 'afasApi',
			fields: { environment: 'custom', baseUrl: simulator.baseUrl, token: simulator.token },
		});
		const content = bytes(size);
		const list = await engine.run(
			reading('Profit_Subject_Attachments', { returnAll: false, limit: 1 }),
		);
		const subjectId = String(list.items[0]?.json.subject_id);
		const binary = [{ data: binaryOf('groot.bin', content) }];
		const up = await measured(async () => {
			return await engine.run({ ...filing('uploadAttachment', { subjectId }), binary });
		});
		process.stdout.write(
			`upload   ${size / MEGABYTE} MB: ${up.text} ${up.value.error?.message ?? ''}\n`,
		);
		const rows = await engine.run(
			reading('Profit_Subject_Attachments', {
				filterType: 'json',
				filterJson: JSON.stringify([
					[{ field: 'file_name', operator: 'equals', value: 'groot.bin' }],
				]),
			}),
		);
		const fileId = String(rows.items[0]?.json.file_id);
		const down = await measured(async () => {
			return await engine.run(filing('getAttachment', { subjectId, fileId }));
		});
		const isSame = sha256(contentOf(down.value.items[0])) === sha256(content);
		process.stdout.write(
			`download ${size / MEGABYTE} MB: ${down.text}, ${isSame ? 'the same' : 'NOT THE SAME'}\n`,
		);
	} finally {
		simulator.stop();
	}
}

void main();
