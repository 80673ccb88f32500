import { setTimeout as sleep } from 'node:timers/promises';

/** How long n8n may take to register the web address of an active workflow, in milliseconds. */
const REGISTRATION_TIMEOUT = 20_000;
const POLL = 250;

/**
 * Calls the web address of a workflow that has just been activated, again as long as n8n doesn't know
 * the address.
 *
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
export async function fetchWhenActive(url, options) {
	const deadline = Date.now() + REGISTRATION_TIMEOUT;
	for (;;) {
		const answer = await fetch(url, options);
		if (answer.status !== 404 || Date.now() > deadline) return answer;
		await answer.arrayBuffer();
		await sleep(POLL);
	}
}
