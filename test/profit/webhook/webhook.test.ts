import { createHmac } from 'node:crypto';
import { readNotification } from '../../../nodes/Afas/profit/webhook/notification';
import { RecentEvents, recentEventsOf } from '../../../nodes/Afas/profit/webhook/recentEvents';
import { isSigned } from '../../../nodes/Afas/profit/webhook/signature';

const SECRET = 'correct horse battery';
const body = Buffer.from('{"EventId":"1","Naam":"Zoë"}', 'utf8');
const hex = createHmac('sha256', SECRET).update(body).digest('hex');

describe('the signature of a notification', () => {
	it.each([
		['as Profit writes it', `sha256=${hex}`],
		['in upper case', `SHA256=${hex.toUpperCase()}`],
		['with spaces around it', ` sha256=${hex} `],
	])('holds %s', (_what, signature) => expect(isSigned(body, signature, SECRET)).toBe(true));

	it.each<[string, unknown]>([
		['that is missing', undefined],
		['that is empty', ''],
		['without its name', hex],
		['of another kind', `sha1=${hex.slice(0, 40)}`],
		['that is cut off', `sha256=${hex.slice(0, 63)}`],
		['that is too long', `sha256=${hex}0`],
		['that is not hexadecimal', `sha256=${'z'.repeat(64)}`],
		['with a digit changed', `sha256=${hex.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`],
		['that comes twice', [`sha256=${hex}`, `sha256=${hex}`]],
		['in a list with another', `sha256=${hex}, sha256=${hex}`],
	])('does not hold: one %s', (_what, signature) =>
		expect(isSigned(body, signature, SECRET)).toBe(false),
	);

	it('does not hold for other bytes, another password or an empty one', () => {
		const changed = Buffer.from(body.toString('utf8').replace('Zoë', 'Zoe'));
		expect(isSigned(changed, `sha256=${hex}`, SECRET)).toBe(false);
		expect(isSigned(body, `sha256=${hex}`, `${SECRET} `)).toBe(false);
		const unsigned = createHmac('sha256', '').update(body).digest('hex');
		expect(isSigned(body, `sha256=${unsigned}`, '')).toBe(false);
	});
});

const read = (value: unknown) => readNotification(Buffer.from(JSON.stringify(value)));

describe('a notification', () => {
	it('comes with plain names and numbers', () => {
		expect(
			read({
				EventId: 'a1',
				EnvironmentId: '12345AA',
				EventType: 'workflow.task.entered',
				Data: { SubjectTypeId: -4, SubjectId: '42', WorkflowName: '24A8', TaskName: '99' },
				Timestamp: '2026-06-08T09:20:56.1351565Z',
			}),
		).toEqual({
			eventId: 'a1',
			environmentId: '12345AA',
			eventType: 'workflow.task.entered',
			timestamp: '2026-06-08T09:20:56.135Z',
			data: { subjectTypeId: -4, subjectId: 42, workflowName: '24A8', taskName: '99' },
		});
	});

	it.each([
		['2026-06-08T09:20:56Z', '2026-06-08T09:20:56.000Z'],
		['2026-06-08T09:20:56.1351565', '2026-06-08T09:20:56.135Z'],
		['2026-06-08T11:20:56+02:00', '2026-06-08T09:20:56.000Z'],
		['2026-13-08T09:20:56Z', '2026-13-08T09:20:56Z'],
		['yesterday', 'yesterday'],
	])('of %s has the moment %s in UTC', (Timestamp, expected) =>
		expect(read({ EventId: 'a', EventType: 'b', Timestamp })?.timestamp).toBe(expected),
	);

	it('may have fields that are not known yet, or none', () => {
		expect(read({ EventId: 'a', EventType: 'b', Data: { New: { x: 1 } } })?.data).toEqual({
			new: { x: 1 },
		});
		expect(read({ EventId: 'a', EventType: 'b' })?.data).toEqual({});
	});

	it('may begin with a byte order mark', () => {
		const marked = Buffer.from('\uFEFF{"EventId":"a","EventType":"b"}');
		expect(readNotification(marked)?.eventId).toBe('a');
	});

	it.each<[string, unknown]>([
		['a list', [{ EventId: 'a', EventType: 'b' }]],
		['a text', 'EventId'],
		['nothing', null],
		['an object without EventId', { EventType: 'b' }],
		['an object without EventType', { EventId: 'a' }],
	])('is not %s', (_what, value) => expect(read(value)).toBeUndefined());

	it('is not text that is no JSON', () => {
		expect(readNotification(Buffer.from('{"EventId":'))).toBeUndefined();
		expect(readNotification(Buffer.alloc(0))).toBeUndefined();
	});
});

describe('the events that were taken', () => {
	it('are taken once for each webhook', () => {
		expect(recentEventsOf('one').take('a')).toBe(true);
		expect(recentEventsOf('one').take('a')).toBe(false);
		expect(recentEventsOf('two').take('a')).toBe(true);
	});

	it('are the last 10,000', () => {
		const events = new RecentEvents();
		for (let id = 0; id <= 10_000; id++) events.take(String(id));
		expect(events.take('1')).toBe(false);
		expect(events.take('0')).toBe(true);
	});

	it('are given with the newest last', () => {
		const events = new RecentEvents();
		for (const id of ['a', 'b', 'c', 'a']) events.take(id);
		expect(events.latest(2)).toEqual(['b', 'c']);
		expect(events.latest(9)).toEqual(['a', 'b', 'c']);
	});

	it('are those of the 500 webhooks that were used last', () => {
		recentEventsOf('quiet').take('a');
		recentEventsOf('busy').take('a');
		for (let other = 0; other < 499; other++) {
			recentEventsOf(`other ${other}`);
			recentEventsOf('busy');
		}
		expect(recentEventsOf('busy').take('a')).toBe(false);
		expect(recentEventsOf('quiet').take('a')).toBe(true);
	});
});
