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
	[
		'(AntaObject) The foreignkey does not exist in the database. FieldId=Btw-tarief, ForeignkeyId=KnVat',
		"'Btw-tarief' is the field FbSalesLines.VaBt. Do.",
	],
	['FieldId=Debiteur.', "'Debiteur' is the field DbId. Do."],
	["FieldId='Itemcode', ForeignkeyId=X", "'Itemcode' is the field FbSalesLines.ItCd. Do."],
	['Veld: Itemcode; is leeg', "'Itemcode' is the field FbSalesLines.ItCd. Do."],
	['FieldId=VaBt, ForeignkeyId=KnVat', "'VaBt' is the field FbSalesLines.VaBt. Do."],
	['FieldId=DbId', 'Do.'],
	[
		"De waarde bij 'Debiteur (verwijzing naar: Verkooprelatie => AfasKnSalRelation)' bestaat niet.",
		"'Debiteur' is the field DbId. Do.",
	],
	[
		'(AntaObject) There is no value entered in mandatory field ‘Itemcode’ (ItCd)',
		"'Itemcode' is the field FbSalesLines.ItCd. Do.",
	],
	["'Itemcode' en FieldId=Itemcode", "'Itemcode' is the field FbSalesLines.ItCd. Do."],
])('%s', (message, advice) => {
	expect(adviceFor(message)).toBe(advice);
});

test('a label of several fields names all of them', () => {
	const many = object('KnMany', { A: 'Naam', B: 'Naam', C: 'Naam', D: 'Naam' });
	expect(adviceFor("'Naam' is leeg", many)).toBe("'Naam' is the field A or B or C or D. Do.");
	expect(adviceFor("Veld 'Naam' (C) is leeg", many)).toBe("'Naam' is the field C. Do.");
	const twenty = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`F${n}`, 'Naam']));
	expect(adviceFor("'Naam' is leeg", object('KnTwenty', twenty))).toContain(
		'or F19, or 5 more. Do.',
	);
	const two = object('KnTwo', { A: 'Naam', B: 'Naam' });
	expect(adviceFor("'Naam' is leeg", two)).toBe("'Naam' is the field A or B. Do.");
});

test('another failure stays what it is', () => {
	const failure = new Error('x');
	expect(withFieldsOf(failure, order)).toBe(failure);
});
