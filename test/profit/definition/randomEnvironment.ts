import type { Random } from '../../seededRandom';
import { shuffleRange } from '../../seededRandom';
import type { FakeConnector, FakeEnvironment, FakeField, FakeObject } from './fakeEnvironment';

const TYPES = ['string', 'int', 'decimal', 'boolean', 'date', 'blob'];

/** Makes metainfo at random: every name in it is different, so that a test can tell what is meant. */
export class RandomEnvironment {
	private names = 0;

	constructor(readonly random: Random) {}

	environment(): FakeEnvironment {
		return {
			getConnectors: this.some(0, 4, () => this.getConnector()),
			updateConnectors: this.some(0, 4, () => this.updateConnector()),
			customConnectors: this.some(0, 2, () => ({
				id: this.name('X'),
				description: this.name('d'),
			})),
		};
	}

	getConnector(): FakeConnector {
		return {
			id: this.name('Get'),
			description: this.name('beschrijving '),
			fields: this.some(1, 8, () => this.column()),
			...(this.chance(0.05) && { isRefused: true }),
		};
	}

	updateConnector(): FakeConnector {
		const id = this.name('Kn');
		return {
			id,
			description: this.name('beschrijving '),
			...this.object(0),
			...(this.chance(0.05) && { isRefused: true }),
		};
	}

	object(depth: number): FakeObject {
		return {
			name: this.name('Object'),
			fields: this.some(0, 6, () => this.field()),
			objects: depth < 3 ? this.some(0, 2, () => this.object(depth + 1)) : [],
		};
	}

	column(): FakeField {
		return {
			id: this.name(this.pick(['Kolom_', 'Btw-nummer', '__proto__', '1'])),
			...this.facts(),
			values: this.values(),
		};
	}

	field(): FakeField {
		return {
			fieldId: this.name(this.pick(['Ds', 'constructor', 'U'])),
			...this.facts(),
			primaryKey: this.chance(0.2),
			mandatory: this.chance(0.3),
			notzero: this.chance(0.1),
			values: this.values(),
		};
	}

	private values(): FakeField['values'] {
		return this.chance(0.3) ? this.some(1, 6, () => this.value()) : null;
	}

	value(): { id: string; description: string } {
		return { id: this.name(this.pick(['', '0', 'H'])), description: this.name('keuze ') };
	}

	/** A name that nothing else has. */
	name(start: string): string {
		this.names += 1;
		return `${start}${this.names}`;
	}

	chance(probability: number): boolean {
		return this.random() < probability;
	}

	pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.random() * list.length)] as T;
	}

	whole(least: number, most: number): number {
		return least + Math.floor(this.random() * (most - least + 1));
	}

	some<T>(least: number, most: number, make: () => T): T[] {
		return Array.from({ length: this.whole(least, most) }, make);
	}

	/** Puts everything in another order, which says nothing. */
	shuffle(environment: FakeEnvironment): void {
		const { getConnectors, updateConnectors, customConnectors } = environment;
		for (const list of [getConnectors, updateConnectors, customConnectors]) this.mix<object>(list);
		for (const connector of [...getConnectors, ...updateConnectors]) this.shuffleObject(connector);
	}

	private shuffleObject({ fields, objects = [] }: Pick<FakeConnector, 'fields' | 'objects'>): void {
		this.mix(fields);
		for (const { values } of fields) this.mix(values ?? []);
		this.mix(objects);
		for (const object of objects) this.shuffleObject(object);
	}

	private mix<T>(list: T[]): void {
		shuffleRange(list, 0, list.length, this.random);
	}

	private facts() {
		return {
			label: this.name('Label '),
			dataType: this.pick(TYPES),
			length: this.pick([0, 0, 10, 50, 255]),
			decimals: this.pick([0, 0, 2, 4]),
		};
	}
}
