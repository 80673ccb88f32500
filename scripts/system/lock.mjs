import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT = 5_000;
/** A lock of a living process is honoured unless it has been silent this long: its process id may belong to another program by now. */
const SILENT_ALIVE = 10 * 60_000;
/** The same for a lock made on another machine or in another container, whose processes cannot be seen. */
const SILENT_ELSEWHERE = 60_000;
const RETRY = 500;

/**
 * Takes a lock file, shared between processes.
 *
 * @param {string} path
 * @returns {Promise<(() => void) | undefined>} the way to give it back; undefined when
 *   another living process holds it
 */
export async function tryLock(path) {
	await mkdir(dirname(path), { recursive: true });
	const owner = { id: randomUUID(), pid: process.pid, host: hostname() };
	if (await create(path, owner)) return hold(path, owner);
	await removeIfAbandoned(path);
	return (await create(path, owner)) ? hold(path, owner) : undefined;
}

/**
 * Does work while holding a lock file; waits for whoever holds it now.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when it has to wait
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = () => {}) {
	let release = await tryLock(path);
	if (!release) onWait();
	while (!release) {
		await sleep(RETRY);
		release = await tryLock(path);
	}
	try {
		return await work();
	} finally {
		release();
	}
}

async function create(path, owner) {
	try {
		await writeFile(path, JSON.stringify(owner), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

function hold(path, owner) {
	const beat = setInterval(() => {
		const now = new Date();
		utimes(path, now, now).catch(() => {});
	}, HEARTBEAT).unref();
	const release = () => {
		clearInterval(beat);
		process.off('exit', release);
		if (readOwner(path)?.id === owner.id) rmSync(path, { force: true });
	};
	process.on('exit', release);
	return release;
}

async function removeIfAbandoned(path) {
	const judged = readOwner(path);
	if (!judged || !(await isAbandoned(path, judged))) return;
	// Moving it away is atomic; a newer lock that came in between is put back.
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch {
		return;
	}
	const moved = readOwner(aside);
	if (moved?.id !== judged.id) await link(aside, path).catch(() => {});
	await rm(aside, { force: true });
}

async function isAbandoned(path, owner) {
	const information = await stat(path).catch(() => undefined);
	if (!information) return false;
	const silence = Date.now() - information.mtimeMs;
	if (owner.host !== hostname()) return silence > SILENT_ELSEWHERE;
	return !isAlive(owner.pid) || silence > SILENT_ALIVE;
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** @returns {{ id?: string, pid?: number, host?: string } | undefined} */
function readOwner(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		// Half written by someone who was just about to hold it, or ended while writing.
		return error instanceof SyntaxError ? {} : undefined;
	}
}
