import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../e2e/environment.mjs';

const FOLDER = join(ROOT, 'docs', 'images');
const WANTED = process.argv.includes('--screenshots');
/** How long n8n takes to change its colours and its icons, in milliseconds. */
const THEME_CHANGE = 400;

/**
 * Takes a picture for the documentation, light and dark, when the command line asks for pictures.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name of the file, without its ending
 */
export async function takePicture(page, name) {
	if (!WANTED) return;
	await mkdir(FOLDER, { recursive: true });
	for (const [colorScheme, suffix] of [
		['dark', '-dark'],
		['light', ''],
	]) {
		await page.emulateMedia({ colorScheme });
		await page.waitForTimeout(THEME_CHANGE);
		await writeFile(join(FOLDER, `${name}${suffix}.png`), await page.screenshot({ caret: 'hide' }));
	}
}

/**
 * Keeps what the browser showed when a test failed.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name of the test
 * @returns {Promise<string>} where it is
 */
export async function keepEvidence(page, name) {
	const file = `n8n-nodes-afas-${name.replaceAll(/\W+/g, '-')}-${process.pid}.png`;
	const path = join(tmpdir(), file);
	await page.screenshot({ path });
	return path;
}
