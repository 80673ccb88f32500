import { lockTexts, type LockText } from '../simulator/messages';
import { reading, type Simulated, startSimulated, testConnector, testRows } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

const WORDINGS = Object.keys(lockTexts) as LockText[];

const log = (number: number) => ({ U001: '2026-11-01', U002: `Slot ${number}`, AuNu: true });

const writing = (operation: string, connector: string, more: object = {}) => ({
	parameters: {
		resource: 'updateConnector',
		operation,
		updateConnector: { __rl: true, mode: 'id', value: connector },
		dataMode: 'record',
		record: '={{ $json }}',
		...more,
	},
});

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

/** How often each record that a test wrote is there. */
function savedTimes(prefix: string): Map<string, number> {
	const times = new Map<string, number>();
	for (const row of simulated.simulator.company.rowsOf('Lindeboom_Onderhoudslog')) {
		for (const value of Object.values(row)) {
			if (typeof value !== 'string' || !value.startsWith(prefix)) continue;
			times.set(value, (times.get(value) ?? 0) + 1);
		}
	}
	return times;
}

const once = (prefix: string, count: number) =>
	new Map(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 1]));

describe('a lock that clears after two tries', () => {
	it('leaves a read of 25,000 rows complete, each row once', async () => {
		simulated.simulator.company.addGetConnector(testConnector('Test_Locked'), testRows(25_000));
		WORDINGS.forEach((wording, index) =>
			simulated.simulator.faults.inject({
				kind: 'locked',
				wording,
				match: { path: '/connectors/Test_Locked', nth: 3 + 4 * index },
			}),
		);
		simulated.simulator.faults.inject({
			kind: 'locked',
			match: { path: '/connectors/Test_Locked.*skip=0' },
			times: 2,
		});
		const { items, error } = await simulated.engine.run(
			reading('Test_Locked', { options: { pageSize: 1_000, parallelRequests: 5 } }),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Nummer)).toEqual(
			Array.from({ length: 25_000 }, (_, index) => index + 1),
		);
		const struck = simulated.simulator.requests.filter(({ fault }) => fault === 'locked');
		expect(struck).toHaveLength(WORDINGS.length + 2);
	}, 60_000);

	it.each([
		['one by one', {}],
		['five at a time', { parallelRequests: 5 }],
	])(
		'leaves 100 writes done, none doubled, %s',
		async (name, options) => {
			const input = Array.from({ length: 100 }, (_, index) => ({
				...log(index),
				U002: `${name} ${index}`,
			}));
			for (const [index, wording] of WORDINGS.entries()) {
				const match = { method: 'POST', path: 'KnCustomK01', nth: 10 * index + 1 };
				const again = { ...match, nth: 10 * index + 2 };
				simulated.simulator.faults.inject({ kind: 'locked', wording, match });
				simulated.simulator.faults.inject({ kind: 'locked', wording, match: again });
			}
			const { items, error } = await simulated.engine.run({
				...writing('create', 'KnCustomK01', {
					options: { ...options, language: 'en-us' },
				}),
				input,
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(100);
			expect(savedTimes(`${name} `)).toEqual(once(`${name} `, 100));
			expect(writes()).toHaveLength(100 + 2 * WORDINGS.length);
		},
		120_000,
	);

	it('leaves batches whole: each is one transaction', async () => {
		const input = Array.from({ length: 100 }, (_, index) => ({
			...log(index),
			U002: `Stapel ${index}`,
		}));
		simulated.simulator.faults.inject({
			kind: 'locked',
			match: { method: 'POST', path: 'KnCustomK01' },
			times: 2,
		});
		const { items, error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { batchSize: 25 } }),
			input,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(100);
		expect(savedTimes('Stapel ')).toEqual(once('Stapel ', 100));
		expect(writes()).toHaveLength(4 + 2);
	}, 30_000);

	it.each([
		['update', 'KnSalesRelationOrg', { record: { DbId: '10001', Rm: 'Anders' } }],
		['delete', 'KnSubject', {}],
	])('is waited for by %s too', async (operation, connector, more) => {
		const subject = simulated.simulator.company.rowsOf('Profit_Subjects').at(-1);
		simulated.simulator.faults.inject({
			kind: 'locked',
			match: { path: connector, method: operation === 'update' ? 'PUT' : 'DELETE' },
		});
		const { error, items } = await simulated.engine.run(
			operation === 'update'
				? writing(operation, connector, { ...more, options: { validation: 'off' } })
				: writing(operation, connector, {
						keyMode: 'path',
						path: `KnSubject/@SbId/${String(subject?.SubjectId)}`,
					}),
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(writes()).toHaveLength(2);
	});
});

describe('a lock that stays', () => {
	it('ends after four sends and 7 s, with who it is', async () => {
		simulated.simulator.faults.inject({
			kind: 'locked',
			match: { method: 'POST', path: 'KnCustomK01' },
			times: null,
		});
		const started = performance.now();
		const { error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01'),
			input: [log(1)],
		});
		expect(writes()).toHaveLength(4);
		expect(performance.now() - started).toBeGreaterThanOrEqual(6_900);
		expect(error?.message).toBe('Deze regel is geblokkeerd door gebruiker 12345.jansen.');
		expect(error?.description).toContain('It was tried 4 times. User 12345.jansen holds this');
		expect(error?.description).toContain('Nothing of this request was saved.');
		expect(savedTimes('Slot ').size).toBe(0);
	}, 30_000);

	it('of a batch is not waited for once more by each of its records', async () => {
		simulated.simulator.faults.inject({
			kind: 'locked',
			wording: 'byAnotherUser',
			match: { method: 'POST', path: 'KnCustomK01' },
			times: 4 + 2,
		});
		const { items } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { batchSize: 5 } }),
			input: Array.from({ length: 5 }, (_, index) => ({ ...log(index), U002: `Deel ${index}` })),
			onError: 'continueRegularOutput',
		});
		expect(writes()).toHaveLength(4 + 5);
		expect(items.filter(({ json }) => json.error !== undefined)).toHaveLength(2);
		expect(savedTimes('Deel ').size).toBe(3);
	}, 30_000);
});

it.each([
	'Voor deze administratie is periode 8 van het jaar 2024 geblokkeerd.',
	'For this administration, period 8 of the year 2024 is blocked.',
	'Artikel 1006 is geblokkeerd',
	'De opdracht is geblokkeerd.',
	'De debiteur is geblokkeerd door de beheerder.',
	'This UPN is already in use by another user.',
])('what a person has to change is sent once: %s', async (externalMessage) => {
	simulated.simulator.faults.inject({
		kind: 'errorBody',
		status: 500,
		body: { externalMessage, errorNumber: -2147180996, profitLogReference: 'A' },
		match: { method: 'POST', path: 'KnCustomK01' },
	});
	const { error } = await simulated.engine.run({
		...writing('create', 'KnCustomK01'),
		input: [log(1)],
	});
	expect(error?.message).toBe(externalMessage);
	expect(writes()).toHaveLength(1);
});
