import type { Company, DeleteLevel } from '../../contract';
import { everything, fixedCompany, keysIn, post, refusalOf, rowsWith } from '../fixture';

type Line = Record<string, unknown>;

function line(VaAs: string, AcNr: string, AmDe: string, AmCr: string, more: Line = {}): Line {
	return {
		Fields: {
			VaAs,
			AcNr,
			EnDa: '2024-03-05',
			BpDa: '2024-03-01',
			BpNr: 'F-1',
			Ds: 'Proef',
			AmDe,
			AmCr,
		},
		...more,
	};
}

const ALLOCATION = {
	Objects: { FiDimEntries: { Element: { Fields: { DiC1: '200', AmDe: '100.00', AmCr: '0' } } } },
};

function balanced(): Line[] {
	return [
		line('3', '60005', '0', '121.00'),
		line('1', '4500', '100.00', '0', ALLOCATION),
		line('1', '1520', '21.00', '0'),
	];
}

function book(company: Company, lines: readonly Line[], fields: object = {}) {
	const Element = {
		Fields: { Year: '2024', Peri: '3', UnId: '1', JoCo: '40', ...fields },
		Objects: { FiEntries: { Element: lines } },
	};
	return post(company, 'FiEntries', { FiEntryPar: { Element } });
}

describe('journal entries', () => {
	it('books an entry that balances, under one number', () => {
		const company = fixedCompany();
		const { EnNo, UnId } = keysIn(book(company, balanced()), 'FiEntryPar');
		expect(UnId).toBe('1');
		const rows = rowsWith(company, 'Profit_Transactions', 'EntryNo', Number(EnNo));
		expect(rows.map((row) => [row.AccountNo, row.AmtDebit, row.AmtCredit, row.SeqNo])).toEqual([
			['60005', 0, 121, 1],
			['4500', 100, 0, 2],
			['1520', 21, 0, 3],
		]);
		expect(
			rowsWith(company, 'Lindeboom_Verbijzonderingen', 'Boeking', Number(EnNo))[0],
		).toMatchObject({ Kostenplaats: '200', Debet: 100 });
	});

	it('refuses an entry that does not balance, and keeps nothing of it', () => {
		const company = fixedCompany();
		const before = everything(company);
		const lines = [...balanced().slice(0, 2), line('1', '1520', '20.99', '0')];
		expect(refusalOf(() => book(company, lines)).message.en).toBe(
			'The journal entry does not balance: debit and credit are not equal.',
		);
		expect(everything(company)).toBe(before);
	});

	it('balances to the cent where fractions of a number do not', () => {
		const lines = [
			line('1', '4300', '0.10', '0'),
			line('1', '4300', '0.20', '0'),
			line('1', '1100', '0', '0.30'),
		];
		expect(book(fixedCompany(), lines).status).toBe(201);
	});

	it.each([
		[
			'a blocked period',
			{ Year: '2022', Peri: '8' },
			balanced(),
			'For this administration, period 8 of the year 2022 is blocked.',
		],
		[
			'a period that is not there',
			{ Peri: '13' },
			balanced(),
			"The entered value for 'Period' does not exist.",
		],
		[
			'a journal that is not there',
			{ JoCo: '99' },
			balanced(),
			"The entered value for 'Journal' does not exist.",
		],
		[
			'an account that is not there',
			{},
			[line('1', '9999', '1', '0'), line('1', '1100', '0', '1')],
			"The entered value for 'Account number' does not exist.",
		],
		[
			'a creditor that is not there',
			{},
			[line('3', '1100', '1', '0'), line('1', '1100', '0', '1')],
			"The entered value for 'Account number' does not exist.",
		],
		[
			'a missing allocation',
			{},
			[line('1', '8074', '0', '5'), line('1', '1100', '5', '0')],
			"Allocation code for axis 'Cost center' must be filled for account 8074",
		],
		[
			'a missing account',
			{},
			[{ Fields: { VaAs: '1', EnDa: '2024-03-05' } }],
			"Enter a value for 'Account number'.",
		],
	])('refuses %s', (_name, fields, lines, message) => {
		expect(refusalOf(() => book(fixedCompany(), lines, fields)).message.en).toBe(message);
	});

	it('refuses an entry date in a blocked period', () => {
		const lines = [line('1', '4300', '1', '0'), line('1', '1100', '0', '1')].map((entry) => ({
			Fields: { ...(entry.Fields as object), EnDa: '2022-11-01' },
		}));
		expect(refusalOf(() => book(fixedCompany(), lines)).message.en).toBe(
			"Date '1-11-2022' belongs to a blocked period",
		);
	});

	it('deletes a booking by the nested path', () => {
		const company = fixedCompany();
		const { EnNo = '' } = keysIn(book(company, balanced()), 'FiEntryPar');
		const other = keysIn(book(company, balanced()), 'FiEntryPar').EnNo;
		const path: DeleteLevel[] = [
			{ element: 'FiEntryPar', keys: { UnId: '1', JoCo: '40' } },
			{ element: 'FiEntries', keys: { EnNo } },
		];
		expect(company.remove('FiEntries', path)).toBe(true);
		expect(rowsWith(company, 'Profit_Transactions', 'EntryNo', Number(EnNo))).toEqual([]);
		expect(rowsWith(company, 'Profit_Transactions', 'EntryNo', Number(other))).toHaveLength(3);
		expect(refusalOf(() => company.remove('FiEntries', path)).message.nl).toContain('bestaat niet');
	});
});
