/** Path of an UpdateConnector, or of one of its sub-objects. */
export function connectorPath(connector: string, subObject = ''): string {
	const segments = subObject === '' ? [connector] : [connector, subObject];
	return `/connectors/${segments.map(encodeURIComponent).join('/')}`;
}
