import { Failure } from '../failure';

/** Where n8n keeps a file that it wants whole. */
export type CollectedIn = 'memory' | 'database';

/** A file would not fit in the memory of n8n. */
export class ExportTooLargeError extends Failure {
	/**
	 * @param bytes size that the files have, or would have at least
	 * @param most bytes that they may have
	 * @param keptIn where this n8n keeps files
	 * @param rowsPerFile rows with which a file fits
	 */
	constructor(bytes: number, most: number, keptIn: CollectedIn, rowsPerFile: number) {
		super(
			`The rows take ${megabytes(bytes)} MB or more, and n8n holds files in memory here: at most ${megabytes(most)} MB`,
			keptIn === 'memory'
				? "Let n8n keep files on disk (N8N_DEFAULT_BINARY_DATA_MODE=filesystem), where any size will do, or read fewer rows with a filter or 'Output Field Names or IDs'. All files of one run of the node count together. Nothing was put out."
				: `Put at most ${rowsPerFile.toLocaleString('en')} rows in each file with 'Rows per File' under 'Options', or let n8n keep files on disk (N8N_DEFAULT_BINARY_DATA_MODE=filesystem), where any size will do. Nothing was put out.`,
		);
	}
}

function megabytes(bytes: number): number {
	return Math.ceil(bytes / 1_000_000);
}
