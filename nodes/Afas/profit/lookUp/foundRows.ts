import type { Row } from '../row';
import type { LookUpKey, MatchColumns } from './lookUpKey';
import type { KeyGroup } from './plan';

/** The rows of one answer, handed back to the keys that asked for them. */
export class FoundRows {
	private readonly rows = new Map<string, Row[]>();

	private readonly places: ReadonlySet<string>;

	/** @param onlyFirst keeps the first row of each key */
	constructor(
		private readonly keys: KeyGroup,
		private readonly match: MatchColumns,
		private readonly onlyFirst: boolean,
	) {
		this.places = new Set(keys.map(({ place }) => place));
	}

	/**
	 * Hands a row to its key.
	 *
	 * A row in the answer to a single key is its own, however AFAS compared them; except one that
	 * came because AFAS read a `;` in the value as OR, which is nobody's.
	 *
	 * @returns false when it can't be told which of several keys the row belongs to
	 */
	add(row: Row): boolean {
		const place = this.match.placeOf(row);
		if (place !== undefined && this.places.has(place)) {
			this.keep(place, row);
			return true;
		}
		if (this.keys.some((key) => this.match.isPartOf(row, key))) return true;
		const [only, ...others] = this.keys;
		if (only === undefined || others.length > 0) return false;
		this.keep(only.place, row);
		return true;
	}

	/** The rows of a key in the order of the answer; undefined when it has none. */
	of({ place }: LookUpKey): readonly Row[] | undefined {
		return this.rows.get(place);
	}

	private keep(place: string, row: Row): void {
		const rows = this.rows.get(place);
		if (rows === undefined) this.rows.set(place, [row]);
		else if (!this.onlyFirst) rows.push(row);
	}
}
