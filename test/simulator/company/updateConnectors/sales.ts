import { element, updateConnector, type ElementModel } from '../updateConnector';

const ORDER = `
	OrDa d Datum | Date
	DbId! s16 >KnSalesRelation.DbId Verkooprelatie | Sales relation
	FaTo s16 >KnSalesRelation.DbId Factureren aan | Invoice to
	DaDe d Gewenste leverdatum | Required delivery date
	DaPr d Datum levering (toegezegd) | Delivery date (promised)
	CuId s3 Valuta | Currency
	Rate^ n5 Valutakoers | Exchange rate
	RfCs s100 Opdrachtnummer/referentie | Order number/reference
	VaDu s3 =vatDuty Btw-plicht | VAT duty
	InVa b Prijs incl. btw | Price incl. VAT
	PaCd s5 >KnPaymentCondition.PaCd Betaalvoorwaarde | Payment condition
	Re memo Opmerking | Remark
	Unit i >KnAdministration.UnId Administratie | Administration
	BkOr b Backorder | Backorder
	FxBl b Order blokkeren | Block order
	DlYN b Uitleverbaar | Deliverable
	TrPt s16 Vervoerder | Carrier
	ExAd s255 Omschrijving afleveradres | Description of delivery address
	CrOr b Creditorder | Credit order
	War s15 >FbWarehouse.War Magazijn | Warehouse
	LgId s3 Taal | Language
	DeCo s20 =delivery Leveringsconditie | Delivery condition
	InPc n2 Factuurkorting (%) | Invoice discount (%)
	JoCo s6 >KnJournal.JoCo Dagboek factuur | Journal of invoice
	PrId s15 >PtProject.PrId Project | Project
	DlAd i >KnContact.CdId Afleveradres | Delivery address
	U5A6B7C8D9E0F1A2B3C4D5E6F70819203 s50 Referentie webwinkel | Web shop reference`;

const LINE = `
	GuLi# s38 Guid regel | Line guid
	VaIt! s10 =itemType Type item | Type of item
	ItCd* s40 Itemcode | Item code
	Ds s255 Omschrijving | Description
	VaRc s4 =vatGroup Btw-tariefgroep | VAT rate group
	BiUn* s15 >FbUnit.Unit Eenheid | Unit
	QuUn^ n4 Aantal eenheden | Number of units
	Upri n4 Prijs per eenheid | Price per unit
	PRDc n2 Kortingspercentage regel | Line discount percentage
	War s15 >FbWarehouse.War Magazijn | Warehouse
	DaDe d Gewenste leverdatum | Required delivery date
	Re memo Opmerking | Remark
	PrId s15 >PtProject.PrId Project | Project
	V1Cd s16 Kostenplaats | Cost centre
	SeNo i Volgnummer | Sequence number`;

const BATCH = `
	BaNu#! s100 Partijnummer | Lot number
	BiUn s15 >FbUnit.Unit Eenheid | Unit
	QuUn^ n4 Aantal | Quantity
	ExDa d Houdbaar tot | Best before
	Re memo Opmerking | Remark`;

const SERIAL = `
	SeNu#! s100 Serienummer | Serial number
	BiUn s15 >FbUnit.Unit Eenheid | Unit
	QuUn n4 Aantal | Quantity`;

const COMPOSITION = `
	GuLi# s38 Guid regel | Line guid
	VaIt! s10 =itemType Type item | Type of item
	ItCd! s40 Itemcode | Item code
	QuUn n4 Aantal eenheden | Number of units`;

function lotsAndSerials(objects: readonly ElementModel[]): readonly ElementModel[] {
	return [
		element('FbOrderBatchLines', BATCH, objects),
		element('FbOrderSerialLines', SERIAL, objects),
	];
}

function salesLines(): ElementModel {
	return element('FbSalesLines', LINE, [
		...lotsAndSerials([]),
		element('AfasFbOrderCompLines', COMPOSITION, lotsAndSerials([])),
	]);
}

function invoiceLines(): ElementModel {
	const location = element(
		'FbOrderLocationLines',
		'LoCd#! s25 Locatie | Location\nQuUn n4 Aantal | Quantity',
	);
	return element('FbDirectInvoiceLines', LINE, [
		...lotsAndSerials([location]),
		location,
		element('AfasFbOrderCompLines', COMPOSITION, [...lotsAndSerials([location]), location]),
	]);
}

const ITEM = `
	ItCd# s40 Itemcode | Item code
	AuId~ b Autonummering | Automatic numbering
	Ds s100 Omschrijving | Description
	Ds_1031 s100 Omschrijving (Duits) | Description (German)
	Ds_1036 s100 Omschrijving (Frans) | Description (French)
	Ds_1043 s100 Omschrijving (Nederlands) | Description (Dutch)
	Ds_2057 s100 Omschrijving (Engels) | Description (English)
	Ds_2067 s100 Omschrijving (Vlaams) | Description (Flemish)
	DsEx s100 Extra omschrijving | Extra description
	ChDs b Omschrijving te wijzigen | Description can be changed
	DsEx_1031 s100 Extra omschrijving (Duits) | Extra description (German)
	DsEx_1036 s100 Extra omschrijving (Frans) | Extra description (French)
	DsEx_2067 s100 Extra omschrijving (Vlaams) | Extra description (Flemish)
	DsEx_1043 s100 Extra omschrijving (Nederlands) | Extra description (Dutch)
	DsEx_2057 s100 Extra omschrijving (Engels) | Extra description (English)
	Grp! s15 >FbItemGroup.Grp Artikelgroep | Item group
	BiSt b Voorraad bijhouden | Track stock
	BiDc i Aantal decimalen | Number of decimals
	BiUn! s15 >FbUnit.Unit Basiseenheid | Basic unit
	PrFc^ i Prijsfactor | Price factor
	VaRc s4 =vatGroup Tariefgroep | Rate group
	VaTp s20 =articleKind Type artikel | Type of item
	Loc s15 Locatie | Location
	PuPrice n4 Inkoopprijs | Purchase price
	StPrice n4 Verrekenprijs | Settlement price
	SaPrice n4 Verkoopprijs | Sales price
	CoPrice n4 Kostprijs | Cost price
	BaCo s30 Barcode | Barcode
	Bl b Geblokkeerd | Blocked
	Re memo Opmerking | Remark
	FileName~ s255 Naam bestand | Name of file
	FileStream~ file Afbeelding | Image`;

/** UpdateConnectors for items, sales orders and direct invoices. */
export const SALES_CONNECTORS = [
	updateConnector({
		id: 'FbItemArticle',
		description: 'Artikel | Item',
		methods: 'POST PUT DELETE',
		answers: 'ItCd',
		element: element('FbItemArticle', ITEM, [
			element(
				'FbArticleCustom',
				`
				U8F7E6D5C4B3A29180706F5E4D3C2B1A0 s50 Energielabel | Energy label
				U2D4F6A8C0E1B3D5F7092A4C6E8F01B3D b Gevaarlijke stof | Hazardous substance`,
			),
		]),
	}),
	updateConnector({
		id: 'FbSales',
		description: 'Verkooporder | Sales order',
		methods: 'POST PUT DELETE',
		answers: 'OrNu',
		element: element('FbSales', `OrNu# s12 Nummer | Number\n${ORDER}`, [salesLines()]),
	}),
	updateConnector({
		id: 'FbDirectInvoice',
		description: 'Balie-/directfactuur | Direct invoice',
		methods: 'POST PUT DELETE',
		answers: 'OrNu',
		element: element('FbDirectInvoice', `OrNu# s12 Nummer | Number\n${ORDER}`, [invoiceLines()]),
	}),
];
