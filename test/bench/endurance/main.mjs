// The endurance run: npm run endurance -- [--executions <number>]
import { parseArgs } from 'node:util';
import { stopAllOnSignals } from '../../../scripts/system/childProcess.mjs';
import { Bench } from '../bench.mjs';
import { endure, enduranceText } from './endurance.mjs';

const { values } = parseArgs({ options: { executions: { type: 'string', default: '200' } } });
stopAllOnSignals();
const started = Date.now();
const bench = await Bench.start();
try {
	const announce = (text) => process.stderr.write(`  ${text}\n`);
	const result = await endure(bench, { executions: Number(values.executions), announce });
	const minutes = ((Date.now() - started) / 60_000).toFixed(1);
	process.stdout.write(`${enduranceText(result)}\n- ${minutes} minutes\n`);
	if (result.wrong.length > 0) process.exitCode = 1;
} finally {
	await bench.stop();
}
