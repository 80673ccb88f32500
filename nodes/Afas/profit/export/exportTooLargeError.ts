import { Failure } from '../failure';

/** A file would not fit in the memory of n8n. */
export class ExportTooLargeError extends Failure {
	/**
	 * @param bytes size that the file has, or would have
	 * @param most bytes that it may have
	 * @param keptIn where this n8n keeps files
	 */
	constructor(bytes: number, most: number, keptIn: 'memory' | 'database') {
		super(
			`The rows take ${megabytes(bytes)} MB or more, and n8n holds files in memory here: at most ${megabytes(most)} MB`,
			keptIn === 'memory'
				? "Let n8n keep files on disk (N8N_DEFAULT_BINARY_DATA_MODE=filesystem), where any size will do, or read fewer rows with a filter or 'Output Field Names or IDs'. Nothing was put out."
				: "Put fewer rows in each file with 'Rows per File' under 'Options', or let n8n keep files on disk (N8N_DEFAULT_BINARY_DATA_MODE=filesystem), where any size will do. Nothing was put out.",
		);
	}
}

function megabytes(bytes: number): number {
	return Math.ceil(bytes / 1_000_000);
}
