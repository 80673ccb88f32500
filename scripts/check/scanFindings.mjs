import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const scannerFile = join(
	dirname(require.resolve('@n8n/scan-community-package/package.json')),
	'scanner',
	'scanner.mjs',
);
const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(scannerFile).href
);
// The scanner's own ESLint: its rules are made for that version.
const { ESLint } = createRequire(scannerFile)('eslint');

/** What n8n scans of the source, relative to the folder of the package. */
export const SOURCE_FILES = SOURCE_FILE_PATTERNS;

/** What n8n scans of the published package. */
export const TARBALL_FILES = ['**/*.js', 'package.json'];

/**
 * What n8n's scanner has against a package: its verdict, and every warning, which the scanner itself
 * leaves out of a verdict that is positive.
 *
 * @param {string} folder of the package
 * @param {readonly string[]} patterns the files to scan
 * @returns {Promise<string[]>} one line each; empty when there is nothing
 */
export async function scanFindings(folder, patterns) {
	const messages = await lintMessages(folder, patterns);
	const verdict = await analyzePackage(folder, [...patterns]);
	if (verdict.passed || messages.length > 0) return messages;
	return [`${verdict.message}\n${verdict.details ?? ''}`];
}

async function lintMessages(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	// A pattern that matches nothing makes ESLint throw: nothing scanned is no success.
	const results = await eslint.lintFiles([...patterns]);
	return results.flatMap(({ filePath, messages }) =>
		messages.map((message) => {
			const place = `${relative(folder, filePath)}:${message.line ?? 1}`;
			const severity = message.severity === 2 ? 'error' : 'warning';
			return `${severity} ${place} ${message.message} (${message.ruleId ?? 'no rule'})`;
		}),
	);
}
