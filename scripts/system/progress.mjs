import { formatDuration } from './duration.mjs';

const TERMINAL_INTERVAL = 1_000;
const LOG_INTERVAL = 20_000;

/**
 * Says what is being done while it is being done, so that a step of minutes never looks frozen:
 * a line that counts in a terminal, a new line now and then in a log.
 *
 * @template T
 * @param {string} title what happens, in the present: `Installing n8n 2.41.1`
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [output]
 * @returns {Promise<T>} what the work gives
 */
export async function withProgress(title, work, output = process.stdout) {
	const started = Date.now();
	const elapsed = () => formatDuration(Date.now() - started);
	const terminal = output.isTTY === true;
	const line = (text, last) =>
		output.write(terminal ? `\r\x1b[2K${text}${last ? '\n' : ''}` : `${text}\n`);

	line(`… ${title}`, false);
	const timer = setInterval(
		() => line(`… ${title} (${elapsed()})`, false),
		terminal ? TERMINAL_INTERVAL : LOG_INTERVAL,
	);
	try {
		const result = await work();
		line(`✓ ${title} (${elapsed()})`, true);
		return result;
	} catch (error) {
		line(`✗ ${title} (${elapsed()})`, true);
		throw error;
	} finally {
		clearInterval(timer);
	}
}
