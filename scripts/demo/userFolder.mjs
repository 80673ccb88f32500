import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../system/cacheFolder.mjs';
import { tryLock } from '../system/lock.mjs';

const MOST_DEMOS = 20;

/**
 * Takes an n8n user folder that no other demo is using. The same one comes back at the next start,
 * with the workflows and the sign-in that are in it.
 *
 * @param {{ fresh: boolean }} options `fresh`: empty it first
 * @returns {Promise<{ folder: string, release: () => void }>}
 */
export async function takeUserFolder({ fresh }) {
	for (let number = 1; number <= MOST_DEMOS; number++) {
		const folder = join(cacheFolder(), `demo-${number}`);
		const release = await tryLock(`${folder}.lock`);
		if (!release) continue;
		if (fresh) await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		return { folder, release };
	}
	throw new Error(`${MOST_DEMOS} demos are running already. Stop one of them first.`);
}

/**
 * The owner of the n8n in a user folder. The password is made at the first start and kept there.
 *
 * @param {string} folder
 * @returns {Promise<{ email: string, password: string, firstName: string, lastName: string }>}
 */
export async function ownerOf(folder) {
	const file = join(folder, 'owner.json');
	const kept = await readFile(file, 'utf8').catch(() => undefined);
	if (kept) return JSON.parse(kept);
	const owner = {
		email: 'demo@afas.example',
		// n8n asks for a capital and a digit.
		password: `Demo1-${randomBytes(6).toString('hex')}`,
		firstName: 'Demo',
		lastName: 'AFAS',
	};
	await writeFile(file, JSON.stringify(owner), { mode: 0o600 });
	return owner;
}
