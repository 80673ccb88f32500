import { parseUpdateConnector } from '../../../nodes/Afas/profit/metainfo/metainfo';
import { DeleteKeyError, deletePath, keysOf } from '../../../nodes/Afas/profit/record/deletePath';

const key = (fieldId: string, dataType = 'string', length = 0) => ({
	fieldId,
	dataType,
	length,
	primaryKey: true,
});

const journal = parseUpdateConnector(
	{
		name: 'JournalPar',
		fields: [
			{ fieldId: 'UnId', dataType: 'int' },
			{ fieldId: 'JoCo', dataType: 'string' },
		],
		objects: [
			{
				name: 'Entries',
				fields: [key('EnNo', 'int'), { fieldId: 'InId', dataType: 'string' }],
				objects: [],
			},
		],
	},
	'Journal',
);
const entries = journal.objects[0];
if (entries === undefined) throw new Error('no entries');

const member = parseUpdateConnector(
	{
		name: 'Member',
		fields: [
			key('CrId', 'int'),
			key('Code', 'string', 20),
			key('DaBe', 'date'),
			key('Guid', 'string', 38),
			key('NoBk', 'boolean'),
		],
	},
	'Member',
);
const single = parseUpdateConnector({ name: 'Item', fields: [key('ItCd')] }, 'ItemArticle');

const errorOf = (act: () => unknown): DeleteKeyError => {
	try {
		act();
	} catch (error) {
		if (error instanceof DeleteKeyError) return error;
	}
	throw new Error('no DeleteKeyError');
};

describe('the path of a deletion', () => {
	it('has the root element of metainfo, not the connector id, and an @ before keys', () => {
		expect(deletePath(single, [{ object: single, keys: { ItCd: 'A 1' } }])).toBe(
			'/connectors/ItemArticle/Item/@ItCd/A%201',
		);
	});

	it('has all parts of a key in the order in which they are given, as AFAS reads them', () => {
		const keys = {
			Code: 'é&?#%+:',
			CrId: '0333',
			DaBe: new Date('2026-01-31T12:00:00Z'),
			Guid: '9810d946-ca38-49db-9ada-000000000001',
			NoBk: 'nee',
		};
		expect(deletePath(member, [{ object: member, keys }])).toBe(
			'/connectors/Member/Member/@Code,@CrId,@DaBe,@Guid,@NoBk/%C3%A9%26%3F%23%25%2B%3A,333,2026-01-31T13%3A00%3A00,%7B9810d946-ca38-49db-9ada-000000000001%7D,false',
		);
	});

	it('goes on with the nested record, and names fields that are no key without an @', () => {
		const root = { object: journal, keys: { UnId: 1, JoCo: '73' } };
		expect(deletePath(journal, [root, { object: entries, keys: { EnNo: '70001' } }])).toBe(
			'/connectors/Journal/JournalPar/UnId,JoCo/1,73/Entries/@EnNo/70001',
		);
		expect(deletePath(journal, [root, { object: entries, keys: { InId: 'IH003938' } }])).toBe(
			'/connectors/Journal/JournalPar/UnId,JoCo/1,73/Entries/InId/IH003938',
		);
	});

	it.each([
		['a,b', 'comma'],
		['a/b', 'slash'],
		['a\\b', 'backslash'],
	])('is refused for %j', (ItCd, character) => {
		const { message } = errorOf(() => deletePath(single, [{ object: single, keys: { ItCd } }]));
		expect(message).toBe(
			`The key 'ItCd' of 'Item' has a ${character} in it, and AFAS has no way to write one in this place`,
		);
	});

	it.each(['.', '..'])('is refused for %j, which leads elsewhere', (ItCd) => {
		const { message } = errorOf(() => deletePath(single, [{ object: single, keys: { ItCd } }]));
		expect(message).toContain("can't be written in an address");
	});

	it('names all parts of the key that are missing', () => {
		const keys = { CrId: 1, Code: '', DaBe: null, Guid: undefined };
		const { message } = errorOf(() => deletePath(member, [{ object: member, keys }]));
		expect(message).toBe("Not all keys of 'Member' have a value: 'Code', 'DaBe', 'Guid', 'NoBk'");
	});

	it.each([[{}], [{ UnId: '' }]])('is refused without any key, for %j', (keys) => {
		const { message } = errorOf(() => deletePath(journal, [{ object: journal, keys }]));
		expect(message).toBe("Not all keys of 'JournalPar' have a value");
	});

	it('is refused for a name that is no field, and for a value that does not fit', () => {
		const wrongName = errorOf(() =>
			deletePath(single, [{ object: single, keys: { ItCd: '1', itcode: '2' } }]),
		);
		expect(wrongName.message).toBe("'itcode' is no field of 'Item'; did you mean 'ItCd'?");
		const wrongValue = errorOf(() =>
			deletePath(journal, [{ object: journal, keys: { UnId: 'x' } }]),
		);
		expect(wrongValue.message).toBe(
			"The key 'UnId' of 'JournalPar' is a whole number, and 'x' is not",
		);
	});

	it('takes the keys that metainfo marks', () => {
		expect(keysOf(entries)).toEqual(['EnNo']);
	});
});
