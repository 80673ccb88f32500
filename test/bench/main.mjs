// The benchmark: npm run bench -- [--short] [--only <text>] [--profile <folder>]
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import { Bench } from './bench.mjs';
import { allCases } from './cases.mjs';
import { endure, enduranceText } from './endurance/endurance.mjs';
import { judge, measureCase } from './measure.mjs';
import { caseTable, targetTable } from './table.mjs';

/** In the short form a target counts as missed only when it is missed by more than this. */
const GROSS = 0.6;

const USAGE = `Usage: npm run bench -- [options]

  --short             one or a few rounds, finds gross mistakes only (under 3 minutes)
  --only <text>       only cases whose name has this text
  --profile <folder>  writes CPU profiles of the processes that are measured
  --help              prints this
`;

async function main() {
	const { values } = parseArgs({
		options: {
			short: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			profile: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return;
	}
	stopAllOnSignals();
	const started = Date.now();
	const bench = await Bench.start();
	try {
		const missed = await measureAll(bench, values);
		const minutes = ((Date.now() - started) / 60_000).toFixed(1);
		write(`\nDone in ${minutes} minutes. ${verdict(missed, values.short)}`);
		if (missed > 0) process.exitCode = 1;
	} finally {
		await bench.stop();
	}
}

function verdict(missed, short) {
	if (missed > 0) return `${missed} ${short ? 'grossly ' : ''}missed.`;
	return short ? 'Nothing is grossly missed.' : 'No target is missed for an unknown reason.';
}

async function measureAll(bench, { short, only, profile }) {
	const cases = allCases({ short }).filter(({ name }) => name.includes(only));
	write(`\n${machine(bench)}\n`);
	const judged = [];
	for (const measured of cases) {
		const before = load();
		const announce = (text) => process.stderr.write(`  ${measured.name}: ${text}\n`);
		const result = await measureCase(bench, measured, { profile, announce });
		write(`\n### ${measured.name}\n\nMachine load ${before} before, ${load()} after.\n`);
		write(caseTable(result));
		judged.push({ measured, verdicts: judge(result) });
	}
	write(`\n## Targets\n\n${targetTable(judged)}`);
	const failed = short && only === '' ? await endureShortly(bench) : 0;
	const least = short ? GROSS : 1;
	const verdicts = judged.flatMap((one) => one.verdicts);
	return (
		failed + verdicts.filter(({ margin, isExplained }) => margin < least && !isExplained).length
	);
}

/** @returns {Promise<number>} of things that went wrong */
async function endureShortly(bench) {
	const result = await endure(bench, { executions: 20 });
	write(`\n## Endurance\n\n${enduranceText(result)}`);
	return result.wrong.length;
}

function machine({ versions }) {
	const [{ model }] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${versions}; ${platform()} ${arch()}, ${cpus().length} × ${model.trim()}, ${memory} GB`;
}

function load() {
	return loadavg()[0].toFixed(1);
}

function write(text) {
	process.stdout.write(`${text}\n`);
}

await main();
