// One process with n8n's engine in it, which runs what its parent sends.
import { createHash } from 'node:crypto';
import { Engine } from './engine.mjs';

/** @type {Promise<Engine>} */
let engine;

const ANSWERS = {
	start: async (options) => {
		engine = Engine.create(options);
		await engine;
	},
	run: async ({ job, numberedBy, digest }) => {
		const measure = startMeasure();
		const { items, error } = await (await engine).run(job);
		return {
			...measure(),
			items: items.length,
			...(error && { error }),
			...(numberedBy && { inOrder: items.every(({ json }, i) => json[numberedBy] === i + 1) }),
			...(digest && { digest: digestOf(items) }),
			first: items[0]?.json,
		};
	},
	resourceMapping: async ({ method, parameters }) => {
		const measure = startMeasure();
		const { fields } = await (await engine).resourceMapping(method, parameters);
		return { ...measure(), items: fields.length };
	},
	heap: async () => {
		// Twice: the first collection may only make finalisers run.
		for (let round = 0; round < 2; round++) {
			globalThis.gc();
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		return { heap: process.memoryUsage().heapUsed };
	},
};

process.on('message', async ({ id, action, ...parameters }) => {
	try {
		process.send({ id, result: await ANSWERS[action](parameters) });
	} catch (error) {
		process.send({ id, failure: error.stack ?? String(error) });
	}
});

process.on('disconnect', () => process.exit(0));

/** Times in ms, memory in bytes. */
function startMeasure() {
	globalThis.gc?.();
	const rssBefore = process.memoryUsage.rss();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	return () => {
		const wall = performance.now() - started;
		const { user, system } = process.cpuUsage(cpuBefore);
		return {
			wall,
			cpu: (user + system) / 1_000,
			peak: process.resourceUsage().maxRSS * 1_024,
			growth: process.resourceUsage().maxRSS * 1_024 - rssBefore,
		};
	};
}

function digestOf(items) {
	const hash = createHash('sha256');
	for (const { json } of items) hash.update(JSON.stringify(json));
	return hash.digest('hex');
}
