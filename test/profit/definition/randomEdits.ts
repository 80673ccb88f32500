import type { Difference, Severity } from '../../../nodes/Afas/profit/definition/difference';
import {
	type FakeConnector,
	type FakeEnvironment,
	type FakeField,
	type FakeObject,
	REFUSAL,
} from './fakeEnvironment';
import type { RandomEnvironment } from './randomEnvironment';

/** What a comparison must say, apart from its reasons. */
export type Expected = Omit<Difference, 'reason'>;

type Kind = Expected['connectorType'];
type Where = Pick<Expected, 'connector' | 'connectorType'>;
type What = Pick<Expected, 'change' | 'before' | 'after' | 'severity'> & { value?: string };

/** Widening types: what fits in what, as the operations page says. */
const WIDER: Readonly<Record<string, readonly string[]>> = { int: ['decimal'], string: ['blob'] };

/** Edits an environment at random, and knows what a comparison must find because of it. */
export class RandomEdits {
	readonly expected: Expected[] = [];

	/** @param rate chance that a thing is edited */
	constructor(
		private readonly make: RandomEnvironment,
		private readonly rate: number,
	) {}

	/** Edits a copy. */
	edit(environment: FakeEnvironment): FakeEnvironment {
		const { make } = this;
		const edited = structuredClone(environment);
		edited.getConnectors = this.connectors('getConnector', edited.getConnectors);
		edited.updateConnectors = this.connectors('updateConnector', edited.updateConnectors);
		edited.customConnectors = this.listed('customConnector', edited.customConnectors);
		if (this.edits()) edited.getConnectors.push(this.added('getConnector', make.getConnector()));
		if (this.edits()) {
			edited.updateConnectors.push(this.added('updateConnector', make.updateConnector()));
		}
		return edited;
	}

	private connectors(connectorType: Kind, list: FakeConnector[]): FakeConnector[] {
		return this.listed(connectorType, list).map((connector) => {
			const where = { connector: connector.id, connectorType };
			if (this.edits(0.3)) return this.flipRefusal(where, connector);
			if (connector.isRefused !== true) this.object(where, '', connector);
			return connector;
		});
	}

	private listed<T extends { id: string; description: string }>(
		connectorType: Kind,
		list: T[],
	): T[] {
		return list.filter((one) => {
			const where = { connector: one.id, connectorType };
			if (this.edits(0.5)) {
				const what = { change: 'removed', before: one.description, after: null } as const;
				this.whole(where, { ...what, severity: 'breaks' });
				return false;
			}
			if (this.edits()) {
				const before = one.description;
				one.description = this.make.name('nieuw ');
				const after = one.description;
				this.whole(where, { change: 'description', before, after, severity: 'harmless' });
			}
			return true;
		});
	}

	private added<T extends FakeConnector>(connectorType: Kind, connector: T): T {
		const { id, description: after } = connector;
		const what = { change: 'added', before: null, after, severity: 'harmless' } as const;
		this.whole({ connector: id, connectorType }, what);
		return connector;
	}

	private flipRefusal(where: Where, connector: FakeConnector): FakeConnector {
		const isRefused = connector.isRefused !== true;
		const what = isRefused
			? ({ change: 'refused', before: null, after: REFUSAL, severity: 'breaks' } as const)
			: ({ change: 'readable', before: REFUSAL, after: null, severity: 'harmless' } as const);
		this.whole(where, what);
		return { ...connector, isRefused };
	}

	private object(where: Where, path: string, object: FakeConnector | FakeObject): void {
		if (path === '' && object.name !== undefined && this.edits(0.5)) {
			const before = object.name;
			object.name = this.make.name('Wortel');
			const what = { change: 'root element', before, after: object.name } as const;
			this.whole(where, { ...what, severity: 'may break' });
		}
		object.fields = object.fields.filter((field) => this.field(where, path, field));
		if (this.edits()) object.fields.push(this.addField(where, path));
		if (object.objects === undefined) return;
		object.objects = object.objects.filter((nested) => {
			if (this.edits(0.5)) {
				this.nested(where, `${path}${nested.name}`, 'removed', nested.name);
				return false;
			}
			this.object(where, `${path}${nested.name}/`, nested);
			return true;
		});
		if (!this.edits(0.5)) return;
		const nested = this.make.object(2);
		object.objects.push(nested);
		this.nested(where, `${path}${nested.name}`, 'added', nested.name);
	}

	/** @returns whether the field is still there */
	private field(where: Where, path: string, field: FakeField): boolean {
		const at = { ...where, path: `${path}${idOf(field)}` };
		if (this.edits(0.5)) {
			const what = { change: 'removed', before: field.label, after: null } as const;
			this.one(at, { ...what, severity: 'breaks' });
			return false;
		}
		if (this.edits()) this.facts(at, field);
		if (field.values !== undefined && this.edits()) this.values(at, field);
		return true;
	}

	private addField(where: Where, path: string): FakeField {
		const field = where.connectorType === 'getConnector' ? this.make.column() : this.make.field();
		const asks: Severity = field.mandatory ? 'may break' : 'harmless';
		const severity = field.primaryKey ? 'breaks' : asks;
		const at = { ...where, path: `${path}${idOf(field)}` };
		this.one(at, { change: 'added', before: null, after: field.label, severity });
		return field;
	}

	private facts(at: Where & { path: string }, field: FakeField): void {
		const { make } = this;
		if (make.chance(0.3)) this.type(at, field);
		if (make.chance(0.3)) this.length(at, field);
		if (make.chance(0.3)) this.decimals(at, field);
		if (make.chance(0.3)) {
			const before = field.label;
			field.label = make.name('Ander label ');
			this.one(at, { change: 'label', before, after: field.label, severity: 'harmless' });
		}
		if (field.primaryKey === undefined) return;
		if (make.chance(0.2)) {
			const change = field.primaryKey ? 'no longer key' : 'became key';
			this.flag(at, change, field.primaryKey, 'breaks');
			field.primaryKey = !field.primaryKey;
		}
		if (make.chance(0.3)) {
			const before = field.mandatory === true;
			const change = before ? 'became optional' : 'became mandatory';
			this.flag(at, change, before, before ? 'harmless' : 'may break');
			field.mandatory = !before;
		}
		if (make.chance(0.2)) {
			const before = field.notzero === true;
			const change = before ? 'may be zero' : 'may not be zero';
			this.flag(at, change, before, before ? 'harmless' : 'may break');
			field.notzero = !before;
		}
	}

	private type(at: Where & { path: string }, field: FakeField): void {
		const before = field.dataType;
		const types = ['string', 'int', 'decimal', 'boolean', 'date', 'blob'];
		field.dataType = this.make.pick(types.filter((type) => type !== before));
		const isWider = WIDER[before]?.includes(field.dataType) === true;
		const wide: Severity = at.connectorType === 'getConnector' ? 'may break' : 'harmless';
		const severity = isWider ? wide : 'breaks';
		this.one(at, { change: 'type', before, after: field.dataType, severity });
	}

	/** A length of 0 is no limit. */
	private length(at: Where & { path: string }, field: FakeField): void {
		const before = field.length;
		field.length = this.make.pick([0, 10, 30, 50, 100].filter((length) => length !== before));
		const isShorter = before === 0 || (field.length !== 0 && field.length < before);
		const sides = { before: before || null, after: field.length || null };
		if (isShorter) this.one(at, { change: 'shorter', ...sides, severity: 'may break' });
		else this.one(at, { change: 'longer', ...sides, severity: 'harmless' });
	}

	private decimals(at: Where & { path: string }, field: FakeField): void {
		const before = field.decimals;
		field.decimals = this.make.pick([0, 1, 2, 3, 4].filter((number) => number !== before));
		const after = field.decimals;
		if (after < before) {
			this.one(at, { change: 'fewer decimals', before, after, severity: 'may break' });
		} else {
			this.one(at, { change: 'more decimals', before, after, severity: 'harmless' });
		}
	}

	private values(at: Where & { path: string }, field: FakeField): void {
		const { make } = this;
		const values = field.values ?? null;
		if (values === null) {
			field.values = [make.value()];
			const what = { change: 'values limited', before: null, after: 'list' } as const;
			const severity = at.connectorType === 'getConnector' ? 'harmless' : 'may break';
			return this.one(at, { ...what, severity });
		}
		if (make.chance(0.2)) {
			field.values = null;
			const what = { change: 'values free', before: 'list', after: null } as const;
			return this.one(at, { ...what, severity: 'may break' });
		}
		field.values = values.filter((value, index) => index === 0 || this.value(at, value));
		if (!make.chance(0.5)) return;
		const value = make.value();
		field.values.push(value);
		const what = { change: 'value added', before: null, after: value.description } as const;
		this.one(at, { ...what, value: value.id, severity: 'harmless' });
	}

	/** @returns whether the value is still there */
	private value(at: Where & { path: string }, value: { id: string; description: string }): boolean {
		const { id, description: before } = value;
		if (this.make.chance(0.3)) {
			const what = { change: 'value removed', value: id, before, after: null } as const;
			this.one(at, { ...what, severity: 'may break' });
			return false;
		}
		if (this.make.chance(0.3)) {
			value.description = this.make.name('andere keuze ');
			const after = value.description;
			const what = { change: 'value description', value: id, before, after } as const;
			this.one(at, { ...what, severity: 'may break' });
		}
		return true;
	}

	private edits(part = 1): boolean {
		return this.make.chance(this.rate * part);
	}

	private whole(where: Where, what: What): void {
		this.expected.push({ ...where, level: 'connector', field: null, value: null, ...what });
	}

	private nested(where: Where, path: string, change: 'added' | 'removed', name: string): void {
		const isNew = change === 'added';
		const sides = { before: isNew ? null : name, after: isNew ? name : null };
		const severity = isNew ? 'harmless' : 'breaks';
		const about = { level: 'object', field: path, value: null } as const;
		this.expected.push({ ...where, ...about, change, ...sides, severity });
	}

	private flag(
		at: Where & { path: string },
		change: Expected['change'],
		before: boolean,
		severity: Severity,
	): void {
		this.one(at, { change, before, after: !before, severity });
	}

	private one({ path, ...where }: Where & { path: string }, what: What): void {
		this.expected.push({ ...where, level: 'field', field: path, value: null, ...what });
	}
}

function idOf({ id, fieldId = '' }: FakeField): string {
	return id ?? fieldId;
}
