import { ProfitError } from '../../../nodes/Afas/profit/exchange/profitError';
import type { UpdateObject } from '../../../nodes/Afas/profit/metainfo/metainfo';
import { withFieldsOf } from '../../../nodes/Afas/profit/write/fieldsInMessage';

const object = (name: string, labels: Record<string, string>, objects: UpdateObject[] = []) =>
	({
		name,
		fields: Object.entries(labels).map(([id, label]) => ({ id, label })),
		objects,
	}) as unknown as UpdateObject;

const lines = object('FbSalesLines', { ItCd: 'Itemcode', VaBt: 'Btw-tarief' });
const order = object(
	'FbSales',
	{ PaCd: 'Betaalvoorwaarde', DbId: 'Debiteur (verwijzing naar: X)' },
	[lines],
);

const adviceFor = (externalMessage: string, connector = order) => {
	const details = { kind: 'functional', status: 500, externalMessage } as const;
	const failure = withFieldsOf(new ProfitError(externalMessage, 'Do.', details), connector);
	if (!(failure instanceof ProfitError)) throw new Error('It is another failure');
	expect(failure.details).toEqual(details);
	expect(failure.message).toBe(externalMessage);
	return failure.advice;
};

test.each([
	[
		"De ingevulde waarde bij 'Betaalvoorwaarde' bestaat niet.",
		"'Betaalvoorwaarde' is the field PaCd. Do.",
	],
	['Vul "debiteur" in.', "'debiteur' is the field DbId. Do."],
	[
		"'Itemcode' en ‘Btw-tarief’.",
		"'Itemcode' is the field FbSalesLines.ItCd. 'Btw-tarief' is the field FbSalesLines.VaBt. Do.",
	],
	["Bij 'Onbekend' ontbreekt iets.", 'Do.'],
	["Foto's van Betaalvoorwaarde's", 'Do.'],
	['Zonder naam', 'Do.'],
])('%s', (message, advice) => {
	expect(adviceFor(message)).toBe(advice);
});

test('a label of many fields names none', () => {
	const many = object('KnMany', { A: 'Naam', B: 'Naam', C: 'Naam', D: 'Naam' });
	expect(adviceFor("'Naam' is leeg", many)).toBe('Do.');
	const two = object('KnTwo', { A: 'Naam', B: 'Naam' });
	expect(adviceFor("'Naam' is leeg", two)).toBe("'Naam' is the field A or B. Do.");
});

test('another failure stays what it is', () => {
	const failure = new Error('x');
	expect(withFieldsOf(failure, order)).toBe(failure);
});
