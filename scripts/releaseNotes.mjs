// Prints what CHANGELOG.md says about a version, and fails when that version can't be released:
// node scripts/releaseNotes.mjs 1.2.3
import { readFileSync } from 'node:fs';
import { releaseNotes } from './check/releaseNotes.mjs';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

try {
	const { version } = JSON.parse(read('package.json'));
	const notes = releaseNotes(process.argv[2] ?? '', { version, changelog: read('CHANGELOG.md') });
	process.stdout.write(`${notes}\n`);
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
