import type { Row } from '../row';
import { BiColumnsUnknownError } from './biErrors';

/** The columns that rows had so far: AFAS may leave out what is empty, so that rows differ. */
export class SeenColumns {
	private readonly seen = new Set<string>();

	private isClosed = false;

	/** In the order in which they came. */
	get names(): readonly string[] {
		return [...this.seen];
	}

	has(name: string): boolean {
		return this.seen.has(name);
	}

	/**
	 * Looks at the columns of rows.
	 *
	 * @throws {BiColumnsUnknownError} after {@link close}, when there are others
	 */
	look(rows: readonly Row[]): void {
		for (const row of rows) {
			for (const name in row) if (!this.seen.has(name)) this.add(name);
		}
	}

	/**
	 * Makes these all the columns that rows may have, since they have been written as a header.
	 *
	 * @throws {BiColumnsUnknownError} when there were others before
	 */
	close(columns: readonly string[]): void {
		const others = this.names.filter((name) => !columns.includes(name));
		if (others.length > 0) throw new BiColumnsUnknownError(others);
		this.seen.clear();
		for (const name of columns) this.seen.add(name);
		this.isClosed = true;
	}

	private add(name: string): void {
		if (this.isClosed) throw new BiColumnsUnknownError([name]);
		this.seen.add(name);
	}
}
