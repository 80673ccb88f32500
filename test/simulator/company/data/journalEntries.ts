import { numberOf, textOf } from '../store';
import { orderAmounts } from '../orderAmounts';
import type { Filling } from './filling';

/** Adds a sales invoice to the ledger for every order that is finished. */
export function fillJournalEntries({ store }: Filling): void {
	store.reserve('EnNo', 70_000);
	for (const order of store.all('FbSales')) {
		if (order.values.Status !== 'G') continue;
		const { net, vat, total } = orderAmounts(store.children('FbSalesLines', order.id));
		const day = textOf(order, 'DaDe');
		const entry = store.insert(
			'FiEntryPar',
			{ UnId: 1, JoCo: '70', Year: Number(day.slice(0, 4)), Peri: Number(day.slice(5, 7)) },
			order.modified,
		);
		const EnNo = store.next('EnNo');
		const InId = `VF${String(numberOf(order, 'OrNu')).padStart(6, '0')}`;
		const common = {
			EnNo,
			EnDa: day,
			BpDa: day,
			BpNr: InId,
			InId,
			Ds: `Order ${textOf(order, 'OrNu')}`,
		};
		const add = (SeNo: number, VaAs: string, AcNr: string, AmDe: number, AmCr: number) =>
			store.insert(
				'FiEntries',
				{ ...common, SeNo, VaAs, AcNr, AmDe, AmCr, VaId: SeNo === 2 ? '2' : null },
				order.modified,
				entry.id,
			);
		add(1, '2', textOf(order, 'DbId'), total, 0);
		add(2, '1', '8000', 0, net);
		add(3, '1', '1530', 0, vat);
	}
}
