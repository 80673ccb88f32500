// Runs n8n's verification scanner on the source and on the packed package, as n8n does before it
// verifies a community package, but lets warnings fail too.
// Usage: node scripts/scanPackage.mjs [folder of the package]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanFindings, SOURCE_FILES, TARBALL_FILES } from './check/scanFindings.mjs';
import { pack, unpack } from './n8n/package.mjs';

const root = resolve(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
const temporary = await mkdtemp(join(tmpdir(), 'n8n-nodes-afas-scan-'));
try {
	const unpacked = join(temporary, 'package');
	await unpack(await pack(root, temporary), unpacked);
	const reports = [
		['source', await scanFindings(root, SOURCE_FILES)],
		['tarball', await scanFindings(unpacked, TARBALL_FILES)],
	];
	for (const [leg, findings] of reports) report(leg, findings);
	process.exitCode = reports.every(([, findings]) => findings.length === 0) ? 0 : 1;
} finally {
	await rm(temporary, { recursive: true, force: true });
}

function report(leg, findings) {
	if (findings.length === 0) process.stdout.write(`scan of the ${leg}: nothing found.\n`);
	for (const finding of findings) process.stderr.write(`scan of the ${leg}: ${finding}\n`);
}
