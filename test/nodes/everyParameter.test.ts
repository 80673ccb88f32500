import type { INodeParameters } from 'n8n-workflow';
import { AfasTrigger } from '../../nodes/Afas/AfasTrigger.node';
import { AfasWebhookTrigger } from '../../nodes/Afas/AfasWebhookTrigger.node';
import { Afas } from '../../nodes/Afas/Afas.node';
import type { ShownError } from './engine';
import { expressionFor, nearValues, type Slot, slotsOf, wrongValues } from './parameterSlots';
import { PollingEngine } from './pollingEngine';
import { type Simulated, startSimulated } from './simulated';
import { WebhookEngine } from './webhookEngine';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

/** Runs or activates a node: the error that n8n shows, if any. */
type Try = (parameters: INodeParameters) => Promise<ShownError | undefined>;

const tryNode: Try = async (parameters) =>
	await simulated.engine.run({ parameters }).then(
		({ error }) => error,
		(error: unknown) => error as ShownError,
	);

async function errorOf(activation: Promise<unknown>): Promise<ShownError | undefined> {
	return await activation.then(
		() => undefined,
		(error: unknown) => error as ShownError,
	);
}

const tryTrigger: Try = async (parameters) => {
	const engine = await PollingEngine.create(simulated.simulator, parameters);
	return await errorOf(engine.activate());
};

const tryWebhook: Try = async (parameters) => {
	const { baseUrl } = simulated.simulator;
	const engine = await WebhookEngine.create({ secret: 'geheim', parameters, baseUrl });
	return await errorOf(engine.activate());
};

const NODES = [
	['AFAS', new Afas().description, tryNode],
	['AFAS Trigger', new AfasTrigger().description, tryTrigger],
	['AFAS Webhook Trigger', new AfasWebhookTrigger().description, tryWebhook],
] as const;

/** What JavaScript says of its own mistakes. */
const JAVASCRIPT_ERROR =
	/cannot (read|destructure|convert|set)|is not (a function|iterable|defined|a constructor)|undefined|\[object/i;

/** Ours, or n8n's own for a required parameter. */
function refusalOf({ property: { displayName } }: Slot): RegExp {
	const name = displayName.replace(/[()%]/g, '\\$&');
	return new RegExp(`'${name}'.*Nothing was sent to AFAS|has issues:\\n- Parameter "${name}"`, 's');
}

/** n8n itself drops a fixed value of null. */
const isStored = (value: unknown) => value !== null && value !== undefined && !Number.isNaN(value);

/** n8n takes a parameter that has no expression to the letter, and drops the braces of one. */
const takesExpression = ({ property }: Slot) => property.noDataExpression !== true;

function fillings(slot: Slot): Array<readonly [unknown, INodeParameters]> {
	return wrongValues(slot).flatMap((value) => [
		...(takesExpression(slot) ? [[value, slot.fill(expressionFor(value))] as const] : []),
		...(isStored(value) ? [[value, slot.fill(value)] as const] : []),
	]);
}

describe.each(NODES)('every parameter of %s', (_, description, attempt) => {
	const slots = slotsOf(description);
	const checked = slots.filter((slot) => fillings(slot).length > 0);

	it('is found from the description', () => {
		const names = new Set(slots.map(({ property }) => property.name));
		for (const { name, type } of description.properties) {
			if (!['notice', 'collection', 'fixedCollection'].includes(type)) {
				expect(names).toContain(name);
			}
		}
	});

	it.each(checked.map((slot) => [slot.path, slot] as const))(
		'refuses wrong values before anything is sent: %s',
		async (_path, slot) => {
			for (const [value, parameters] of fillings(slot)) {
				const error = await attempt(parameters);
				const shown = `${error?.message} ${error?.description ?? ''}`;
				expect([value, shown]).toEqual([value, expect.stringMatching(refusalOf(slot))]);
				expect(shown).not.toMatch(JAVASCRIPT_ERROR);
			}
			expect(simulated.simulator.requests).toEqual([]);
		},
	);

	it.each(
		slots.filter((slot) => nearValues(slot).length > 0).map((slot) => [slot.path, slot] as const),
	)('takes other case and the text of numbers and yes or no: %s', async (_path, slot) => {
		if (!takesExpression(slot)) return;
		for (const value of nearValues(slot)) {
			const error = await attempt(slot.fill(expressionFor(value)));
			expect(error?.description ?? '').not.toContain('Nothing was sent to AFAS. When');
		}
	});
});
