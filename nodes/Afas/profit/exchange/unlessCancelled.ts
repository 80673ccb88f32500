import { CancelledError } from './cancelledError';

/**
 * Waits for a promise, but no longer than until the execution is cancelled. What it stands for goes
 * on: n8n can't take back a request that was sent.
 *
 * @throws {CancelledError} at once when `cancelled` is aborted
 */
export async function unlessCancelled<T>(promise: Promise<T>, cancelled?: AbortSignal): Promise<T> {
	if (cancelled === undefined) return await promise;
	if (cancelled.aborted) {
		// Nobody waits for it any more, so nobody would see it fail.
		promise.catch(() => undefined);
		throw new CancelledError();
	}
	return await new Promise<T>((resolve, reject) => {
		const cancel = (): void => reject(new CancelledError());
		cancelled.addEventListener('abort', cancel, { once: true });
		promise.then(resolve, reject).finally(() => cancelled.removeEventListener('abort', cancel));
	});
}
