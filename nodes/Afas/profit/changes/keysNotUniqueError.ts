import { Failure } from '../failure';

/** Rows can't be told apart by the columns that should do so. */
export class KeysNotUniqueError extends Failure {
	/**
	 * @param rows number of rows that share their key with another one
	 * @param example values of such a key
	 */
	constructor(rows: number, keyFields: readonly string[], example: readonly unknown[]) {
		const key = keyFields.map((field, index) => `${field} ${String(example[index])}`).join(', ');
		super(
			`${rows} rows share their key fields with another row, for example ${key}`,
			"Choose more columns in 'Key Field Names or IDs', so that together they are different in every row.",
		);
	}
}
