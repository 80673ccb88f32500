import { encodeFilter } from '../filter/filterEncoding';
import type { LookUpKey } from './lookUpKey';

/** Keys that are asked for in one request. Not empty, and no two of them have the same place. */
export type KeyGroup = readonly LookUpKey[];

/** Groups that are tried for a key: more would hardly fill the requests better. */
const OPEN_GROUPS = 8;

interface OpenGroup {
	readonly keys: LookUpKey[];
	readonly places: Set<string>;
	/** Characters of the encoded filter. */
	length: number;
}

/** Characters that a key takes in an encoded filter. */
interface KeySize {
	readonly alone: number;
	readonly behindOthers: number;
	/** Whether a value needs the JSON form, which would make every key beside it longer. */
	readonly isJson: boolean;
}

/**
 * Divides keys over as few requests as their query string allows.
 *
 * Keys between which an answer can't tell (they differ in an accent, say) go to different requests,
 * and so do keys that need the JSON form and keys that don't. A key that is too long on its own gets
 * a group of its own.
 *
 * @param keys all different in identity
 * @param room characters that the encoded filter may take
 */
export function planLookUps(keys: readonly LookUpKey[], room: number): KeyGroup[] {
	const lists = new Planner(room);
	const json = new Planner(room);
	for (const key of keys) {
		const size = sizeOf(key);
		(size.isJson ? json : lists).add(key, size);
	}
	return [...lists.groups, ...json.groups];
}

class Planner {
	readonly groups: LookUpKey[][] = [];

	private open: OpenGroup[] = [];

	constructor(private readonly room: number) {}

	add(key: LookUpKey, size: KeySize): void {
		const group = this.open.find(
			({ places, length }) => !places.has(key.place) && length + size.behindOthers <= this.room,
		);
		if (group === undefined) {
			this.begin(key, size);
			return;
		}
		group.keys.push(key);
		group.places.add(key.place);
		group.length += size.behindOthers;
	}

	private begin(key: LookUpKey, { alone }: KeySize): void {
		const keys = [key];
		this.groups.push(keys);
		this.open.push({ keys, places: new Set([key.place]), length: alone });
		if (this.open.length <= OPEN_GROUPS) return;
		const fullest = this.open.reduce((a, b) => (b.length > a.length ? b : a));
		this.open = this.open.filter((group) => group !== fullest);
	}
}

/** Measured rather than reckoned, so that the encoding can change without this file. */
function sizeOf({ conditions }: LookUpKey): KeySize {
	const { query } = encodeFilter([conditions]);
	const isJson = query.startsWith('filterjson=');
	const alone = query.length;
	const twice = encodeFilter([conditions, conditions]).query.length;
	// The JSON form numbers its groups: from ten on, the number takes a digit more.
	return { alone, behindOthers: twice - alone + (isJson ? 1 : 0), isJson };
}
