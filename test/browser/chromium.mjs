import { chromium, selectors } from 'playwright-core';
import { ensureDebianProgram } from '../../scripts/system/debianPackage.mjs';

/** Chromium opens nothing on the internet: neither for itself, nor for n8n's editor. */
const OFFLINE = [
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
];

/**
 * Starts Chromium without a window. It is Debian's; `CHROMIUM` names another one.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {Error} that says what to install, when there is no Chromium
 */
export async function startChromium() {
	selectors.setTestIdAttribute('data-test-id');
	const executablePath =
		process.env.CHROMIUM ??
		(await ensureDebianProgram({ program: 'chromium', packageName: 'chromium' }));
	// Chromium refuses its sandbox to root; it only ever shows pages of this machine.
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return chromium.launch({
		executablePath,
		args: [...sandbox, '--disable-gpu', '--no-first-run', ...OFFLINE],
	});
}
