import { refused, valueDoesNotExist, valueMissing } from '../refusals';
import { cellOf, numberOf, textOf, type StoredRecord } from '../store';
import { storedFile } from './fileRules';
import { refersTo } from './referenceCheck';
import type { ElementRule, Situation } from './rules';
import type { Session } from './session';

const ACCOUNT = { nl: 'Rekening', en: 'Account number' };
const PERIOD = { nl: 'Periode', en: 'Period' };
const LINES = { nl: 'Boekingsregel', en: 'Entry line' };

/** Tables in which an account must exist, by the type of account. */
const ACCOUNT_TABLES: Readonly<Record<string, readonly [table: string, field: string]>> = {
	'1': ['KnAccount', 'AcNr'],
	'2': ['KnSalesRelation', 'DbId'],
	'3': ['KnPurchaseRelation', 'CrId'],
};

/** Journal entries, ledger accounts and allocation codes. */
export const FINANCE_RULES: Readonly<Record<string, ElementRule>> = {
	FiEntryPar: {
		standalone: true,
		removeWhenEmpty: true,
		deleteKeys: [
			['UnId', 'JoCo'],
			['UnId', 'JoCo', 'Year', 'Peri'],
		],
		locate: () => undefined,
		defaults: ({ session }) => ({
			UnId: 1,
			EnNo: session.number('EnNo', 'FiEntries', 'EnNo'),
		}),
		check: checkOpenPeriod,
		finish: finishEntry,
	},
	FiEntries: {
		deleteKeys: [['EnNo'], ['InId']],
		locate: () => undefined,
		defaults: ({ session, parent }) => ({
			EnNo: cellOf(parent, 'EnNo'),
			SeNo: parent === undefined ? 1 : session.store.children('FiEntries', parent.id).length + 1,
			AmDe: 0,
			AmCr: 0,
		}),
		derive: storedFile,
		check: ({ session, values }) => {
			const [table, field] = ACCOUNT_TABLES[String(values.VaAs)] ?? ['KnAccount', 'AcNr'];
			if (!refersTo(session.store, table, field, String(values.AcNr)))
				throw valueDoesNotExist(ACCOUNT);
			checkOpenDay(session, String(values.EnDa));
		},
		finish: checkAllocation,
	},
	FiDimEntries: {
		defaults: () => ({ AmDe: 0, AmCr: 0 }),
		check: ({ session, incoming, values }) => {
			for (const axis of ['1', '2']) {
				const code = values[`DiC${axis}`] ?? null;
				if (code === null) continue;
				const known = session.store.find('KnDimCode', { AxId: axis, VbCo: String(code) });
				const label = incoming.model.fields.get(`DiC${axis}`)?.label ?? ACCOUNT;
				if (known === undefined || cellOf(known, 'Bl') === true) throw valueDoesNotExist(label);
			}
		},
	},
};

function checkOpenPeriod({ session, values }: Situation): void {
	const { Year, Peri } = values;
	const keys = { UnId: '1', Year: String(Year), Peri: String(Peri) };
	const period = session.store.find('KnPeriod', keys);
	if (period === undefined) throw valueDoesNotExist(PERIOD);
	if (cellOf(period, 'Bl') !== true) return;
	throw refused(
		`Voor deze administratie is periode ${keys.Peri} van het jaar ${keys.Year} geblokkeerd.`,
		`For this administration, period ${keys.Peri} of the year ${keys.Year} is blocked.`,
	);
}

function checkOpenDay(session: Session, day: string): void {
	const [year = '', month = '', date = ''] = day
		.slice(0, 10)
		.split('-')
		.map((part) => String(Number(part)));
	const period = session.store.find('KnPeriod', { UnId: '1', Year: year, Peri: month });
	if (cellOf(period, 'Bl') !== true) return;
	const written = `${date}-${month}-${year}`;
	throw refused(
		`Datum '${written}' valt in een geblokkeerde periode`,
		`Date '${written}' belongs to a blocked period`,
	);
}

function finishEntry(session: Session, entry: StoredRecord): void {
	const lines = session.store.children('FiEntries', entry.id);
	if (lines.length === 0) throw valueMissing(LINES);
	const cents = (field: string): number =>
		lines.reduce((total, line) => total + Math.round(numberOf(line, field) * 100), 0);
	if (cents('AmDe') !== cents('AmCr')) {
		throw refused(
			'De boeking is niet in evenwicht: debet en credit zijn niet gelijk.',
			'The journal entry does not balance: debit and credit are not equal.',
		);
	}
	session.update(entry, { EnNo: cellOf(lines[0], 'EnNo'), InId: cellOf(lines[0], 'InId') });
}

function checkAllocation(session: Session, line: StoredRecord): void {
	const account = session.store.find('KnAccount', { AcNr: textOf(line, 'AcNr') });
	if (textOf(line, 'VaAs') !== '1' || cellOf(account, 'DiRq') !== true) return;
	const allocations = session.store.children('FiDimEntries', line.id);
	const complete = allocations.some((allocation) => textOf(allocation, 'DiC1') !== '');
	if (complete) return;
	const number = textOf(line, 'AcNr');
	throw refused(
		`Verbijzonderingscode van as 'Kostenplaats' moet zijn gevuld bij rekening ${number}`,
		`Allocation code for axis 'Cost center' must be filled for account ${number}`,
	);
}
