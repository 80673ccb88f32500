// Fails when the built package would not work, or would not be allowed, inside n8n.
// Usage: node scripts/checkDist.mjs [folder of the package]
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFindings } from './check/distFindings.mjs';

const root = resolve(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
const findings = distFindings(root);
for (const finding of findings) process.stderr.write(`dist: ${finding}\n`);
if (findings.length === 0)
	process.stdout.write('dist: loads nothing foreign, everything registered is there.\n');
process.exitCode = findings.length === 0 ? 0 : 1;
