// Preloaded into the Node processes that the scripts start: ends the process when the script that
// started it is gone without having had the time to say so (SIGKILL, a crash). Its end of the pipe to
// standard input closes at that moment.
const { isMainThread } = require('node:worker_threads');

const GRACE = 5_000;

function end() {
	// Nobody reads the output any more: a program that logs that its logging failed would go on for ever.
	for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
	const group = process.platform === 'win32' ? process.pid : -process.pid;
	setTimeout(() => process.kill(group, 'SIGKILL'), GRACE);
	process.kill(process.pid, 'SIGTERM');
}

// Workers and processes that inherit these settings have another standard input.
if (isMainThread && process.env.END_WITH_PARENT === String(process.ppid)) {
	process.stdin.once('end', end).once('error', end).resume();
	process.stdin.unref?.();
}
