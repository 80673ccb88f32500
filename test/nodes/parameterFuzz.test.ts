/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, never shipped */
import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { Afas } from '../../nodes/Afas/Afas.node';
import { AfasTrigger } from '../../nodes/Afas/AfasTrigger.node';
import { AfasWebhookTrigger } from '../../nodes/Afas/AfasWebhookTrigger.node';
import { type Random, seededRandom } from '../seededRandom';
import { randomWritingModes } from '../simulator/randomModes';
import type { ShownError } from './engine';
import { expressionFor, nearValues, type Slot, slotsOf, wrongValues } from './parameterSlots';
import { PollingEngine } from './pollingEngine';
import { type Simulated, startSimulated } from './simulated';
import { WebhookEngine } from './webhookEngine';

/** Parameter sets for each node; one line of them is enough to see a fault again: RUNS=1 SEED=... */
const RUNS = Number(process.env.RUNS ?? 200);
const SEED = Number(process.env.SEED ?? 1);

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

/** What JavaScript says of its own mistakes. */
const JAVASCRIPT_ERROR =
	/cannot (read|destructure|convert|set)|is not (a function|iterable|defined|a constructor)|\[object/i;

/** A place and the expression in it that gives a wrong value, different from all others. */
interface Wrong {
	readonly slot: Slot;
	readonly expression: string;
}

/** A whole set of parameters, and what it is known to hold. */
interface Chosen {
	readonly parameters: INodeParameters;
	/** Values that a parameter may not have. */
	readonly wrong: readonly Wrong[];
	readonly isDryRun: boolean;
}

const pick = <T>(random: Random, list: readonly T[]): T =>
	list[Math.floor(random() * list.length)] as T;

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** What people fill in in a place, by its name, where its type doesn't tell. */
const USUAL_VALUES: Readonly<Record<string, readonly unknown[]>> = {
	authentication: ['token', 'token', 'token', 'oAuth2'],
	getConnector: [locator('Profit_Debtor'), locator('Profit_Debtor'), locator('Bestaat_Niet')],
	biModel: [locator('Leeg'), locator('Financiele mutaties'), locator('Verkoopomzet'), locator('x')],
	table: [locator(''), locator('Debiteuren'), locator('..')],
	filterOData: ['', 'Omzet gt 1000'],
	lookupConnector: [locator('Profit_OrgPer')],
	updateConnector: [locator('KnPerson'), locator('KnPerson'), locator('KnSubject')],
	record: ['{"BcCo":"100001","LaNm":"Jansen"}', '={{ $json }}', '[]', '{'],
	body: ['{"KnPerson":{"Element":{"@BcCo":"100001","Fields":{"LaNm":"Jansen"}}}}', '{'],
	filterJson: ['[[{"field":"DebtorId","operator":"equals","value":"10001"}]]', '{', '[]'],
	modifiedFields: [['ModifiedDate'], 'ModifiedDate', ['CreateDate', 'ModifiedDate'], ['Blocked']],
	createdField: ['', 'CreateDate', 'DebtorName'],
	startFrom: ['', '2026-01-31', '31-01-2026 10:00', 'gisteren'],
	subjectId: ['48761', '48015', 'x'],
	task: [locator('Klacht beoordelen'), locator('Bestaat niet')],
	action: [locator('Goedkeuren'), locator('Bestaat niet')],
	delegateTo: ['', '12345.JANSEN'],
	reactionFiles: ['', 'data'],
	workflow: ['', 'Klachtafhandeling'],
	tasksConnector: ['', 'Lindeboom_Taken', 'Bestaat_Niet'],
	actionsConnector: ['', 'Lindeboom_Workflowacties'],
	subjectIdField: ['DebtorId'],
	column: ['BcCo', 'Name'],
	clearFields: ['', 'EmAd', '["EmAd"]'],
	groupBy: ['', 'BcCo'],
	linesObject: ['', 'KnBankAccount'],
	subObject: ['', '', 'KnBankAccount'],
	fields: [{ mappingMode: 'defineBelow', value: { BcCo: '100001', LaNm: 'Jansen' } }],
	keys: [{ mappingMode: 'defineBelow', value: { BcCo: '100001' } }],
	path: ['KnSubject/@SbId/999999999', '../..'],
	sections: [[], ['KnBankAccount']],
};

/** Values that a parameter may have, and some that only AFAS or the record can judge. */
function rightValues({ property: { name, type, typeOptions, options, default: preset } }: Slot) {
	const usual = USUAL_VALUES[name];
	if (usual !== undefined) return usual;
	if (type === 'boolean') return [true, false];
	if (type === 'number') return [preset, typeOptions?.minValue ?? 1, typeOptions?.maxValue ?? 100];
	if (options !== undefined && !typeOptions?.loadOptionsMethod) {
		const values = (options as Array<{ value: unknown }>).map(({ value }) => value);
		return type === 'multiOptions' ? [[values[0]], preset, values] : values;
	}
	return type === 'multiOptions' ? [['DebtorId'], 'DebtorId', []] : ['DebtorId', 'BcCo', '10001'];
}

/** One value in a place: mostly right, sometimes nearly or not at all. */
function valueFor(slot: Slot, random: Random): { value: unknown; isWrong: boolean } {
	const chance = random();
	const wrong = wrongValues(slot);
	const near = nearValues(slot);
	if (chance < 0.08 && wrong.length > 0 && slot.property.noDataExpression !== true) {
		const expression = expressionFor(pick(random, wrong)).slice('={{ '.length, -' }}'.length);
		const mark = Math.floor(random() * 1e9);
		return { value: `={{ [${expression}, ${mark}][0] }}`, isWrong: true };
	}
	if (chance < 0.25 && near.length > 0 && slot.property.noDataExpression !== true) {
		return { value: expressionFor(pick(random, near)), isWrong: false };
	}
	return { value: pick(random, rightValues(slot)), isWrong: false };
}

/** Whether a place belongs to what the set has chosen so far, as n8n would show it. */
function belongs(slot: Slot, parameters: INodeParameters): boolean {
	const needed = slot.fill(undefined);
	return Object.entries(needed).every(
		([name, value]) =>
			value === undefined ||
			typeof value === 'object' ||
			parameters[name] === undefined ||
			parameters[name] === value,
	);
}

/** Puts a parameter into a set beside those that are there: options of a collection keep each other. */
function merged(parameters: INodeParameters, more: INodeParameters, root: string): INodeParameters {
	const before = parameters[root];
	const value = more[root];
	const isCollection = root === 'options' && typeof before === 'object' && before !== null;
	const own = isCollection ? { ...before, ...(value as object) } : value;
	return { ...more, ...parameters, [root]: own as INodeParameters[string] };
}

function chosenSet(description: INodeTypeDescription, seed: number): Chosen {
	const random = seededRandom(seed);
	const slots = slotsOf(description);
	const start = pick(random, slots.filter(isPlain));
	let parameters = start.fill(pick(random, rightValues(start)));
	const wrong: Wrong[] = [];
	for (const slot of slots.filter(isPlain)) {
		if (!belongs(slot, parameters) || random() < 0.4) continue;
		const { value, isWrong } = valueFor(slot, random);
		parameters = merged(parameters, slot.fill(value), slot.root);
		if (isWrong) wrong.push({ slot, expression: String(value) });
	}
	return { parameters, wrong, isDryRun: isDryRun(parameters) };
}

const isPlain = ({ property }: Slot) => !['resource', 'operation'].includes(property.name);

function isDryRun({ options }: INodeParameters): boolean {
	return (options as { dryRun?: unknown } | undefined)?.dryRun === true;
}

/**
 * The wrong values that n8n certainly hands to the node: it kept them, and nothing on which it depends
 * whether they are shown is an expression.
 */
function handedOver({ wrong, parameters }: Chosen, description: INodeTypeDescription): Wrong[] {
	const node = { typeVersion: 1 };
	const kept =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	const text = JSON.stringify(kept);
	return wrong.filter(
		({ slot, expression }) =>
			text.includes(JSON.stringify(expression)) &&
			Object.entries(slot.conditions).every(([name, value]) => kept[name] === value) &&
			!dependsOnExpression(slot, kept),
	);
}

function dependsOnExpression({ property }: Slot, { options = {} }: INodeParameters): boolean {
	const beside = options as Readonly<Record<string, unknown>>;
	return Object.keys(property.displayOptions?.show ?? {}).some((name) =>
		String(beside[name] ?? '').startsWith('='),
	);
}

type Try = (parameters: INodeParameters) => Promise<ShownError | undefined>;

async function errorOf(promise: Promise<unknown>): Promise<ShownError | undefined> {
	return await promise.then(
		() => undefined,
		(error: unknown) => error as ShownError,
	);
}

const NODES: ReadonlyArray<readonly [string, INodeTypeDescription, Try]> = [
	[
		'AFAS',
		new Afas().description,
		async (parameters) =>
			await simulated.engine.run({ parameters, input: [{ BcCo: '100001' }] }).then(
				({ error }) => error,
				(error: unknown) => error as ShownError,
			),
	],
	[
		'AFAS Trigger',
		new AfasTrigger().description,
		async (parameters) =>
			await errorOf((await PollingEngine.create(simulated.simulator, parameters)).activate()),
	],
	[
		'AFAS Webhook Trigger',
		new AfasWebhookTrigger().description,
		async (parameters) => {
			const { baseUrl } = simulated.simulator;
			const engine = await WebhookEngine.create({ secret: 'geheim', parameters, baseUrl });
			return await errorOf(engine.activate());
		},
	],
];

describe.each(NODES)('random parameters of %s', (_, description, attempt) => {
	it(`${RUNS} sets from seed ${SEED}: no crash, no silent default, no unasked write`, async () => {
		const counts = { handedOver: 0, refused: 0, ended: 0, wrote: 0 };
		for (let seed = SEED; seed < SEED + RUNS; seed++) {
			const chosen = chosenSet(description, seed);
			simulated.simulator.clearRequests();
			Object.assign(simulated.simulator.company.modes, randomWritingModes(seededRandom(seed)));
			const error = await attempt(chosen.parameters);
			const shown = `${error?.message ?? ''} ${error?.description ?? ''}`;
			expect([seed, shown]).toEqual([seed, expect.not.stringMatching(JAVASCRIPT_ERROR)]);
			const writes = simulated.simulator.requests.filter(({ method }) => method !== 'GET');
			if (chosen.isDryRun) expect([seed, writes]).toEqual([seed, []]);
			if (handedOver(chosen, description).length > 0) {
				counts.handedOver += 1;
				expect([seed, error === undefined]).toEqual([seed, false]);
				expect([seed, simulated.simulator.requests]).toEqual([seed, []]);
			}
			if (shown.includes('Nothing was sent to AFAS')) {
				counts.refused += 1;
				expect([seed, simulated.simulator.requests]).toEqual([seed, []]);
			}
			if (error === undefined) counts.ended += 1;
			if (writes.length > 0) counts.wrote += 1;
		}
		if (process.env.RUNS !== undefined) console.info(counts);
		expect(counts.handedOver).toBeGreaterThan(RUNS / 20);
		expect(counts.refused).toBeGreaterThanOrEqual(counts.handedOver);
		expect(counts.refused).toBeLessThan(RUNS);
	}, 600_000);
});
