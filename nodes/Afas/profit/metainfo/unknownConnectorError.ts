import { Failure } from '../failure';
import type { ConnectorSummary } from './metainfo';
import { nearestName } from '../nearestName';

/** The kinds of connector that users choose. */
export type ConnectorKind = 'GetConnector' | 'UpdateConnector';

/** A connector was named that the App Connector doesn't expose, or none at all. */
export class UnknownConnectorError extends Failure {
	constructor(kind: ConnectorKind, name: string, listed: readonly ConnectorSummary[]) {
		super(
			name === '' ? `No ${kind} was chosen` : `The App Connector has no ${kind} '${name}'`,
			name === '' ? `Choose one from the list in '${kind}'.` : advice(kind, name, listed),
		);
	}
}

function advice(kind: ConnectorKind, name: string, listed: readonly ConnectorSummary[]): string {
	const near = nearestName(
		name,
		listed.map(({ id, description }) => ({ id, label: description })),
	);
	const question = near === undefined ? '' : `Did you mean '${near}'? `;
	return `${question}Choose one from the list in '${kind}', or ask the administrator to add it to the App Connector in Profit.`;
}
