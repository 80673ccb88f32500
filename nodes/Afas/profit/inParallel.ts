/**
 * Carries out tasks with at most `parallel` at a time, in order of their start.
 *
 * @param carryOn asked after each result whether more tasks may be started; those under way are
 * always waited for
 * @returns the results in the order of the tasks; undefined for tasks that were never started
 */
export async function inParallel<Task, Result>(
	tasks: readonly Task[],
	parallel: number,
	carryOut: (task: Task) => Promise<Result>,
	carryOn: (result: Result) => boolean,
): Promise<Array<Result | undefined>> {
	const results = new Array<Result | undefined>(tasks.length).fill(undefined);
	let next = 0;
	let stopped = false;
	const worker = async (): Promise<void> => {
		while (!stopped && next < tasks.length) {
			const index = next++;
			const result = await carryOut(tasks[index] as Task);
			results[index] = result;
			if (!carryOn(result)) stopped = true;
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, tasks.length) }, worker));
	return results;
}
