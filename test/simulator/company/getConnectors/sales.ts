import { getConnector, type Join } from '../getConnector';
import { discountAmount, lineAmount, orderAmounts, type OrderAmounts } from '../orderAmounts';
import { textOf, type TableReader } from '../store';

/** Amount of an order by the name of a sum. */
const amount =
	(name: keyof OrderAmounts) =>
	({ order }: Join, reader: TableReader): number =>
		orderAmounts(order === undefined ? [] : reader.children('FbSalesLines', order.id))[name];

function lines(reader: TableReader): readonly Join[] {
	return reader
		.all('FbSales')
		.flatMap((order) => reader.children('FbSalesLines', order.id).map((line) => ({ order, line })));
}

/** GetConnectors about items, stock and sales orders. */
export const SALES_CONNECTORS = [
	getConnector({
		id: 'Profit_Article',
		description: 'Artikelen | Items',
		columns: `
			ItemCode s40 item.ItCd Itemcode | Item code
			Description s100 item.Ds Omschrijving | Description
			ExtraDescription s100 item.DsEx Extra omschrijving | Extra description
			UnitId s15 item.BiUn Basiseenheid | Basic unit
			Factor i item.PrFc Prijsfactor | Price factor
			ArtGroup s15 item.Grp Artikelgroep | Item group
			Blocked b item.Bl Geblokkeerd | Blocked
			Barcode s30 item.BaCo Barcode | Barcode
			VATGroup s4:vatGroup item.VaRc Btw-tariefgroep | VAT rate group
			ItemTypeCode s20 item.VaTp Type artikel | Type of item
			Stock b item.BiSt Voorraad bijhouden | Track stock
			BitDecimals i item.BiDc Aantal decimalen | Number of decimals
			SalesPrice n2 item.SaPrice Verkoopprijs | Sales price
			CostPrice n2 item.CoPrice Kostprijs | Cost price
			CreateDate d item.@created Aanmaakdatum | Created on
			ModifiedDate d item.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('FbItemArticle').map((item) => ({ item })),
	}),
	getConnector({
		id: 'Profit_Stock_per_Warehouse',
		description: 'Voorraad per magazijn | Stock per warehouse',
		columns: `
			Basisartikeltype_code s20 =itemType Type item | Type of item
			Item_code s40 stock.ItCd Itemcode | Item code
			In_stock n2 stock.Qu Voorraad | Stock
			Unit s15 item.BiUn Eenheid | Unit
			Stock_level_code s15 stock.War Magazijn | Warehouse`,
		joins: (reader) => {
			const items = reader.indexBy('FbItemArticle', 'ItCd');
			return reader
				.all('FbStock')
				.map((stock) => ({ stock, item: items.get(textOf(stock, 'ItCd')) }));
		},
		computed: { itemType: () => 'Art' },
	}),
	getConnector({
		id: 'Profit_Salesorders',
		description: 'Verkooporders | Sales orders',
		columns: `
			OrderNumber s12 order.OrNu Ordernummer | Order number
			Status s20 order.Status Status | Status
			OrderDate d order.OrDa Orderdatum | Order date
			DeliveryDate d order.DaDe Gewenste leverdatum | Required delivery date
			DebtorId s16 order.DbId Verkooprelatie | Sales relation
			CurrencyId s3 order.CuId Valuta | Currency
			CustomerReference s100 order.RfCs Referentie | Reference
			Warehouse s15 order.War Magazijn | Warehouse
			Remark memo order.Re Opmerking | Remark
			Gross n2 =gross Bruto | Gross
			Discount n2 =discount Korting | Discount
			TotalAmount n2 =net Netto | Net
			VAT n2 =vat Btw | VAT
			Quantity n2 =quantity Aantal | Quantity
			InvoiceTotal n2 =total Factuurbedrag | Invoice total
			CreateDate d order.@created Aanmaakdatum | Created on
			ModifiedDate d order.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('FbSales').map((order) => ({ order })),
		computed: {
			gross: amount('gross'),
			discount: amount('discount'),
			net: amount('net'),
			vat: amount('vat'),
			quantity: amount('quantity'),
			total: amount('total'),
		},
	}),
	getConnector({
		id: 'Profit_SalesorderLines',
		description: 'Verkooporderregels | Sales order lines',
		columns: `
			OrderNumber s12 order.OrNu Ordernummer | Order number
			Status s20 order.Status Status | Status
			OrderDate d order.OrDa Orderdatum | Order date
			DebtorId s16 order.DbId Verkooprelatie | Sales relation
			CurrencyId s3 order.CuId Valuta | Currency
			CustomerReference s100 order.RfCs Referentie | Reference
			SeqNo i line.SeNo Volgnummer | Sequence number
			LineGuid s38 line.GuLi Guid regel | Line guid
			ItemTypeCode s20 line.VaIt Type item | Type of item
			ItemCodeId s40 line.ItCd Itemcode | Item code
			Description s255 line.Ds Omschrijving | Description
			UnitId s15 line.BiUn Eenheid | Unit
			PiecePerUnit n2 line.QuUn Aantal eenheden | Number of units
			PricePerUnit n2 line.Upri Prijs per eenheid | Price per unit
			AmtRowDiscount n2 =discount Regelkorting | Line discount
			AmtTotal n2 =amount Regelbedrag | Line amount
			BatchNumbers s255 =batches Partijnummers | Lot numbers
			CreateDate d line.@created Aanmaakdatum | Created on
			ModifiedDate d line.@modified Gewijzigd op | Modified on`,
		joins: lines,
		computed: {
			discount: ({ line }) => (line === undefined ? null : discountAmount(line)),
			amount: ({ line }) => (line === undefined ? null : lineAmount(line)),
			batches: ({ line }, reader) =>
				line === undefined
					? null
					: reader
							.children('FbOrderBatchLines', line.id)
							.map((batch) => textOf(batch, 'BaNu'))
							.join(', ') || null,
		},
	}),
	getConnector({
		id: 'Lindeboom_Partijen',
		description: 'Partijnummers per orderregel | Lot numbers per order line',
		columns: `
			Ordernummer s12 order.OrNu Ordernummer | Order number
			Regel i line.SeNo Regel | Line
			Itemcode s40 line.ItCd Itemcode | Item code
			Partijnummer s100 batch.BaNu Partijnummer | Lot number
			Aantal n2 batch.QuUn Aantal | Quantity
			Gewijzigd_op d batch.@modified Gewijzigd op | Modified on`,
		joins: (reader) =>
			lines(reader).flatMap((join) =>
				reader
					.children('FbOrderBatchLines', join.line?.id ?? -1)
					.map((batch) => ({ ...join, batch })),
			),
	}),
	getConnector({
		id: 'Lindeboom_Aantal_orders',
		description: 'Aantal orders per debiteur | Number of orders per debtor',
		columns: `
			Debiteur s16 relation.DbId Debiteur | Debtor
			Count i =count Aantal orders | Number of orders`,
		joins: (reader) => reader.all('KnSalesRelation').map((relation) => ({ relation })),
		computed: {
			count: ({ relation }, reader) =>
				reader.all('FbSales').filter((order) => textOf(order, 'DbId') === textOf(relation, 'DbId'))
					.length,
		},
	}),
	getConnector({
		id: 'Profit_Article_image',
		description: 'Artikelafbeeldingen | Item images',
		columns: `
			ItemCode s40 item.ItCd Itemcode | Item code
			ImageId s32 item.FileId Afbeelding-Id | Image id
			Image image item.Image Afbeelding | Image
			ModifiedDate d item.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('FbItemArticle').map((item) => ({ item })),
	}),
	getConnector({
		id: 'Profit_DirectInvoices',
		description: 'Directfacturen | Direct invoices',
		columns: `
			OrderNumber s12 order.OrNu Nummer | Number
			OrderDate d order.OrDa Datum | Date
			DebtorId s16 order.DbId Verkooprelatie | Sales relation
			Lines i =lines Aantal regels | Number of lines
			TotalAmount n2 =net Netto | Net
			ModifiedDate d order.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('FbDirectInvoice').map((order) => ({ order })),
		computed: {
			lines: ({ order }, reader) => reader.children('FbDirectInvoiceLines', order?.id ?? -1).length,
			net: ({ order }, reader) =>
				orderAmounts(reader.children('FbDirectInvoiceLines', order?.id ?? -1)).net,
		},
	}),
];
