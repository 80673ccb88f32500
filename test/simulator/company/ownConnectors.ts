import type { GetConnectorDefinition, Row } from '../contract';
import { getConnectorNotSupported } from './refusals';

/** GetConnectors that tests and benchmarks add, with rows of their own. */
export class OwnConnectors {
	private readonly byId = new Map<string, { definition: GetConnectorDefinition; rows: Row[] }>();

	/** Adds a connector, or replaces one of the same id. */
	add(definition: GetConnectorDefinition, rows: Row[]): void {
		this.byId.set(definition.id, { definition, rows });
	}

	/** All definitions, in the order in which they were added. */
	get definitions(): readonly GetConnectorDefinition[] {
		return [...this.byId.values()].map(({ definition }) => definition);
	}

	/** Whether there is a connector with this id. */
	has(connectorId: string): boolean {
		return this.byId.has(connectorId);
	}

	/** The live rows. Throws a refusal when there is no such connector. */
	rows(connectorId: string): Row[] {
		const own = this.byId.get(connectorId);
		if (own === undefined) throw getConnectorNotSupported();
		return own.rows;
	}
}
