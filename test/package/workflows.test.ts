/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type IConnections, type INode, NodeHelpers } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { subjectNumber } from '../../nodes/Afas/profit/files/fileReference';
import { AfasNodes } from './afasNodes';

const FOLDER = resolve(__dirname, '../../workflows');

interface ExampleWorkflow {
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
}

const examples = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => {
		const text = readFileSync(resolve(FOLDER, file), 'utf8');
		return [file, JSON.parse(text) as ExampleWorkflow, text] as const;
	});

let afasNodes: AfasNodes;

beforeAll(async () => {
	afasNodes = await AfasNodes.load();
});

const noteOf = ({ nodes }: ExampleWorkflow) =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => String(parameters.content))
		.join('\n');

it('there are twelve or more, each with a name of its own', () => {
	expect(examples.length).toBeGreaterThanOrEqual(12);
	expect(new Set(examples.map(([, { name }]) => name)).size).toBe(examples.length);
});

it('names that a node has not are found, wherever they are', () => {
	const condition = [{ field: 'A', operater: 'equals' }, { operator: 'equal' }];
	const parameters = {
		resource: 'getConector',
		retrnAll: true,
		filters: { group: [{ conditions: { condition } }], groep: [] },
		options: { pageSiz: 1, dates: 'auto', pagination: 'snel' },
	};
	expect(afasNodes.unknownParameters({ type: 'n8n-nodes-afas.afas', parameters })).toEqual([
		'resource: getConector',
		'retrnAll',
		'filters.group.conditions.condition.operater',
		'filters.group.conditions.condition.operator: equal',
		'filters.groep',
		'options.pageSiz',
		'options.pagination: snel',
	]);
});

describe.each(examples)('%s', (_, workflow, text) => {
	it('has AFAS nodes with parameters that exist and are complete', () => {
		const nodes = workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-afas.'));
		expect(nodes.length).toBeGreaterThan(0);
		for (const node of nodes) {
			const { properties, ...description } = afasNodes.description(node.type);
			expect(afasNodes.unknownParameters(node)).toEqual([]);
			const issues = NodeHelpers.getNodeParametersIssues(properties, node, {
				properties,
				...description,
			});
			expect(issues?.parameters ?? {}).toEqual({});
		}
	});

	it('holds no credentials and nothing of the machine it was made on', () => {
		expect(workflow.nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(text).not.toMatch(/127\.0\.0\.1|localhost|"(instanceId|meta|pinData|webhookId)"/);
	});

	it('connects nodes that are there, and leaves none alone', () => {
		const names = new Set(workflow.nodes.map(({ name }) => name));
		expect(names.size).toBe(workflow.nodes.length);
		const targets = Object.values(workflow.connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((lists) =>
				lists.flatMap((list) => (list ?? []).map((connection) => connection.node)),
			),
		);
		const connected = new Set([...targets, ...Object.keys(workflow.connections)]);
		const loose = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		expect([...connected].filter((name) => !names.has(name))).toEqual([]);
		expect(loose.map(({ name }) => name).filter((name) => !connected.has(name))).toEqual([]);
	});

	it('says in three sentences what to change, with names of nodes that are there', () => {
		const [, change = ''] = noteOf(workflow).split('**Wat je aanpast:** ');
		expect(change.match(/[^.]+\.(?= [A-Z]|$)/g)).toHaveLength(3);
		const names = workflow.nodes.map(({ name }) => name);
		const quoted = [...change.matchAll(/(?<!\w)'([^']{8,})'(?!\w)/g)].map(([, name = '']) => name);
		expect(quoted.filter((name) => !names.includes(name))).toEqual([]);
	});
});

describe('the mark of examples that keep a database in step', () => {
	/** Looking back, as the examples write it: from a mark to the moment from which they read. */
	const lookingBack = (text: string): Array<(mark: string) => string> =>
		[...text.matchAll(/=\{\{ (DateTime\.fromISO\([^}]*gelezen_tot[\s\S]*?\)) \}\}/g)].map(
			([, expression = '']) => {
				const source = expression.replace(/\$\('[^']+'\)\.first\(\)\.json\.gelezen_tot/, 'mark');
				// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- an expression of ours
				const calculate = new Function('DateTime', 'mark', `return ${source}`) as (
					time: typeof DateTime,
					mark: string,
				) => string;
				return (mark) => calculate(DateTime, mark);
			},
		);

	const keeping = examples.filter(([file]) => /-to-(postgres|data-table)\.json$/.test(file));

	it.each(keeping)(
		'goes back 65 minutes on the clock of Profit, in October too: %s',
		(_, __, text) => {
			const each = lookingBack(text);
			expect(keeping).toHaveLength(4);
			expect(each.length).toBeGreaterThan(0);
			for (const since of each) {
				expect(since('2026-06-10T09:00:00')).toBe('2026-06-10T07:55:00');
				// Of the hour that came twice, the second time may have been read only in part.
				expect(since('2026-10-25T03:01:00')).toBe('2026-10-25T01:56:00');
				expect(since('2026-10-25T02:59:00')).toBe('2026-10-25T01:54:00');
				expect(since('2026-03-29T03:01:00')).toBe('2026-03-29T01:56:00');
			}
		},
	);

	it.each(keeping)('is the clock of Profit, without a zone: %s', (_, { nodes }) => {
		const newest = nodes.find(({ name }) => name === 'Nieuwste wijziging');
		expect(newest?.parameters.options).toMatchObject({ dates: 'local' });
	});
});

describe('the number of the dossier item in a chat message', () => {
	const [, { nodes }] =
		examples.find(([file]) => file === 'approve-from-chat.json') ?? examples[0]!;

	/** What the example gives to the AFAS nodes, as n8n evaluates the expression. */
	function numberIn(chatInput: string): unknown {
		const { assignments } = nodes.find(({ name }) => name === 'Bericht lezen')?.parameters as {
			assignments: { assignments: Array<{ name: string; value: string }> };
		};
		const { value = '' } = assignments.assignments.find(({ name }) => name === 'nummer') ?? {};
		const expression = /^=\{\{(.*)\}\}$/.exec(value)?.[1] ?? '';
		// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- an expression of ours
		const read = new Function('$json', `return ${expression}`) as ($json: object) => unknown;
		return read({ chatInput });
	}

	it('is the whole first part', () => {
		for (const message of ['48015', ' 48015 , Klacht beoordelen, Goedkeuren']) {
			expect(subjectNumber(numberIn(message))).toBe('48015');
		}
	});

	it.each(['48015 en 48016, A, B', 'klant 12 item 48015', '48.015', 'goedkeuren', ''])(
		'is never put together from digits: %j is refused',
		(message) => {
			expect(() => subjectNumber(numberIn(message))).toThrow("'Dossier Item ID' is");
		},
	);
});
