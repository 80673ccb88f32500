/**
 * A duration as people say it: `3.2 s`, `48 s`, `2 min 5 s`.
 *
 * @param {number} milliseconds
 */
export function formatDuration(milliseconds) {
	if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
