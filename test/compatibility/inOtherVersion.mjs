import { startEnvironment, useOtherEnvironment } from '../e2e/environment.mjs';
import { scope } from '../e2e/scope.mjs';
import { promisedFor } from './promises.mjs';

const version = process.argv[2];
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
	throw new Error('Say which version of n8n: npm run test:compatibility -- 2.0.3');
}
/** Older versions refuse to start without parts that they do not know. */
const settings = { N8N_DISABLED_MODULES: 'chat-hub,insights' };
useOtherEnvironment(() => startEnvironment({ version, settings }));

// As far as the README promises. Human review of an agent's tools came after n8n 2.0, and both examples with a
// chat use nodes of the version that is always tested.
const { oAuthWays, everything } = promisedFor(version);
Object.assign(scope, { oAuthWays, everything });
if (oAuthWays.length === 0) scope.authentications = ['token'];
if (!everything) {
	scope.leftOut.add('ai-agent-writes-after-approval.json').add('approve-from-chat.json');
}
// A workflow can make a Data table since a later n8n 2.
if (!everything) scope.leftOut.add('watch-connectors-weekly.json');
