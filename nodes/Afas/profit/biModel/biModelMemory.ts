import type { BiModel } from './biModelPlace';
import type { BiTableShape } from './csdl';

/** ms for which the place of a model is remembered: pages and lists don't ask for it twice. */
const LIFETIME = 5 * 60_000;

/** Models that are remembered in one process. */
const CAPACITY = 200;

/** What is remembered of a model. */
export interface KeptModel {
	readonly model: BiModel;
	/** Columns by table; undefined when nobody asked, null when AFAS gives none. */
	shapes?: ReadonlyMap<string, BiTableShape> | null;
	/** Whether AFAS refuses `$top`. */
	refusesTop?: boolean;
}

/** What tells models apart. */
interface Key {
	/** Tells users and environments apart, without a secret in it. */
	readonly identity: string;
	/** Its name. */
	readonly model: string;
	/** 0 for the newest. */
	readonly version: number;
}

/** Remembers for a few minutes where models are, for one user of one environment each. */
export class BiModelMemory {
	private readonly models = new Map<string, { readonly kept: KeptModel; readonly until: number }>();

	/** @param now ms since 1970 */
	constructor(private readonly now: () => number = () => Date.now()) {}

	get(key: Key): KeptModel | undefined {
		const found = this.models.get(keyText(key));
		return found !== undefined && this.now() < found.until ? found.kept : undefined;
	}

	keep(key: Key, model: BiModel): KeptModel {
		const kept: KeptModel = { model };
		this.models.delete(keyText(key));
		this.models.set(keyText(key), { kept, until: this.now() + LIFETIME });
		// Map keeps insertion order: the first one was asked for longest ago.
		const [oldest] = this.models.keys();
		if (this.models.size > CAPACITY && oldest !== undefined) this.models.delete(oldest);
		return kept;
	}

	forget(key: Key): void {
		this.models.delete(keyText(key));
	}
}

function keyText({ identity, model, version }: Key): string {
	return [identity, model, version].join('\n');
}

/** The memory of this process. */
export const sharedMemory = new BiModelMemory();
