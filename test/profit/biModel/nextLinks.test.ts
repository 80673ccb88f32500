import { readODataAnswer } from '../../../nodes/Afas/profit/biModel/odataAnswer';
import { answer, linkTo, readAll, rowsFrom, type Script, scriptedModel } from './scriptedModel';

it.each([{ href: linkTo(3) }, 7, true, [linkTo(3)]])(
	'a next link that is no text is no end: %j',
	async (link) => {
		const { source } = scriptedModel(() => answer(rowsFrom(0, 3), link));
		await expect(readAll(source)).rejects.toThrow(
			"AFAS's link to the next rows isn't text, so it can't be followed",
		);
		for (const pagination of ['auto', 'skipTop'] as const) {
			await expect(readAll(source, { limit: 5, pagination })).rejects.toThrow(/isn't text/);
			expect((await readAll(source, { limit: 3, pagination })).rows).toEqual(rowsFrom(0, 3));
		}
	},
);

it.each([null, ''])('a link beside one that is %j is taken', async (empty) => {
	const script: Script = ({ link }) => ({
		body: {
			value: link === undefined ? rowsFrom(0, 3) : rowsFrom(3, 5),
			'@odata.nextLink': empty,
			...(link === undefined && { 'odata.nextLink': linkTo(3) }),
		},
	});
	expect((await readAll(scriptedModel(script).source)).rows).toEqual(rowsFrom(0, 5));
});

it('an empty link is none', () => {
	const body = { value: [{ Id: 1 }], '@odata.nextLink': null, '@nextLink': '' };
	expect(readODataAnswer(body)).toEqual({ kind: 'rows', rows: [{ Id: 1 }] });
});
