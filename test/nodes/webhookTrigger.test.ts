import type { INode, INodeParameters } from 'n8n-workflow';
import { createSimulator, type Simulator } from '../simulator/server';
import { type Received, signedWith, WebhookEngine } from './webhookEngine';

const SECRET = 'a password of some length';

let events = 0;

/** A notification as Profit writes it, with another EventId each time. */
function notification(changes: Record<string, unknown> = {}): Record<string, unknown> {
	events += 1;
	return {
		EventId: `event ${events}`,
		EnvironmentId: '12345AA',
		EventType: 'subject.updated',
		Data: { SubjectTypeId: -4, SubjectId: 7 },
		Timestamp: '2026-06-08T09:20:56.1351565Z',
		...changes,
	};
}

async function send(
	engine: WebhookEngine,
	message: unknown,
	headers: Record<string, string> = {},
): Promise<Received> {
	const body = typeof message === 'string' ? message : JSON.stringify(message);
	return await engine.receive({ body, headers: { ...signedWith(SECRET, body), ...headers } });
}

const create = async (parameters: INodeParameters = {}, more: object = {}) =>
	await WebhookEngine.create({ secret: SECRET, parameters, ...more });

describe('a notification that Profit signed', () => {
	it('is answered, and starts the workflow with what it says', async () => {
		const { status, content, execution } = await send(
			await create(),
			notification({ EventId: 'first' }),
		);
		expect([status, content]).toEqual([200, { status: 'accepted' }]);
		expect((await execution?.())?.items).toEqual([
			{
				eventId: 'first',
				environmentId: '12345AA',
				eventType: 'subject.updated',
				timestamp: '2026-06-08T09:20:56.135Z',
				subjectTypeId: -4,
				subjectId: 7,
			},
		]);
	});

	it('keeps its own fields where its data has the same ones', async () => {
		const Data = { EventType: 'subject.deleted', EventId: 'x', Timestamp: 'y' };
		const { execution } = await send(await create(), notification({ EventId: 'own', Data }));
		const [item] = (await execution?.())?.items ?? [];
		expect(item).toMatchObject({ eventId: 'own', eventType: 'subject.updated' });
		expect(item?.timestamp).toBe('2026-06-08T09:20:56.135Z');
	});

	it.each<[string, unknown]>([
		['no JSON', '{"EventId":'],
		['empty', ''],
		['a list', [notification()]],
		['without EventId', { EventType: 'subject.created' }],
	])('starts nothing when it is %s', async (_what, message) => {
		const { status, content, execution } = await send(await create(), message);
		expect([status, execution]).toEqual([400, undefined]);
		expect(content.message).toMatch(/no notification of Profit/);
	});

	it('is answered when its event is not chosen, and starts nothing', async () => {
		const engine = await create({ events: ['subject.deleted'] });
		const { status, content, execution } = await send(engine, notification());
		expect([status, content, execution]).toEqual([200, { status: 'ignored' }, undefined]);
	});

	it('is answered when its event is one of a later version of Profit', async () => {
		const later = notification({ EventType: 'subject.archived' });
		expect((await send(await create(), later)).content).toEqual({ status: 'ignored' });
	});
});

describe('what Profit did not sign', () => {
	const body = JSON.stringify(notification());
	const refused = async (headers: Record<string, string>, message = body) => {
		const received = await (await create()).receive({ body: message, headers });
		expect([received.status, received.execution]).toEqual([401, undefined]);
		expect(received.content.message).toMatch(/not signed with the password/);
		return received;
	};

	it('is refused with another password or other bytes', async () => {
		await refused(signedWith('another password', body));
		await refused(signedWith(SECRET, body), `${body} `);
	});

	it.each<[string, Record<string, string>]>([
		['without a signature', {}],
		['with one of another kind', { 'x-profit-signature-256': 'sha1=abc' }],
		['with several', { 'x-profit-signature-256': `sha256=${'0'.repeat(64)}, sha256=0` }],
	])('is refused %s, and not even read', async (_what, headers) => {
		expect((await refused(headers)).isRead).toBe(false);
	});

	it('is refused whatever its body is', async () => {
		for (const message of ['', '{', 'naam=Jansen', '\0'.repeat(100)]) {
			await refused(signedWith('another password', message), message);
		}
	});

	it('never gets to see the password', async () => {
		const { content } = await refused(signedWith('x', body));
		expect(JSON.stringify(content)).not.toContain(SECRET);
	});
});

describe('a body that cannot be taken', () => {
	const large = Buffer.alloc(1_000_001, ' ');

	it('is not read when it says that it is too large', async () => {
		const { status, isRead, execution } = await (
			await create()
		).receive({ body: large, headers: signedWith(SECRET, large) });
		expect([status, isRead, execution]).toEqual([413, false, undefined]);
	});

	it('is refused when it turns out to be too large', async () => {
		const { status, execution } = await (
			await create()
		).receive({ body: large, headers: { ...signedWith(SECRET, large), 'content-length': '' } });
		expect([status, execution]).toEqual([413, undefined]);
	});

	it.each([
		['above what n8n takes', 'entity.too.large', 413],
		['with broken compression', 'Z_DATA_ERROR', 400],
	])('is refused %s', async (_what, type, expected) => {
		const unreadable = Object.assign(new Error('n8n could not read it'), { type });
		const engine = await create();
		const headers = signedWith(SECRET, 'x');
		const { status, execution } = await engine.receive({ body: 'x', headers, unreadable });
		expect([status, execution]).toEqual([expected, undefined]);
	});
});

describe('a password that is not there', () => {
	it.each([
		['empty', ''],
		['deleted', undefined],
	])('lets nobody in when it is %s, and has Profit try again later', async (_what, secret) => {
		const engine = await create();
		engine.secret = secret;
		const body = JSON.stringify(notification());
		const { status, execution } = await engine.receive({ body, headers: signedWith('', body) });
		expect([status, execution]).toEqual([500, undefined]);
		await expect(engine.activate()).rejects.toThrow();
	});

	it('is told at activation', async () => {
		const engine = await create();
		await expect(engine.activate()).resolves.toBeUndefined();
		engine.secret = '';
		await expect(engine.activate()).rejects.toThrow('The webhook has no password');
	});
});

describe('the test of the password', () => {
	const result = async (secret: string) => await (await create()).testPassword(secret);

	it('looks at the password alone', async () => {
		expect(await result(SECRET)).toMatchObject({ status: 'OK' });
		expect((await result('short'))?.message).toMatch(/16 characters or more/);
		expect(await result(' ')).toMatchObject({ status: 'Error', message: /empty/ });
		expect(await result(`${SECRET}\n`)).toMatchObject({ status: 'Error', message: /line break/ });
	});
});

describe('an event that comes again', () => {
	const repeated = [200, { status: 'repeated' }, undefined];

	it('starts nothing, not even before the first one has ended', async () => {
		const engine = await create();
		const message = notification();
		const [first, second] = await Promise.all([send(engine, message), send(engine, message)]);
		expect(first.execution).toBeDefined();
		expect([second.status, second.content, second.execution]).toEqual(repeated);
		await first.execution?.();
		const third = await send(engine, message);
		expect([third.status, third.content, third.execution]).toEqual(repeated);
	});

	it('starts another workflow all the same', async () => {
		const message = notification();
		expect((await send(await create(), message)).execution).toBeDefined();
		expect((await send(await create(), message)).execution).toBeDefined();
	});

	it('is new when nothing was started for it', async () => {
		const engine = await create({ events: ['subject.updated'] });
		const message = notification();
		const body = JSON.stringify(message);
		await send(engine, { ...message, EventType: 'subject.created' });
		await engine.receive({ body, headers: signedWith('x', body) });
		engine.secret = undefined;
		await engine.receive({ body, headers: signedWith(SECRET, body) });
		engine.secret = SECRET;
		expect((await send(engine, message)).execution).toBeDefined();
	});

	it('is known after a restart, also when others came at the same time', async () => {
		const engine = await create();
		const messages = Array.from({ length: 20 }, () => notification());
		// Each of these starts from what was saved before them all, and saves over the others.
		await Promise.all(messages.map(async (message) => await send(engine, message)));
		const restarted = await create();
		restarted.saved = engine.saved;
		for (const message of messages) {
			expect((await send(restarted, message)).content).toEqual({ status: 'repeated' });
		}
		expect((await send(restarted, notification())).execution).toBeDefined();
	});

	it('is known when another process took it', async () => {
		const [one, other] = [await create(), await create()];
		const message = notification();
		await send(one, message);
		other.saved = one.saved;
		expect((await send(other, message)).content).toEqual({ status: 'repeated' });
		await send(other, notification());
		expect(JSON.parse(other.saved)).toEqual({
			'node:AFAS Webhook Trigger': { events: [message.EventId, `event ${events}`] },
		});
	});

	it('is remembered with 200 others', async () => {
		const engine = await create();
		for (let count = 0; count < 210; count++) await send(engine, notification());
		const state = JSON.parse(engine.saved) as Record<string, { events: string[] }>;
		const kept = state['node:AFAS Webhook Trigger']?.events ?? [];
		expect(kept).toHaveLength(200);
		expect(kept.at(-1)).toBe(`event ${events}`);
	});
});

describe('while somebody listens in the editor', () => {
	const listening = async (parameters: INodeParameters = {}) => {
		const engine = await create(parameters);
		engine.mode = 'manual';
		return engine;
	};
	const test = () => notification({ EventType: 'test.executed', Data: { SubscriptionId: 1 } });

	it('the test message is shown, chosen or not', async () => {
		const engine = await listening({ events: ['subject.created'] });
		expect((await send(engine, test())).execution).toBeDefined();
		expect((await send(engine, notification())).content).toEqual({ status: 'ignored' });
	});

	it('an event may come again, and counts for nothing later', async () => {
		const engine = await listening();
		const message = notification();
		expect((await send(engine, message)).execution).toBeDefined();
		expect((await send(engine, message)).execution).toBeDefined();
		expect(engine.saved).toBe('{}');
		engine.mode = 'webhook';
		expect((await send(engine, message)).execution).toBeDefined();
	});

	it('and not later, the test message starts a workflow that did not choose it', async () => {
		const engine = await create({ events: ['subject.created'] });
		expect((await send(engine, test())).content).toEqual({ status: 'ignored' });
		expect((await send(await create(), test())).execution).toBeDefined();
	});
});

describe('the dossier item', () => {
	let simulator: Simulator;
	let subjectId: number;

	beforeAll(async () => {
		simulator = await createSimulator();
		subjectId = Number(simulator.company.rowsOf('Profit_Subjects')[0]?.SubjectId);
	});
	afterEach(() => simulator.faults.clear());
	afterAll(async () => await simulator.close());

	const fetching = async (changes: INodeParameters = {}, onError?: INode['onError']) =>
		await create(
			{
				fetchSubject: true,
				getConnector: { __rl: true, mode: 'id', value: 'Profit_Subjects' },
				subjectIdField: 'SubjectId',
				...changes,
			},
			{ baseUrl: simulator.baseUrl, onError },
		);
	const about = (id: unknown, EventType = 'subject.updated') =>
		notification({ EventType, Data: { SubjectTypeId: 1, SubjectId: id } });

	it('is read when Profit has its answer, not before', async () => {
		simulator.clearRequests();
		const { status, execution } = await send(await fetching(), about(subjectId));
		expect([status, simulator.requests.length]).toEqual([200, 0]);
		const { items = [], error } = (await execution?.()) ?? {};
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.subjectId).toBe(subjectId);
		expect(items[0]?.subject).toMatchObject({ SubjectId: subjectId });
		const { DateCreated } = items[0]?.subject as Record<string, unknown>;
		expect(DateCreated).toMatch(/^\d{4}-\d\d-\d\d(T[\d:]+\+0[12]:00)?$/);
	});

	it.each([
		['after a deletion', () => about(subjectId, 'subject.deleted'), 0],
		['in a test message', () => notification({ EventType: 'test.executed', Data: {} }), 0],
		['when the GetConnector has none', () => about(99_999_999), 1],
	])('is null %s', async (_what, message, reads) => {
		const { execution } = await send(await fetching(), message());
		simulator.clearRequests();
		const { items, error } = (await execution?.()) ?? {};
		expect(error).toBeUndefined();
		expect(items?.[0]?.subject).toBeNull();
		const asked = simulator.requests.filter(({ path }) => path.endsWith('/Profit_Subjects'));
		expect(asked.filter(({ path }) => path.includes('/connectors/'))).toHaveLength(reads);
	});

	it('that cannot be read fails the execution, which keeps the event', async () => {
		const message = about(subjectId);
		const { execution } = await send(await fetching({ subjectIdField: 'SubjectI' }), message);
		const { items, error, kept } = (await execution?.()) ?? {};
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/'SubjectI' \(did you mean 'SubjectId'\?\)/);
		expect(kept).toEqual([
			expect.objectContaining({
				eventId: message.EventId,
				subjectId,
				eventType: 'subject.updated',
			}),
		]);
	});

	it('that cannot be read leaves the event to a node that continues', async () => {
		const engine = await fetching({ subjectIdField: 'SubjectI' }, 'continueRegularOutput');
		const { execution } = await send(engine, about(subjectId));
		const { items, error } = (await execution?.()) ?? {};
		expect(error).toBeUndefined();
		expect(items).toEqual([
			expect.objectContaining({
				subjectId,
				subject: null,
				fetchError: {
					message: expect.stringContaining("'SubjectI'"),
					description: expect.stringContaining('Choose the field again'),
				},
			}),
		]);
	});

	it('that cannot be read goes to the error output with the event', async () => {
		const engine = await fetching({ subjectIdField: 'SubjectI' }, 'continueErrorOutput');
		const { execution } = await send(engine, about(subjectId));
		const { items, errorItems } = (await execution?.()) ?? {};
		expect(items).toEqual([]);
		expect(errorItems).toEqual([
			{
				error: expect.stringContaining("'SubjectI'"),
				message: expect.stringContaining('Choose the field again'),
				details: expect.objectContaining({ subjectId, eventType: 'subject.updated' }),
			},
		]);
	});

	it('fails in the words of AFAS when it refuses the connector', async () => {
		const connector = { __rl: true, mode: 'id', value: 'Profit_Subject' };
		const { execution } = await send(await fetching({ getConnector: connector }), about(subjectId));
		const { error } = (await execution?.()) ?? {};
		expect(`${error?.message} ${error?.description}`).toContain('Profit_Subjects');
	});
});
