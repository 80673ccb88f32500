import { pngOf, type Colour } from '../files/png';
import { textOf } from '../store';
import { dayAgo, officeMoment, type Filling } from './filling';

interface Product {
	readonly group: string;
	readonly groupName: string;
	readonly name: string;
	readonly variants: readonly string[];
	readonly unit: string;
	/** Sales price of the first variant in euro. */
	readonly price: number;
	readonly colour: Colour;
	/** Kept per lot or serial number instead of plain. */
	readonly kind?: '1' | '2';
}

const CABLE: Colour = [60, 60, 60];
const COPPER: Colour = [170, 100, 50];
const WHITE: Colour = [190, 190, 190];
const BLUE: Colour = [40, 80, 150];

const PRODUCTS: readonly Product[] = [
	product(
		'KAB',
		'Kabel en leiding',
		'Installatiekabel XMvK',
		'3x1,5 mm²;3x2,5 mm²;4x2,5 mm²;5x2,5 mm²;5x4 mm²;5x6 mm²',
		'MTR',
		1.35,
		CABLE,
		'2',
	),
	product(
		'KAB',
		'Kabel en leiding',
		'Grondkabel',
		'3x2,5 mm²;4x6 mm²;4x10 mm²;5x16 mm²',
		'MTR',
		2.9,
		CABLE,
		'2',
	),
	product(
		'KAB',
		'Kabel en leiding',
		'Installatiedraad VD 2,5 mm²',
		'blauw;bruin;geel/groen;zwart',
		'MTR',
		0.46,
		CABLE,
	),
	product('KAB', 'Kabel en leiding', 'Datakabel', 'Cat 5e;Cat 6;Cat 6a;Cat 7', 'MTR', 0.72, BLUE),
	product(
		'BUI',
		'Buis en goten',
		'Installatiebuis PVC',
		'16 mm;19 mm;25 mm;32 mm;50 mm',
		'MTR',
		0.88,
		WHITE,
	),
	product(
		'BUI',
		'Buis en goten',
		'Kabelgoot gegalvaniseerd',
		'60x100;60x200;60x300;60x400',
		'MTR',
		11.6,
		WHITE,
	),
	product(
		'BUI',
		'Buis en goten',
		'Koperen buis',
		'12 mm;15 mm;22 mm;28 mm;35 mm',
		'MTR',
		5.4,
		COPPER,
	),
	product(
		'FIT',
		'Fittingen',
		'Knelkoppeling messing',
		'12 mm;15 mm;22 mm;28 mm',
		'STK',
		2.15,
		COPPER,
	),
	product(
		'FIT',
		'Fittingen',
		'Perskoppeling koper',
		'15 mm;22 mm;28 mm;35 mm;42 mm',
		'STK',
		1.95,
		COPPER,
	),
	product('FIT', 'Fittingen', 'T-stuk', '15 mm;22 mm;28 mm', 'STK', 3.1, COPPER),
	product('FIT', 'Fittingen', 'Kogelkraan', '1/2";3/4";1";1 1/4"', 'STK', 8.9, COPPER),
	product(
		'SCH',
		'Schakelmateriaal',
		'Installatieautomaat',
		'B10;B16;C10;C16;C20;C25;C32',
		'STK',
		9.75,
		WHITE,
	),
	product(
		'SCH',
		'Schakelmateriaal',
		'Aardlekschakelaar 30 mA',
		'2P 25A;2P 40A;4P 40A;4P 63A',
		'STK',
		38.5,
		WHITE,
	),
	product(
		'SCH',
		'Schakelmateriaal',
		'Groepenkast',
		'4 groepen;6 groepen;8 groepen;12 groepen',
		'STK',
		148,
		WHITE,
		'1',
	),
	product(
		'SCH',
		'Schakelmateriaal',
		'Wandcontactdoos',
		'enkel;dubbel;opbouw;spatwaterdicht',
		'STK',
		4.95,
		WHITE,
	),
	product('SCH', 'Schakelmateriaal', 'Magneetschakelaar', '9A;12A;18A;25A;32A', 'STK', 27.5, BLUE),
	product('VER', 'Verlichting', 'Ledpaneel', '30x120;60x60;62x62', 'STK', 46, WHITE),
	product('VER', 'Verlichting', 'Ledbuis T8', '60 cm;120 cm;150 cm', 'STK', 7.4, WHITE),
	product(
		'VER',
		'Verlichting',
		'Noodverlichtingsarmatuur',
		'wand;plafond;inbouw',
		'STK',
		62,
		WHITE,
	),
	product('VER', 'Verlichting', 'Highbay', '100 W;150 W;200 W', 'STK', 128, BLUE),
	product(
		'KLI',
		'Klimaat',
		'Radiator type 22',
		'500x600;500x1000;600x800;600x1200;900x600',
		'STK',
		112,
		WHITE,
	),
	product('KLI', 'Klimaat', 'Circulatiepomp', '25-40;25-60;32-60;32-80', 'STK', 139, BLUE, '1'),
	product('KLI', 'Klimaat', 'Kamerthermostaat', 'aan/uit;modulerend;draadloos', 'STK', 54, WHITE),
	product(
		'KLI',
		'Klimaat',
		'Warmtepomp lucht/water',
		'5 kW;7 kW;9 kW;12 kW',
		'STK',
		3_890,
		WHITE,
		'1',
	),
	product('KLI', 'Klimaat', 'Ventilatieunit', '250 m³/h;350 m³/h;450 m³/h', 'STK', 389, WHITE, '1'),
	product('BEV', 'Bevestiging', 'Keilbout', 'M6;M8;M10;M12;M16', 'DOOS', 14.5, CABLE),
	product('BEV', 'Bevestiging', 'Beugel met rubber', '15 mm;22 mm;28 mm;1";2"', 'STK', 0.95, CABLE),
	product('BEV', 'Bevestiging', 'Kabelbinder', '100 mm;200 mm;300 mm', 'DOOS', 3.2, CABLE),
	product(
		'BEV',
		'Bevestiging',
		'Spaanplaatschroef',
		'4x30;4x40;5x50;5x70;6x100',
		'DOOS',
		6.8,
		CABLE,
	),
	product('GER', 'Gereedschap', 'Accuboormachine', '12 V;18 V;18 V set', 'SET', 119, BLUE, '1'),
	product('GER', 'Gereedschap', 'Boor HSS', '4 mm;6 mm;8 mm;10 mm;12 mm', 'STK', 3.95, CABLE),
	product('GER', 'Gereedschap', 'Multimeter', 'standaard;true RMS;stroomtang', 'STK', 69, BLUE),
	product(
		'VEI',
		'Veiligheid',
		'Werkhandschoen',
		'maat 8;maat 9;maat 10;maat 11',
		'STK',
		4.25,
		BLUE,
	),
	product('VEI', 'Veiligheid', 'Veiligheidshelm', 'wit;geel;blauw', 'STK', 12.9, BLUE),
	product('VEI', 'Veiligheid', 'Veiligheidsbril', 'helder;getint', 'STK', 6.5, CABLE),
];

function product(
	group: string,
	groupName: string,
	name: string,
	variants: string,
	unit: string,
	price: number,
	colour: Colour,
	kind?: '1' | '2',
): Product {
	return { group, groupName, name, variants: variants.split(';'), unit, price, colour, kind };
}

/** Adds the catalogue with prices, images and stock. */
export function fillItems(filling: Filling): void {
	const { store } = filling;
	store.reserve('ItCd', 1000);
	for (const item of PRODUCTS) {
		if (store.find('FbItemGroup', { Grp: item.group }) === undefined) {
			store.insert(
				'FbItemGroup',
				{ Grp: item.group, Ds: item.groupName },
				'2015-01-02T08:30:00.113',
			);
		}
		item.variants.forEach((variant, position) => addItem(filling, item, variant, position));
	}
}

function addItem(filling: Filling, item: Product, variant: string, position: number): void {
	const { store, random, files } = filling;
	const created = officeMoment(filling, dayAgo(filling, 3_000, 100));
	const sales = Math.round(item.price * (1 + position * 0.35) * 100) / 100;
	const name = `${item.name} ${variant}`;
	const image = position === 0 ? random.hex(32) : null;
	const picture = image === null ? null : pngOf(64, item.colour);
	if (image !== null && picture !== null) {
		files.keep(image, `${item.group}-${position}.png`, picture);
	}
	const record = store.insert(
		'FbItemArticle',
		{
			ItCd: String(store.next('ItCd')),
			Ds: name,
			Ds_1043: name,
			DsEx: `${item.groupName}, per ${item.unit.toLowerCase()}`,
			Grp: item.group,
			BiUn: item.unit,
			BiSt: true,
			BiDc: item.unit === 'MTR' ? 1 : 0,
			PrFc: 1,
			VaRc: '1',
			VaTp: item.kind ?? '0',
			SaPrice: sales,
			CoPrice: Math.round(sales * 62) / 100,
			Bl: position > 0 && random.chance(0.03),
			BaCo: `87${String(random.between(0, 99_999_999_999)).padStart(11, '0')}`,
			FileId: image,
			Image: picture?.toString('base64') ?? null,
		},
		created,
		undefined,
		officeMoment(filling, dayAgo(filling, 99, 1)),
	);
	for (const War of ['AMF', 'ZWO']) {
		const Qu = War === 'AMF' ? random.between(0, 900) : random.between(0, 200);
		store.insert('FbStock', { ItCd: textOf(record, 'ItCd'), War, Qu }, created);
	}
}
