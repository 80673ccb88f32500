import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readExamples, withCredentials } from '../../scripts/demo/content.mjs';
import { ROOT, useEnvironment } from './environment.mjs';
import { expectations } from './exampleExpectations.mjs';
import { scope } from './scope.mjs';
import { startProfit } from './profit.mjs';
import { oAuthCredential, tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

const examples = await readExamples(ROOT);

const CREDENTIALS = {
	token: (profit) => tokenCredential(profit),
	oAuth2: (profit) => oAuthCredential(profit, 'secret'),
};

describe('the example workflows', () => {
	const environment = useEnvironment();

	/** A credential for a Profit of its own, so that every example starts from the same data. */
	const credentialFor = async (profit, authentication) => {
		const credential = CREDENTIALS[authentication](profit);
		const name = `example ${authentication}`;
		const { type, ...reference } = await save(environment().n8n, { ...credential, name });
		return { [type]: reference };
	};

	/** Runs an example and holds the result to what it is for. @returns what was asked of Profit */
	const runExample = async (file, workflow, authentication) => {
		const { n8n, url } = environment();
		const profit = await startProfit();
		try {
			const { prepare, start, check } = expectations[file];
			prepare?.(profit);
			const references = await credentialFor(profit, authentication);
			const ready = withCredentials(signedInWith(workflow, authentication), references);
			const context = { n8n, profit, url };
			const run = async () => {
				if (start) return start(ready, context);
				const { id } = await n8n.createWorkflow(ready);
				return n8n.runWorkflow(id);
			};
			const execution = await run();
			assert.equal(execution.error?.message, undefined);
			await check({ execution, profit, run });
			// Each process of n8n remembers metainfo for itself, and what was proven with it; which one runs
			// a node is chance.
			return profit.asked.filter(({ path, query }) => !/\/metainfo/i.test(path) && !isProof(query));
		} finally {
			await profit.stop();
		}
	};

	it('are all held to what they are for', () => {
		assert.ok(examples.length >= 12);
		assert.deepEqual(
			examples.map(([file]) => file),
			Object.keys(expectations).sort(),
		);
	});

	for (const [file, workflow] of examples.filter(([name]) => isRunHere(name))) {
		it(`${file} does what it is for, and asks the same with ${scope.authentications.join(' and ')}`, async () => {
			const asked = [];
			for (const authentication of scope.authentications) {
				asked.push(await runExample(file, workflow, authentication));
			}
			for (const other of asked) assert.deepEqual(other, asked[0]);
		});
	}
});

/** Whether a request only proves where the rows end: for the one behind them, or the last ones first. */
function isProof(query) {
	const parameters = new URLSearchParams(query);
	const [skip, take] = ['skip', 'take'].map((name) => Number(parameters.get(name)));
	if (take === 1 && skip > 0) return true;
	return take === 2 && skip === 0 && (parameters.get('orderbyfieldids') ?? '').startsWith('-');
}

/** Those that need more than n8n and Profit have tests of their own. */
function isRunHere(file) {
	return !scope.leftOut.has(file) && expectations[file]?.testedIn === undefined;
}

/** The same workflow, with another choice in the one parameter that says how to sign in. */
function signedInWith(workflow, authentication) {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-afas.')
			? { ...node, parameters: { ...node.parameters, authentication } }
			: node,
	);
	return { ...workflow, nodes };
}
