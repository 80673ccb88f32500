/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { Row } from '../../nodes/Afas/profit/row';
import { offsetAtWallTime, offsetText } from '../../nodes/Afas/profit/time/amsterdamClock';
import { createRowDateConverter, formatRowDate } from '../../nodes/Afas/profit/time/rowDates';

describe('dates of rows', () => {
	it.each([
		['winter', '2024-02-14T16:03:11Z', '2024-02-14T16:03:11+01:00'],
		['summer', '2024-07-14T16:03:11Z', '2024-07-14T16:03:11+02:00'],
		['midnight is a date', '2024-12-31T00:00:00Z', '2024-12-31'],
		['midnight of the switch is a date', '2024-10-27T00:00:00Z', '2024-10-27'],
		['midnight with an empty fraction', '2024-12-31T00:00:00.000Z', '2024-12-31'],
		['just after midnight', '2024-12-31T00:00:00.5Z', '2024-12-31T00:00:00.5+01:00'],
		['fraction', '2024-02-14T16:03:11.123Z', '2024-02-14T16:03:11.123+01:00'],
		['without Z', '2024-02-14T16:03:11', '2024-02-14T16:03:11+01:00'],
		['autumn hour that comes twice', '2024-10-27T02:30:00Z', '2024-10-27T02:30:00+02:00'],
		['after that hour', '2024-10-27T03:00:00Z', '2024-10-27T03:00:00+01:00'],
		['before the autumn switch', '2024-10-27T01:59:59Z', '2024-10-27T01:59:59+02:00'],
		['spring hour that is skipped', '2024-03-31T02:30:00Z', '2024-03-31T02:30:00+01:00'],
		['after that hour', '2024-03-31T03:00:00Z', '2024-03-31T03:00:00+02:00'],
		['before summer time existed', '1960-07-01T12:00:00Z', '1960-07-01T12:00:00+01:00'],
		['end of all time', '9999-12-31T00:00:00Z', '9999-12-31'],
		['end of all time, to the second', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59+01:00'],
	])('auto: %s: %s becomes %s', (_, value, shown) => {
		expect(formatRowDate(value, 'auto')).toBe(shown);
	});

	it.each([
		['offset', '2024-12-31T00:00:00Z', '2024-12-31T00:00:00+01:00'],
		['offset', '2024-07-14T16:03:11Z', '2024-07-14T16:03:11+02:00'],
		['local', '2024-12-31T00:00:00Z', '2024-12-31T00:00:00'],
		['local', '2024-07-14T16:03:11.25Z', '2024-07-14T16:03:11.25'],
		['asReturned', '2024-07-14T16:03:11Z', '2024-07-14T16:03:11Z'],
	] as const)('%s: %s becomes %s', (mode, value, shown) => {
		expect(formatRowDate(value, mode)).toBe(shown);
	});

	it.each([
		'09:00:00',
		'',
		'2024-12-31',
		'31-12-2024',
		'2024-12-31T00:00:00+01:00',
		'2024-02-30T00:00:00Z',
		'2024-12-31T24:00:00Z',
		'2024-12-31T12:60:00Z',
		'x2024-12-31T00:00:00Z',
		'2024-12-31T00:00:00Z\n',
	])('leaves %j as it is in every mode', (value) => {
		for (const mode of ['auto', 'offset', 'local', 'asReturned'] as const) {
			expect(formatRowDate(value, mode)).toBe(value);
		}
	});

	it('confuses no two days, 1970 to 2040', () => {
		const wrong: string[] = [];
		for (let noon = Date.UTC(1970, 0, 1, 12); noon < Date.UTC(2041, 0, 1); noon += 86_400_000) {
			const clock = new Date(noon).toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
			const shown = formatRowDate(`${clock}Z`, 'auto');
			if (shown !== clock + offsetText(offsetAtWallTime(noon))) wrong.push(shown);
		}
		expect(wrong).toEqual([]);
	});

	it('is the right instant and reads as the clock in Profit, each hour of the switch days', () => {
		for (const day of ['2024-03-30', '2024-03-31', '2024-04-01', '2024-10-26', '2024-10-27']) {
			for (let hour = 0; hour < 24; hour++) {
				const clock = `${day}T${String(hour).padStart(2, '0')}:15:00`;
				const shown = formatRowDate(`${clock}Z`, 'auto');
				const engine = new Date(shown)
					.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' })
					.replace(' ', 'T');
				const isSkipped = clock === '2024-03-31T02:15:00';
				expect(shown.startsWith(clock)).toBe(true);
				expect(engine).toBe(isSkipped ? '2024-03-31T03:15:00' : clock);
			}
		}
	});
});

describe('a converter of rows', () => {
	const row = (): Row => ({
		Naam: '2024-12-31T00:00:00Z',
		Begin: '2024-12-31T00:00:00Z',
		Gewijzigd_op: '2024-07-14T16:03:11Z',
		Einde: null,
		Uren: 8,
	});

	it('touches only text in date columns, and adds no column', () => {
		const convert = createRowDateConverter(
			['Begin', 'Gewijzigd_op', 'Einde', 'Uren', 'Weg'],
			'auto',
		);
		expect(convert(row())).toEqual({
			Naam: '2024-12-31T00:00:00Z',
			Begin: '2024-12-31',
			Gewijzigd_op: '2024-07-14T16:03:11+02:00',
			Einde: null,
			Uren: 8,
		});
		expect(Object.keys(convert(row()))).toEqual(Object.keys(row()));
	});

	it('leaves every value alone when dates stay as returned', () => {
		expect(createRowDateConverter(['Begin', 'Gewijzigd_op'], 'asReturned')(row())).toEqual(row());
	});

	it('is fast enough for 100,000 rows with 4 date columns', () => {
		const columns = ['a', 'b', 'c', 'd'];
		const start = Date.UTC(2015, 0, 1);
		const moment = (index: number) =>
			new Date(start + index * 3_137_000).toISOString().replace('.000Z', 'Z');
		const rows = Array.from({ length: 100_000 }, (_, index): Row => ({
			a: moment(index),
			b: moment(index * 3),
			c: `${moment(index).slice(0, 10)}T00:00:00Z`,
			d: null,
			e: index,
		}));
		const convert = createRowDateConverter(columns, 'auto');
		const began = performance.now();
		for (const each of rows) convert(each);
		const perValue = ((performance.now() - began) * 1e6) / (rows.length * columns.length);
		process.stdout.write(`dates of rows: ${perValue.toFixed(0)} ns a value\n`);
		// Far above what it takes: this fails when a value costs a call of Intl, not on a slow machine.
		expect(perValue).toBeLessThan(5000);
	});
});
