import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { DEMO, tokenXml } from '../simulator/access';
import { fixedCompany, rowsWith, rowWith } from '../simulator/company/fixture';
import { createSimulator, type Simulator } from '../simulator/server';
import type { Engine } from './engine';
import { connect } from './simulated';

let simulator: Simulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await createSimulator({ company: fixedCompany() });
	engine = await connect(simulator, tokenXml(DEMO));
});

afterAll(async () => await simulator.close());

const write = async (
	operation: string,
	connector: string,
	record: object,
	more: { options?: object; parameters?: object; binary?: INodeExecutionData['binary'] } = {},
) =>
	await engine.run({
		parameters: {
			resource: 'updateConnector',
			operation,
			updateConnector: { __rl: true, mode: 'id', value: connector },
			dataMode: 'record',
			record: '={{ $json }}',
			options: { ...more.options },
			...more.parameters,
		},
		input: [record] as IDataObject[],
		binary: [more.binary],
	});

async function written(...parameters: Parameters<typeof write>): Promise<IDataObject> {
	const { items, error } = await write(...parameters);
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
}

describe('what users of AFAS write', () => {
	it('an order with lines and batch numbers', async () => {
		const { OrNu } = await written('create', 'FbSales', {
			DbId: '10001',
			FbSalesLines: [
				{
					VaIt: '2',
					ItCd: '1010',
					QuUn: '3,5',
					FbOrderBatchLines: [
						{ BaNu: 'P-1', QuUn: '1,5' },
						{ BaNu: 'P-2', QuUn: 2 },
					],
				},
			],
		});
		const [line] = rowsWith(
			simulator.company,
			'Profit_SalesorderLines',
			'OrderNumber',
			String(OrNu),
		);
		expect(line).toMatchObject({ BatchNumbers: 'P-1, P-2' });
	});

	it('an employee with a person, a contract, a function, hours and a salary', async () => {
		const { EmId } = await written('create', 'KnEmployee', {
			ViSe: 'I',
			KnPerson: {
				AutoNum: 'ja',
				MatchPer: 7,
				LaNm: 'Nieuwkomer',
				In: 'N.',
				SoSe: '999990019',
				EmAd: 'n@x.example',
			},
			AfasContract: { DaBe: '01-07-2024', ClId: 'Basis', ApCo: 'O', EmMt: '1' },
			AfasOrgunitFunction: { DaBe: '2024-07-01', DpId: 'BUIT', FuId: '0012' },
			AfasTimeTable: { DaBg: '2024-07-01', HrWk: 36, PcPt: 90 },
			AfasSalary: { DaBe: '2024-07-01', SaPe: 'M', EmSa: '3.500,00' },
		});
		expect(
			rowWith(simulator.company, 'Profit_Employees', 'EmployeeId', String(EmId)),
		).toMatchObject({
			EmploymentStart: '2024-07-01T00:00:00.000',
			FunctionDesc: 'Accountmanager',
		});
	});

	it('the end of one bank account and the start of another', async () => {
		const accounts = () =>
			rowsWith(simulator.company, 'Lindeboom_Bankrekeningen', 'Medewerker', '1001');
		const old = accounts()[0]?.Rekening;
		await written('update', 'KnEmployee', {
			EmId: '1001',
			AfasBankInfo: [
				{ '@Action': 'update', AcId: old, NoBk: false, SaAc: false },
				{
					'@Action': 'insert',
					AcId: 'NL02ABNA0123456789',
					NoBk: false,
					SaAc: true,
					IbCk: true,
					Iban: 'NL02ABNA0123456789',
				},
			],
		});
		expect(accounts().map(({ Salarisrekening }) => Salarisrekening)).toEqual([false, true]);
	});

	const entry = (credit: string) => ({
		Year: 2024,
		Peri: 3,
		UnId: 1,
		JoCo: '40',
		FiEntries: [
			['3', '60005', '0', '121,00'],
			['1', '4500', '100,00', '0'],
			['1', '1520', credit, '0'],
		].map(([VaAs, AcNr, AmDe, AmCr], index) => ({
			VaAs,
			AcNr,
			EnDa: '05-03-2024',
			BpDa: '01-03-2024',
			BpNr: 'F-1',
			Ds: 'Proef',
			AmDe,
			AmCr,
			...(index === 1 && { FiDimEntries: { DiC1: '200', AmDe: '100,00', AmCr: 0 } }),
		})),
	});

	it('a journal entry that balances', async () => {
		const { EnNo } = await written('create', 'FiEntries', entry('21,00'));
		expect(
			rowsWith(simulator.company, 'Profit_Transactions', 'EntryNo', Number(EnNo)),
		).toHaveLength(3);
	});

	it('not a journal entry that does not balance', async () => {
		const before = simulator.company.rowsOf('Profit_Transactions').length;
		const { error } = await write('create', 'FiEntries', entry('20,99'), {
			options: { language: 'en-us' },
		});
		expect(error?.message).toBe(
			'The journal entry does not balance: debit and credit are not equal.',
		);
		expect(simulator.company.rowsOf('Profit_Transactions')).toHaveLength(before);
	});

	it('a person once, found again by matching', async () => {
		const person = {
			AutoNum: true,
			MatchPer: '7',
			LaNm: 'Eenmalig',
			In: 'E.',
			ViGe: 'V',
			EmAd: 'eenmalig@x.example',
		};
		const first = await written('create', 'KnPerson', person);
		const again = await written('create', 'KnPerson', { ...person, MatchPer: '3' });
		expect(again.BcCo).toBe(first.BcCo);
	});

	const files = {
		contract: { data: 'ZWVu', fileName: 'contract.txt', mimeType: 'text/plain' },
		annex: { data: 'dHdlZQ==', fileName: 'bijlage é.txt', mimeType: 'text/plain' },
	};

	const attachmentsOf = (SbId: unknown) =>
		rowsWith(simulator.company, 'Profit_Subject_Attachments', 'subject_id', Number(SbId)).map(
			({ file_name, file_id }) => [
				file_name,
				simulator.company.attachment(String(SbId), String(file_id))?.content.toString(),
			],
		);

	it('a dossier item with two attachments, and a third one later', async () => {
		const { SbId } = await written(
			'create',
			'KnSubject',
			{
				StId: 15,
				Ds: 'Getekend contract',
				KnSubjectLink: { ToEm: true, SfTp: '2', SfId: '1001' },
				KnSubjectAttachment: [
					{ FileStream: { $binary: 'contract' } },
					{ FileStream: { $binary: 'annex' } },
				],
			},
			{ binary: files },
		);
		expect(attachmentsOf(SbId)).toEqual([
			['contract.txt', 'een'],
			['bijlage é.txt', 'twee'],
		]);
		await written(
			'create',
			'KnSubject',
			{
				SbId,
				KnSubjectAttachment: [{ FileName: 'later.txt', FileStream: { $binary: 'contract' } }],
			},
			{ binary: files, options: { subObject: 'KnSubjectAttachment' } },
		);
		expect(attachmentsOf(SbId)).toHaveLength(3);
		expect(simulator.requests.at(-1)?.path).toMatch(
			/\/connectors\/KnSubject\/KnSubjectAttachment$/,
		);
	});

	it('not a dossier item whose file is not there', async () => {
		const { error } = await write('create', 'KnSubject', {
			StId: 15,
			Ds: 'Zonder bestand',
			KnSubjectAttachment: [{ FileStream: { $binary: 'data' } }],
		});
		expect(error?.message).toContain("no binary data named 'data'");
	});

	it('the deletion of one entry of a journal entry, named by all its keys', async () => {
		const { EnNo } = await written('create', 'FiEntries', entry('21,00'));
		const { error } = await write(
			'delete',
			'FiEntries',
			{},
			{
				parameters: {
					keyMode: 'path',
					path: `FiEntryPar/UnId,JoCo/1,40/FiEntries/@EnNo/${String(EnNo)}`,
				},
			},
		);
		expect(error?.message).toBeUndefined();
		expect(rowsWith(simulator.company, 'Profit_Transactions', 'EntryNo', Number(EnNo))).toEqual([]);
	});
});
