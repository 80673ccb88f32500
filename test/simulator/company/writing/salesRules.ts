import { refused, valueDoesNotExist, valueMissing } from '../refusals';
import { cellOf, textOf, type StoredRecord } from '../store';
import { storedImage } from './fileRules';
import { NOT_APPLICABLE, refersTo } from './referenceCheck';
import type { ElementRule, Situation } from './rules';
import type { Session } from './session';

const ITEM_CODE = { nl: 'Itemcode', en: 'Item code' };
const DESCRIPTION = { nl: 'Omschrijving', en: 'Description' };
const ARTICLE = '2';

const ORDER_RULE: ElementRule = {
	standalone: true,
	defaults: ({ session, incoming, values }) => {
		const debtor = session.store.find('KnSalesRelation', { DbId: String(values.DbId ?? '') });
		return {
			OrNu: String(session.number('OrNu', incoming.model.name, 'OrNu')),
			OrDa: session.today,
			CuId: 'EUR',
			Unit: 1,
			War: 'AMF',
			PaCd: cellOf(debtor, 'PaCd'),
			Status: 'O',
		};
	},
	check: ({ session, existing, values }) => {
		const debtor = session.store.find('KnSalesRelation', { DbId: String(values.DbId ?? '') });
		if (existing !== undefined || cellOf(debtor, 'Bl') !== true) return;
		throw refused(
			`Verkooprelatie ${textOf(debtor, 'DbId')} is geblokkeerd voor levering.`,
			`Sales relation ${textOf(debtor, 'DbId')} is blocked for delivery.`,
		);
	},
};

const LINE_RULE: ElementRule = {
	defaults: (situation) => {
		const { session, incoming, parent } = situation;
		const lines =
			parent === undefined ? [] : session.store.children(incoming.model.name, parent.id);
		const last = Math.max(0, ...lines.map((line) => Number(cellOf(line, 'SeNo') ?? 0)));
		return { GuLi: session.guid(), SeNo: last + 1, PRDc: 0, QuUn: 1, ...itemDefaults(situation) };
	},
	check: ({ session, values }) => {
		const code = values.ItCd ?? null;
		if (values.VaIt === '3') return;
		if (code === null) throw valueMissing(ITEM_CODE);
		if (
			values.VaIt === ARTICLE &&
			!refersTo(session.store, 'FbItemArticle', 'ItCd', String(code))
		) {
			throw valueDoesNotExist(ITEM_CODE);
		}
	},
};

/** Items, sales orders and direct invoices. */
export const SALES_RULES: Readonly<Record<string, ElementRule>> = {
	FbSales: ORDER_RULE,
	FbSalesLines: LINE_RULE,
	FbDirectInvoice: ORDER_RULE,
	FbDirectInvoiceLines: LINE_RULE,
	AfasFbOrderCompLines: LINE_RULE,
	FbItemArticle: {
		standalone: true,
		defaults: ({ session }) => ({
			ItCd: String(session.number('ItCd', 'FbItemArticle', 'ItCd')),
			BiSt: true,
			BiDc: 0,
			PrFc: 1,
			VaRc: '1',
			VaTp: '0',
			Bl: false,
			SaPrice: 0,
		}),
		derive: ({ session, incoming, values }) => ({
			...descriptions(incoming.values, values),
			...storedImage(session, incoming),
		}),
		check: ({ values }) => {
			if ((values.Ds ?? null) === null) throw valueMissing(DESCRIPTION);
		},
		finish: addStock,
		checkDelete: (session, item) => {
			if (!refersTo(session.store, 'FbSalesLines', 'ItCd', textOf(item, 'ItCd'))) return;
			throw refused(
				`Artikel ${textOf(item, 'ItCd')} is in gebruik en kan niet worden verwijderd.`,
				`Item ${textOf(item, 'ItCd')} is in use and cannot be deleted.`,
			);
		},
	},
	FbArticleCustom: { single: true },
};

/** The description without a language and the Dutch one are the same. */
function descriptions(
	given: Situation['values'],
	values: Situation['values'],
): Situation['values'] {
	if (given.Ds_1043 !== undefined) return { Ds: given.Ds_1043 };
	return { Ds_1043: values.Ds ?? null };
}

function itemDefaults({
	session,
	values,
}: Situation): Readonly<Record<string, string | number | null>> {
	if (values.VaIt !== ARTICLE) return { BiUn: NOT_APPLICABLE, VaRc: '1', Upri: 0 };
	const item = session.store.find('FbItemArticle', { ItCd: String(values.ItCd ?? '') });
	return {
		Ds: textOf(item, 'Ds') || null,
		BiUn: textOf(item, 'BiUn') || null,
		VaRc: textOf(item, 'VaRc') || '1',
		Upri: Number(cellOf(item, 'SaPrice') ?? 0),
	};
}

function addStock(session: Session, item: StoredRecord): void {
	const ItCd = textOf(item, 'ItCd');
	if (refersTo(session.store, 'FbStock', 'ItCd', ItCd)) return;
	session.insert('FbStock', { ItCd, War: 'AMF', Qu: 0 });
}
