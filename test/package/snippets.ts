/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	extractFromAICalls,
	type IDataObject,
	type INode,
	type INodeParameters,
	NodeHelpers,
} from 'n8n-workflow';
import packageJson from '../../package.json';
import { readSnapshot } from '../../nodes/Afas/profit/definition/readSnapshot';
import { parseFilterJson } from '../../nodes/Afas/profit/filter/filterJson';
import { EVENT_TYPES, readNotification } from '../../nodes/Afas/profit/webhook/notification';
import type { NodeRun } from '../nodes/engine';
import { reading, type Simulated, startSimulated } from '../nodes/simulated';
import type { AfasNodes } from './afasNodes';
import type { Fence, Page } from './pages';

const FILE = { data: 'JVBERi0=', fileName: 'a.pdf', mimeType: 'application/pdf' };

/**
 * Runs what a page has between its code fences, in the order in which it stands there. The word after
 * the language says how; a fence that says nothing fails, so that none is left unchecked.
 *
 * - `filter X`: a filter in JSON, that finds rows in GetConnector X
 * - `input`: input items for the next `node`
 * - `node`: parameters of an AFAS node, which is run
 * - `output`: what the items of the last `node` begin with, field by field
 * - `record|body create|update|delete X`: what UpdateConnector X takes
 * - `refused create|update X`: a record that UpdateConnector X does not take
 * - `refusal`: the message about the last `refused`
 * - `environment`: every field that Metainfo: Get Environment gives
 * - `snapshot`: a snapshot that Metainfo: Compare takes
 * - `trigger`: parameters of an AFAS trigger, which exist and are complete
 * - `notification`: what the webhook trigger gives for a notification of Profit
 * - `workflow`: a workflow to paste, with AFAS nodes whose parameters exist and are complete
 * - `expression`: an expression of n8n
 * - `openssl`: a command for a shell, which makes files
 * - no word at all: commands of this project
 */
export class SnippetRunner {
	private input: IDataObject[] | undefined;
	private last: NodeRun | undefined;

	private constructor(
		private readonly simulated: Simulated,
		private readonly nodes: AfasNodes,
	) {}

	static async start(nodes: AfasNodes): Promise<SnippetRunner> {
		return new SnippetRunner(await startSimulated(), nodes);
	}

	async stop(): Promise<void> {
		await this.simulated.simulator.close();
	}

	/** Expects every snippet to be true. */
	async run({ path, fences }: Page): Promise<void> {
		for (const fence of fences) {
			const reason = await this.runOne(fence).then(
				() => '',
				(error: Error) => `${path}: \`\`\`${fence.info}\n${fence.text}\n${error.message}`,
			);
			expect(reason).toBe('');
		}
	}

	private async runOne({ info, text }: Fence): Promise<void> {
		const [language = '', how = '', ...words] = info.split(' ');
		const json = () => JSON.parse(text) as IDataObject;
		switch (`${language} ${how}`.trim()) {
			case 'json filter':
				return await this.filter(text, words[0] ?? '');
			case 'json input':
				this.input = JSON.parse(text) as IDataObject[];
				return;
			case 'json node':
				return await this.node(json() as INodeParameters);
			case 'json output':
				expect(this.last?.items.map((item) => item.json)).toMatchObject(JSON.parse(text) as object);
				return;
			case 'json record':
			case 'json body':
				return await this.write(how as 'record' | 'body', words, json());
			case 'json refused':
				this.last = await this.send('record', words, json());
				expect(this.last.error).toBeDefined();
				expect(this.writes()).toEqual([]);
				return;
			case 'text refusal':
				expect(this.last?.error?.message).toContain(text.trim());
				return;
			case 'json environment':
				return await this.environment(json());
			case 'json snapshot':
				readSnapshot(json());
				return;
			case 'json trigger':
				return this.complete('n8n-nodes-afas.afasTrigger', json() as INodeParameters);
			case 'json notification':
				return isNotification(json());
			case 'json workflow':
				return this.workflow(json());
			case 'text expression':
				return await this.expression(text.trim());
			case 'sh openssl':
				return makesCertificate(text);
			case '':
				return namesScripts(text);
			default:
				throw new Error('Nothing says how to run this.');
		}
	}

	private async filter(filterJson: string, connector: string): Promise<void> {
		expect(parseFilterJson(filterJson).length).toBeGreaterThan(0);
		const run = await this.simulated.engine.run(
			reading(connector, { filterType: 'json', filterJson }),
		);
		expect(run.error?.message).toBeUndefined();
		expect(run.items.length).toBeGreaterThan(0);
	}

	private async node(parameters: INodeParameters): Promise<void> {
		expect(this.nodes.unknownParameters({ type: 'n8n-nodes-afas.afas', parameters })).toEqual([]);
		this.last = await this.simulated.engine.run({ parameters, input: this.input });
		this.input = undefined;
		expect(this.last.error?.message).toBeUndefined();
		expect(this.last.items.length).toBeGreaterThan(0);
	}

	private async write(mode: 'record' | 'body', words: string[], data: IDataObject): Promise<void> {
		this.last = await this.send(mode, words, data);
		const { message, description } = this.last.error ?? {};
		expect([message, description]).toEqual([undefined, undefined]);
		expect(this.writes()).toHaveLength(1);
	}

	private async send(
		mode: 'record' | 'body',
		[operation = '', connector = '']: string[],
		data: IDataObject,
	) {
		this.simulated.simulator.clearRequests();
		return await this.simulated.engine.run({
			parameters: {
				resource: 'updateConnector',
				operation,
				updateConnector: { __rl: true, mode: 'id', value: connector },
				dataMode: mode,
				[mode]: JSON.stringify(data),
			},
			binary: [{ data: FILE, data_1: FILE }],
		});
	}

	private writes(): string[] {
		const { requests } = this.simulated.simulator;
		return requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
	}

	private async environment(example: IDataObject): Promise<void> {
		const { items } = await this.simulated.engine.run({
			parameters: { resource: 'metainfo', operation: 'getEnvironment' },
		});
		expect(Object.keys(example)).toEqual(Object.keys(items[0]?.json ?? {}));
	}

	private workflow(workflow: IDataObject): void {
		const nodes = workflow.nodes as unknown as INode[];
		const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-afas.'));
		expect(ours.length).toBeGreaterThan(0);
		for (const { type, parameters } of ours) this.complete(type, parameters);
		const names = nodes.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections as object)));
	}

	private complete(type: string, parameters: INodeParameters): void {
		const description = this.nodes.description(type);
		expect(this.nodes.unknownParameters({ type, parameters })).toEqual([]);
		const node = { parameters, typeVersion: description.defaultVersion ?? 1 } as INode;
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
		expect(issues?.parameters ?? {}).toEqual({});
	}

	/** Expressions give a moment to compare with; those for AI agents name what a model fills in. */
	private async expression(expression: string): Promise<void> {
		if (expression.includes('$fromAI')) {
			expect(extractFromAICalls(expression).length).toBeGreaterThan(0);
			return;
		}
		const condition = [
			{ field: 'ModifiedDate', operator: 'greaterThanOrEqual', value: `=${expression}` },
		];
		const filters = { group: [{ conditions: { condition } }] };
		const run = await this.simulated.engine.run(
			reading('Profit_Debtor', { filterType: 'builder', filters }),
		);
		expect(run.error?.message).toBeUndefined();
		expect(this.simulated.simulator.requests.at(-1)?.query.filtervalues).toMatch(
			/^20\d\d-\d\d-\d\dT/,
		);
	}
}

function makesCertificate(command: string): void {
	const folder = mkdtempSync(join(tmpdir(), 'afas-docs-'));
	try {
		execFileSync('sh', ['-ec', command], { cwd: folder, stdio: 'ignore' });
		expect(readFileSync(join(folder, 'n8n-afas.key'), 'utf8')).toMatch(/BEGIN (RSA )?PRIVATE KEY/);
		expect(readFileSync(join(folder, 'n8n-afas.crt'), 'utf8')).toContain('BEGIN CERTIFICATE');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** As Profit sends it: names with a capital, and what it is about under `Data`. */
function isNotification(item: IDataObject): void {
	const capitals = (fields: IDataObject) =>
		Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [
				name[0]?.toUpperCase() + name.slice(1),
				value,
			]),
		);
	const { eventId, eventType, environmentId, timestamp, ...data } = item;
	const head = { eventId, eventType, environmentId, timestamp };
	const sent = JSON.stringify({ ...capitals(head), Data: capitals(data) });
	expect(readNotification(Buffer.from(sent))).toEqual({ ...head, data });
	expect(EVENT_TYPES).toContain(eventType);
}

function namesScripts(commands: string): void {
	const scripts: Readonly<Record<string, string>> = packageJson.scripts;
	const parts = commands.trim().split(/\n| && /);
	expect(parts.length).toBeGreaterThan(0);
	for (const part of parts) {
		const script = /^npm (?:run ([\w:-]+)|(test|ci))/.exec(part);
		const name = script?.[1] ?? script?.[2] ?? '';
		expect([part, name === 'ci' || name in scripts]).toEqual([part, true]);
	}
}
