import type { Company } from '../../contract';
import {
	fixedCompany,
	FIXED_NOW,
	keysIn,
	post,
	put,
	refusalOf,
	rowsWith,
	rowWith,
} from '../fixture';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const attachment = (FileName: string, text: string) => ({
	Fields: { FileName, FileStream: base64(text) },
});

function addItem(company: Company, fields: object = {}, objects: object = {}): string {
	const Element = {
		Fields: { StId: '15', Ds: 'Getekend contract', SbTx: 'Via koppeling', ...fields },
		Objects: objects,
	};
	return keysIn(post(company, 'KnSubject', { KnSubject: { Element } }), 'KnSubject').SbId ?? '';
}

function filesOf(company: Company, SbId: string): Array<[unknown, string | undefined]> {
	return rowsWith(company, 'Profit_Subject_Attachments', 'subject_id', Number(SbId)).map((row) => [
		row.file_name,
		company.attachment(SbId, String(row.file_id))?.content.toString(),
	]);
}

describe('dossier items', () => {
	it('adds one with a link and two attachments, downloadable afterwards', () => {
		const company = fixedCompany();
		const SbId = addItem(
			company,
			{ Da: '2024-06-09T10:00:00', ViPr: 'h' },
			{
				KnSubjectLink: { Element: { Fields: { ToEm: true, SfTp: '2', SfId: '1001' } } },
				KnSubjectAttachment: {
					Element: [attachment('contract.txt', 'een'), attachment('bijlage.txt', 'twee')],
				},
			},
		);
		expect(rowWith(company, 'Profit_Subjects', 'SubjectId', Number(SbId))).toMatchObject({
			TypeId: 15,
			DateCreated: '2024-06-09T10:00:00.000',
			Prioriteit: 'H',
			ToEmployee: true,
			DestinationId: '1001',
			OrgPersId: rowWith(company, 'Profit_Employees', 'EmployeeId', '1001').PersonId,
			ModifiedDate: FIXED_NOW,
		});
		expect(filesOf(company, SbId)).toEqual([
			['contract.txt', 'een'],
			['bijlage.txt', 'twee'],
		]);
	});

	it('adds an attachment later through the sub-object', () => {
		const company = fixedCompany();
		const SbId = addItem(company);
		const Element = {
			'@SbId': Number(SbId),
			Objects: [{ KnSubjectAttachment: { Element: attachment('later.txt', 'drie') } }],
		};
		const answer = company.write({
			method: 'POST',
			connectorId: 'KnSubject',
			subObject: 'KnSubjectAttachment',
			body: { KnSubject: { Element } },
		});
		expect(keysIn(answer, 'KnSubject')).toEqual({ SbId });
		expect(filesOf(company, SbId)).toEqual([['later.txt', 'drie']]);
	});

	it('takes a file in the main fields, and a file that is there already', () => {
		const company = fixedCompany();
		const SbId = addItem(company, {
			SbPa: 'hoofd.txt',
			FileStream: base64('hoofd'),
			FileTrans: true,
		});
		const [row] = rowsWith(company, 'Profit_Subject_Attachments', 'subject_id', Number(SbId));
		const KnSubjectAttachment = {
			Element: { Fields: { FileName: 'kopie.txt', FileId: row?.file_id } },
		};
		const other = addItem(company, {}, { KnSubjectAttachment });
		expect(filesOf(company, SbId)).toEqual([['hoofd.txt', 'hoofd']]);
		expect(filesOf(company, other)).toEqual([['kopie.txt', 'hoofd']]);
	});

	it('closes, with the moment, and deletes', () => {
		const company = fixedCompany();
		const SbId = addItem(company);
		put(company, 'KnSubject', {
			KnSubject: { Element: { '@SbId': SbId, Fields: { St: 'true' } } },
		});
		expect(rowWith(company, 'Profit_Subjects', 'SubjectId', Number(SbId))).toMatchObject({
			Afgehandeld: true,
			Datum_afgehandeld: `${FIXED_NOW.slice(0, 19)}.000`,
			Subject: 'Getekend contract',
		});
		expect(company.remove('KnSubject', [{ element: 'KnSubject', keys: { SbId } }])).toBe(true);
		expect(rowsWith(company, 'Profit_Subjects', 'SubjectId', Number(SbId))).toEqual([]);
	});

	it('clears a field with an empty text, but not one that is needed', () => {
		const company = fixedCompany();
		const SbId = addItem(company);
		const change = (Fields: object) =>
			put(company, 'KnSubject', { KnSubject: { Element: { '@SbId': SbId, Fields } } });
		change({ SbTx: '' });
		expect(rowWith(company, 'Profit_Subjects', 'SubjectId', Number(SbId)).Comment).toBeNull();
		expect(refusalOf(() => change({ Ds: '' })).message.nl).toBe(
			"Vul een waarde in bij 'Onderwerp'.",
		);
	});

	it.each([
		[
			'a destination that the type does not allow',
			{},
			{ SfTp: '4', SfId: '10001' },
			'Deze bestemming is niet geldig voor dit type dossieritem',
		],
		[
			'a destination that is not there',
			{},
			{ SfTp: '2', SfId: '4040' },
			"De ingevulde waarde bij 'Bestemming' bestaat niet.",
		],
		[
			'a type of AFAS itself',
			{ StId: '-2' },
			{ SfTp: '2', SfId: '1001' },
			"De ingevulde waarde bij 'Type dossieritem' bestaat niet.",
		],
		[
			'a type that is not there',
			{ StId: '999' },
			{ SfTp: '2', SfId: '1001' },
			"De ingevulde waarde bij 'Type dossieritem' bestaat niet.",
		],
	])('refuses %s', (_name, fields, link, message) => {
		const objects = { KnSubjectLink: { Element: { Fields: link } } };
		expect(refusalOf(() => addItem(fixedCompany(), fields, objects)).message.nl).toBe(message);
	});

	it('keeps a file without content, or takes it for none', () => {
		const add = (company: Company) => () =>
			addItem(
				company,
				{},
				{
					KnSubjectAttachment: { Element: { Fields: { FileName: 'leeg.txt', FileStream: '' } } },
				},
			);
		expect(add(fixedCompany())).not.toThrow();
		const strict = fixedCompany({ modes: { emptyFiles: 'refuse' } });
		expect(refusalOf(add(strict)).message.nl).toBe("Vul een waarde in bij 'Bestand'.");
	});

	it('needs a name and a file for an attachment', () => {
		const add = (Fields: object) => () =>
			addItem(fixedCompany(), {}, { KnSubjectAttachment: { Element: { Fields } } });
		expect(refusalOf(add({ FileStream: base64('x') })).message.nl).toBe(
			"Vul een waarde in bij 'Naam bestand'.",
		);
		expect(refusalOf(add({ FileName: 'leeg.txt' })).message.nl).toBe(
			"Vul een waarde in bij 'Bestand'.",
		);
		expect(refusalOf(add({ FileName: 'weg.txt', FileId: '0'.repeat(32) })).message.nl).toBe(
			"De ingevulde waarde bij 'Bestand' bestaat niet.",
		);
	});
});

describe('reactions and workflow', () => {
	it('adds a reaction with an attachment', () => {
		const company = fixedCompany();
		const SbId = addItem(company);
		const Element = {
			Fields: { SbId, SbTx: 'Akkoord', VaRe: 'EI' },
			Objects: { KnReactionAttachment: { Element: attachment('reactie.txt', 'vier') } },
		};
		expect(post(company, 'KnSubjectReaction', { KnReaction: { Element } }).body).toBeUndefined();
		const [row] = rowsWith(
			company,
			'Profit_Subject_Reaction_Attachments',
			'subject_id',
			Number(SbId),
		);
		expect(row).toMatchObject({ file_name: 'reactie.txt', file_size: 4 });
		expect(company.attachment(SbId, String(row?.file_id))?.content.toString()).toBe('vier');
	});
});

describe('hours', () => {
	const hours = (Fields: object) => ({
		PtRealization: {
			Element: {
				Fields: {
					DaTi: '2024-06-03',
					VaIt: '1',
					ItCd: '300',
					EmId: '1001',
					PrId: '910004',
					...Fields,
				},
			},
		},
	});

	it('adds hours, computed from the times when they are not given', () => {
		const company = fixedCompany();
		const keys = keysIn(
			post(company, 'PtRealization', hours({ StTi: '09:00:00', EnTi: '13:30:00', XpRe: 'ext-1' })),
			'PtRealization',
		);
		expect(keys.XpRe).toBe('ext-1');
		expect(keys.Sessieguid).toMatch(/^\{[0-9A-F-]{36}\}$/);
		expect(rowWith(company, 'Profit_Realization', 'Identity', Number(keys.Id))).toMatchObject({
			QuantityUnit: 4.5,
			StartTime: '09:00:00',
		});
	});

	it('does not add twice what has the same external reference', () => {
		const company = fixedCompany();
		const first = keysIn(
			post(company, 'PtRealization', hours({ Qu: 4, XpRe: 'ext-2' })),
			'PtRealization',
		);
		const second = keysIn(
			post(company, 'PtRealization', hours({ Qu: 5, XpRe: 'ext-2' })),
			'PtRealization',
		);
		expect(second.Id).toBe(first.Id);
		expect(rowWith(company, 'Profit_Realization', 'ExternalReference', 'ext-2').QuantityUnit).toBe(
			5,
		);
	});

	it('numbers a project with its stages', () => {
		const company = fixedCompany();
		const stages = {
			PtProjectStage: {
				Element: [{ Fields: { PrSt: '01', Ds: 'Intake' } }, { Fields: { PrSt: '02', Ds: 'Bouw' } }],
			},
		};
		const Element = {
			Fields: { PrGp: 'CON', Ds: 'Uitrol', DbId: '10001', EmId: '1001' },
			Objects: stages,
		};
		const { PrId } = keysIn(post(company, 'PtProject', { PtProject: { Element } }), 'PtProject');
		expect(rowWith(company, 'Profit_Projects', 'ProjectId', PrId).Description).toBe('Uitrol');
		expect(rowsWith(company, 'Profit_Projectstage', 'ProjectId', PrId)).toHaveLength(2);
	});
});

describe('users', () => {
	const user = (Fields: object, UsId = '12345.PROEF') => ({
		KnUser: { Element: { '@UsId': UsId, Fields } },
	});
	const row = (company: Company, UsId = '12345.PROEF') =>
		rowWith(company, 'Profit_Users', 'UserId', UsId);

	it('adds through PUT with MtCd 1, blocks with 0, unblocks with 6, renames with 4', () => {
		const company = fixedCompany();
		expect(
			put(company, 'KnUser', user({ MtCd: '1', Nm: 'Proef', InSi: true })).body,
		).toBeUndefined();
		expect(row(company)).toMatchObject({ Description: 'Proef', Blocked: false, InSite: true });
		put(company, 'KnUser', user({ MtCd: '0' }));
		expect(row(company).Blocked).toBe(true);
		put(company, 'KnUser', user({ MtCd: '6' }));
		expect(row(company).Blocked).toBe(false);
		put(company, 'KnUser', user({ MtCd: '4', UsIdNew: '12345.ANDERS' }));
		expect(row(company, '12345.ANDERS').Description).toBe('Proef');
	});

	it.each([
		['no kind of mutation', { Nm: 'X' }, "Vul een waarde in bij 'Type mutatie'."],
		[
			'a user to block that is not there',
			{ MtCd: '0' },
			"De ingevulde waarde bij 'Gebruiker' bestaat niet.",
		],
		[
			'a group that is not there',
			{ MtCd: '1', Nm: 'X', GrId: 'NIETS' },
			"De ingevulde waarde bij 'Groep' bestaat niet.",
		],
		[
			'a person that is not there',
			{ MtCd: '1', Nm: 'X', BcCo: '1' },
			"De ingevulde waarde bij 'Persoon' bestaat niet.",
		],
	])('refuses %s', (_name, fields, message) => {
		expect(refusalOf(() => put(fixedCompany(), 'KnUser', user(fields))).message.nl).toBe(message);
	});

	it('makes the group when MtCd is 3', () => {
		const company = fixedCompany();
		put(company, 'KnUser', user({ MtCd: '3', Nm: 'Proef', GrId: 'NIEUW', GrDs: 'Nieuwe groep' }));
		expect(put(company, 'KnUser', user({ MtCd: '1', GrId: 'NIEUW' })).status).toBe(201);
	});
});

describe('courses', () => {
	it('keeps a participant by two keys', () => {
		const company = fixedCompany();
		const contact = company.rowsOf('Profit_Contacts')[0];
		const keys = { '@CrId': 333, '@CdId': contact?.ContactId };
		post(company, 'KnCourseMember', {
			KnCourseMember: {
				Element: { ...keys, Fields: { BcCo: contact?.PerNumber, SuDa: '2024-05-01', Invo: true } },
			},
		});
		expect(rowWith(company, 'Lindeboom_Cursisten', 'Evenement', 333).Persoon).toBe(
			contact?.PerNumber,
		);
		const path = { CrId: '333', CdId: String(contact?.ContactId) };
		expect(company.remove('KnCourseMember', [{ element: 'KnCourseMember', keys: path }])).toBe(
			true,
		);
		expect(company.rowsOf('Lindeboom_Cursisten')).toEqual([]);
	});
});
