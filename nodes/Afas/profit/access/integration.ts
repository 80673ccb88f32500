/**
 * The headers that identify an AFAS partner. AFAS asks partners to send the same `IntegrationId`
 * (`{subscription}_{project}`, such as `12345_123456`) for all their customers; everyone else leaves
 * it empty and sends nothing.
 */
export function integrationHeaders(
	credential: Readonly<Record<string, unknown>>,
): Record<string, string> {
	const integrationId = String(credential.integrationId ?? '').trim();
	if (integrationId === '') return {};
	return { IntegrationId: integrationId };
}
