import type { UpdateConnectorDefinition, UpdateObject } from '../contract';
import { fieldsFrom, type FieldModel } from './fieldNotation';
import { translated } from './labels';

/** An element with its fields and nested elements, by name. */
export interface ElementModel {
	readonly name: string;
	readonly fields: ReadonlyMap<string, FieldModel>;
	readonly objects: ReadonlyMap<string, ElementModel>;
	readonly keys: readonly string[];
	readonly definition: UpdateObject;
}

/** Methods that an UpdateConnector takes; metainfo does not tell. */
export type WriteMethod = 'POST' | 'PUT' | 'DELETE';

/** An UpdateConnector with the rules that metainfo does not show. */
export interface UpdateConnectorModel {
	readonly definition: UpdateConnectorDefinition;
	readonly element: ElementModel;
	readonly methods: readonly WriteMethod[];
	/** Fields that an answer holds; undefined for a connector that sends no body. */
	readonly answers: readonly string[] | undefined;
}

/** Makes an element of its field lines (see {@link fieldsFrom}) and nested elements. */
export function element(
	name: string,
	notation: string,
	objects: readonly ElementModel[] = [],
): ElementModel {
	return elementOf(name, fieldsFrom(notation), objects);
}

/** Makes an element of fields that exist already. */
export function elementOf(
	name: string,
	fields: readonly FieldModel[],
	objects: readonly ElementModel[] = [],
): ElementModel {
	return {
		name,
		fields: new Map(fields.map((model) => [model.field.fieldId, model])),
		objects: new Map(objects.map((child) => [child.name, child])),
		keys: fields.flatMap(({ field }) => (field.primaryKey ? field.fieldId : [])),
		definition: {
			name,
			fields: fields.map(({ field }) => field),
			objects: objects.map(({ definition }) => definition),
		},
	};
}

/** What an UpdateConnector consists of. */
export interface UpdateConnectorPlan {
	readonly id: string;
	/** `Nederlands | English`. */
	readonly description: string;
	/** Methods, such as `POST PUT DELETE`. */
	readonly methods: string;
	/** Fields that an answer holds, such as `BcCo BcId`; absent for no body. */
	readonly answers?: string;
	readonly element: ElementModel;
}

/** Makes an UpdateConnector of a plan. */
export function updateConnector(plan: UpdateConnectorPlan): UpdateConnectorModel {
	return {
		definition: {
			id: plan.id,
			description: translated(plan.description),
			...plan.element.definition,
		},
		element: plan.element,
		methods: plan.methods.split(' ') as WriteMethod[],
		answers: plan.answers?.split(' '),
	};
}
