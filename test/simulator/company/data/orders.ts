import { numberOf, textOf, type StoredRecord } from '../store';
import { addDays, momentOf, weekday } from '../wallClock';
import { guidOf } from '../identifiers';
import { atMostYesterday, officeMoment, workday, type Filling } from './filling';

/** Adds about 1,500 sales orders over the last two years, numbered in the order of their dates. */
export function fillOrders(filling: Filling): void {
	const { store, today, random } = filling;
	const debtors = store.all('KnSalesRelation').filter((debtor) => debtor.values.Bl !== true);
	const items = store.all('FbItemArticle').filter((item) => item.values.Bl !== true);
	store.reserve('OrNu', 202_400);
	for (let day = addDays(today, -730); day < today; day = addDays(day, 1)) {
		if (weekday(day) > 5) continue;
		const orders = random.pick([1, 2, 2, 3, 3, 4, 5]);
		for (let order = 0; order < orders; order++)
			addOrder(filling, day, random.pick(debtors), items);
	}
}

function addOrder(
	filling: Filling,
	day: string,
	debtor: StoredRecord,
	items: readonly StoredRecord[],
): void {
	const { store, random } = filling;
	const moment = officeMoment(filling, day);
	const delivered = workday(addDays(day, random.between(1, 9)));
	const done = delivered < filling.today;
	const order = store.insert(
		'FbSales',
		{
			OrNu: String(store.next('OrNu')),
			OrDa: momentOf(day),
			DbId: textOf(debtor, 'DbId'),
			DaDe: momentOf(delivered),
			CuId: 'EUR',
			Unit: 1,
			War: random.pick(['AMF', 'AMF', 'ZWO']),
			PaCd: textOf(debtor, 'PaCd'),
			RfCs: random.chance(0.7) ? `INK-${random.between(1000, 9999)}` : null,
			VeId: null,
			Status: done ? 'G' : 'O',
			Re: random.chance(0.05) ? 'Graag vooraf bellen.\nLossen aan de achterzijde.' : null,
		},
		moment,
		undefined,
		done ? officeMoment(filling, atMostYesterday(filling, delivered)) : moment,
	);
	const lines = random.between(1, 6);
	for (let line = 1; line <= lines; line++) addLine(filling, order, random.pick(items), line);
}

function addLine(filling: Filling, order: StoredRecord, item: StoredRecord, number: number): void {
	const { store, random } = filling;
	const amount = item.values.BiUn === 'MTR' ? random.between(1, 20) * 25 : random.between(1, 40);
	const quantity = numberOf(item, 'SaPrice') > 500 ? random.between(1, 2) : amount;
	const line = store.insert(
		'FbSalesLines',
		{
			SeNo: number,
			GuLi: guidOf(random.hex(32)),
			VaIt: '2',
			ItCd: textOf(item, 'ItCd'),
			Ds: textOf(item, 'Ds'),
			BiUn: textOf(item, 'BiUn'),
			VaRc: textOf(item, 'VaRc'),
			QuUn: quantity,
			Upri: numberOf(item, 'SaPrice'),
			PRDc: random.pick([0, 0, 0, 5, 10]),
		},
		order.created,
		order.id,
		order.modified,
	);
	if (item.values.VaTp !== '2') return;
	const BaNu = `P${order.created.slice(2, 4)}${random.between(10_000, 99_999)}`;
	store.insert('FbOrderBatchLines', { BaNu, QuUn: quantity }, order.created, line.id);
}
