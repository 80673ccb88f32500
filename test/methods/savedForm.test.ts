import type { ResourceMapperField } from 'n8n-workflow';
import { fitForm } from '../../nodes/Afas/methods/savedForm';

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const field = (id: string, more: Partial<ResourceMapperField> = {}): ResourceMapperField => ({
	id,
	displayName: `Naam (${id})`,
	type: 'string',
	required: false,
	display: true,
	removed: true,
	defaultMatch: false,
	...more,
});

const many = (count: number, more: Partial<ResourceMapperField> = {}) =>
	Array.from({ length: count }, (_, index) => field(`F${index}`, more));

const list: Partial<ResourceMapperField> = {
	type: 'options',
	options: Array.from({ length: 50 }, (_, index) => ({
		name: `Keuze ${index} (${index})`,
		value: String(index),
	})),
};

describe('a form that is saved', () => {
	it('is left as it is when it is small', () => {
		const fields = [field('Key', { removed: false }), field('List', list), ...many(100)];
		expect(fitForm(fields)).toEqual(fields);
	});

	it('gives up lists of the last fields before it gives up a field', () => {
		const fields = many(60, list);
		const fitted = fitForm(fields);
		expect(bytes(fields)).toBeGreaterThan(100_000);
		expect(fitted.map(({ id }) => id)).toEqual(fields.map(({ id }) => id));
		expect(bytes(fitted)).toBeLessThan(75_000);
		const types = fitted.map(({ type }) => type);
		const firstText = types.indexOf('string');
		expect(firstText).toBeGreaterThan(20);
		expect(new Set(types.slice(firstText))).toEqual(new Set(['string']));
		expect(fitted.slice(firstText).every(({ options }) => options === undefined)).toBe(true);
	});

	it('keeps the lists of fields that are shown when other fields have to go', () => {
		const fitted = fitForm([field('Key', { ...list, removed: false }), ...many(3_000)]);
		expect(fitted[0]).toMatchObject({ id: 'Key', type: 'options' });
		expect(fitted[0]?.options).toHaveLength(50);
	});

	it('says at the end of the fields to add how many are missing', () => {
		const fitted = fitForm(many(3_000));
		const last = fitted.at(-1);
		const leftOut = 3_000 - (fitted.length - 1);
		expect(leftOut).toBeGreaterThan(0);
		expect(last).toMatchObject({ display: true, removed: true, readOnly: true });
		expect(last?.displayName).toContain(`${leftOut} more fields`);
	});

	it.each([
		['short names', {}],
		['names with letters that take several bytes', { displayName: '€'.repeat(100) }],
	])('stays within its bytes with %s', (_, more) => {
		const size = bytes(fitForm(many(3_000, more)));
		expect(size).toBeLessThan(75_001);
		expect(size).toBeGreaterThan(70_000);
	});
});
