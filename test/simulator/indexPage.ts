import { type AppConnector, LOGIN, tokenXml } from './access';
import { escapeHtml, htmlPage } from './html';
import type { Simulator } from './profitServer';

/** The page that explains a running simulator to whoever opens it in a browser. */
export function indexPage({
	baseUrl,
	company,
	settings,
	requests,
	appConnectors,
}: Simulator): string {
	return htmlPage(
		'Profit simulator',
		`<main>
<h1>Profit simulator</h1>
<p>This is not AFAS: everything here is made up, all keys are public and worthless elsewhere.</p>
<p>Base URL: <code>${escapeHtml(baseUrl)}</code></p>
<p>User login: <code>${LOGIN.userCode}</code>, password <code>${LOGIN.password}</code>.</p>
<table>
<tr><th>App connector</th><th>Sign-in</th></tr>
${appConnectors.map(appConnectorRow).join('\n')}
</table>
<p>${company.getConnectors.length} GetConnectors, ${company.updateConnectors.length} UpdateConnectors, ${requests.length} requests recorded, environment ${escapeHtml(settings.environmentId)}.</p>
<p><a href="/_simulator/requests">Requests</a>, <a href="/_simulator/settings">settings</a>, <a href="/_simulator/faults">faults</a>. The README of the simulator explains them.</p>
</main>`,
	);
}

function appConnectorRow(appConnector: AppConnector): string {
	const { name, environmentId, oAuthClient } = appConnector;
	return `<tr><td>${escapeHtml(name)}<br>${escapeHtml(environmentId)}</td><td>Token <code>${escapeHtml(tokenXml(appConnector))}</code><br>
Client ID <code>${escapeHtml(oAuthClient.clientId)}</code><br>
Client secret <code>${escapeHtml(oAuthClient.clientSecret ?? 'none')}</code></td></tr>`;
}
