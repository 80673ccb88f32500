import { addDays, momentOf } from '../wallClock';
import { BUSINESS_STREETS, TOWNS } from './dutchNames';
import { dayAgo, officeMoment, type Filling } from './filling';
import { addAddress } from './people';

/** Records beside the demo data, for tests of large amounts. */
export interface ExtraRecords {
	/** Debtors, each with an organisation and an address. */
	readonly debtors?: number;
	/** Journal entries of two lines, over the last 380 days. */
	readonly journalEntries?: number;
}

/** Days over which journal entries are spread: all in periods that are open. */
const DAYS = 380;

/** Adds records whose names only count up: choosing unique ones by chance takes too long. */
export function fillExtraRecords(
	filling: Filling,
	{ debtors = 0, journalEntries = 0 }: ExtraRecords,
): void {
	for (let number = 1; number <= debtors; number++) addDebtor(filling, number);
	for (let number = 1; number <= journalEntries; number++) addJournalEntry(filling, number);
}

function addDebtor(filling: Filling, number: number): void {
	const { store, random } = filling;
	const created = officeMoment(filling, dayAgo(filling, 3_600, 30));
	const BcId = store.next('BcId');
	const BcCo = String(1_000_000 + BcId);
	const name = `Handelsonderneming ${String(number).padStart(5, '0')}`;
	const host = `handel${number}.example`;
	const organisation = store.insert(
		'KnOrganisation',
		{ BcCo, BcId, SeNm: `HAN${number}`, Nm: `${name} B.V.`, EmAd: `info@${host}`, LgId: 'NL' },
		created,
	);
	addAddress(filling, organisation, created, BUSINESS_STREETS, random.pick(TOWNS));
	const values = {
		DbId: String(store.next('DbId')),
		BcCo,
		IsDb: true,
		CuId: 'EUR',
		PaCd: '30',
		VaDu: '1',
		Bl: false,
		Krli: random.between(1, 40) * 1_000,
		ColA: '1300',
	};
	const modified = officeMoment(filling, dayAgo(filling, 29, 1));
	store.insert('KnSalesRelation', values, created, undefined, modified);
}

function addJournalEntry(filling: Filling, number: number): void {
	const { store, random } = filling;
	const day = addDays(filling.today, -(1 + (number % DAYS)));
	const created = officeMoment(filling, day);
	const [year, month] = day.split('-').map(Number);
	const EnNo = store.next('EnNo');
	const entry = store.insert(
		'FiEntryPar',
		{ UnId: 1, JoCo: '90', Year: year ?? null, Peri: month ?? null, EnNo },
		created,
	);
	const moment = momentOf(day);
	const common = {
		EnNo,
		EnDa: moment,
		BpDa: moment,
		BpNr: `M${number}`,
		Ds: `Memoriaal ${number}`,
	};
	const amount = random.between(100, 900_000) / 100;
	const lines = [
		['4300', amount, 0],
		['1100', 0, amount],
	] as const;
	lines.forEach(([AcNr, AmDe, AmCr], position) => {
		const line = { ...common, SeNo: position + 1, VaAs: '1', AcNr, AmDe, AmCr, VaId: null };
		store.insert('FiEntries', line, created, entry.id);
	});
}
