import {
	comfortableRows,
	rowsThatFit,
	tellingPlace,
} from '../../../nodes/Afas/profit/export/roomAhead';

const SEEN = { rows: 100, bytes: 50_000 };

describe('the room for a file', () => {
	it('is counted in rows like those seen', () => {
		expect(rowsThatFit(SEEN, 1_000_000)).toBe(2_000);
	});

	it('shows at a row half as far again', () => {
		expect(tellingPlace(SEEN, 1_000_000, Infinity)).toBe(3_000);
		expect(tellingPlace(SEEN, 1_000_000, 3_001)).toBe(3_000);
	});

	it('is enough when so many rows cannot come', () => {
		expect(tellingPlace(SEEN, 1_000_000, 3_000)).toBeUndefined();
	});

	it('shows at the next row when it is full', () => {
		expect(tellingPlace(SEEN, 50_000 / 3, Infinity)).toBe(100);
	});

	it.each([
		[1_000_000, 1_600],
		[123_456_789, 190_000],
		[10_000, 16],
		[1, 1],
	])('of %d bytes is proposed as a round number of rows', (room, rows) => {
		expect(comfortableRows(SEEN, room)).toBe(rows);
	});
});
