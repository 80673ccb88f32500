import type { Cell, DataType, GetColumn, GetConnectorDefinition, Row } from './contract';
import { type Random, seededRandom, shuffleRange } from '../seededRandom';

/** What a made-up GetConnector looks like. */
export interface SyntheticOptions {
	readonly id: string;
	readonly rows: number;
	/** Number of columns, the key included (10). */
	readonly columns?: number;
	/** The same seed gives the same rows (1). */
	readonly seed?: number;
}

interface ColumnKind {
	readonly name: string;
	readonly dataType: DataType;
	readonly length?: number;
	readonly decimals?: number;
	readonly cell: (random: Random, row: number) => Cell;
}

const NAMES = [
	'Jansen',
	'De Vries',
	'Van den Berg',
	'Bakker',
	'Visser',
	'Smit',
	'Meijer',
	'Koster',
];
const CITIES = [
	'Amersfoort',
	'Leusden',
	'Utrecht',
	"'s-Hertogenbosch",
	'Zwolle',
	'Súdwest-Fryslân',
];

/** Kinds of columns after the key, repeated as often as needed. */
const KINDS: readonly ColumnKind[] = [
	{
		name: 'Naam',
		dataType: 'string',
		length: 80,
		cell: (random, row) => `${pick(NAMES, random)} ${row}`,
	},
	{ name: 'Plaats', dataType: 'string', length: 50, cell: (random) => pick(CITIES, random) },
	{
		name: 'Bedrag',
		dataType: 'decimal',
		length: 12,
		decimals: 2,
		cell: (random) => Math.round((random() - 0.2) * 1_000_000) / 100,
	},
	{
		name: 'Gewijzigd_op',
		dataType: 'date',
		cell: (random) => moment(random() * 4 * 365 * 86_400_000),
	},
	{ name: 'Geblokkeerd', dataType: 'boolean', cell: (random) => random() < 0.1 },
	{ name: 'Aantal', dataType: 'int', length: 6, cell: (random) => Math.floor(random() * 50) },
	{
		name: 'Einddatum',
		dataType: 'date',
		cell: (random) => (random() < 0.6 ? null : moment(Math.floor(random() * 1_000) * 86_400_000)),
	},
	{
		name: 'Code',
		dataType: 'string',
		length: 9,
		cell: (random) => String(Math.floor(random() * 1_000)).padStart(9, '0'),
	},
	{
		name: 'Opmerking',
		dataType: 'string',
		length: 255,
		cell: (random) => (random() < 0.5 ? null : `Gebeld met ${pick(NAMES, random)}`),
	},
];

/**
 * Makes up a GetConnector: a unique whole number `Nummer` from 1, then columns of mixed types, with
 * empty values, repeated values and moments with a hidden fraction. Rows come in no order.
 */
export function syntheticConnector({
	id,
	rows: count,
	columns: width = 10,
	seed = 1,
}: SyntheticOptions): {
	definition: GetConnectorDefinition;
	rows: Row[];
} {
	const kinds = Array.from(
		{ length: width - 1 },
		(_, index) => KINDS[index % KINDS.length] as ColumnKind,
	);
	const ids = kinds.map(({ name }, index) => {
		const round = Math.floor(index / KINDS.length) + 1;
		return round === 1 ? name : `${name}_${round}`;
	});
	const key = makeColumn('Nummer', { dataType: 'int', length: 10 }, 0);
	const columns = [
		key,
		...kinds.map((kind, index) => makeColumn(ids[index] ?? '', kind, index + 1)),
	];
	const random = seededRandom(seed);
	const rows = Array.from({ length: count }, (_, index) => {
		const row: Row = { Nummer: index + 1 };
		kinds.forEach(({ cell }, position) => {
			row[ids[position] ?? ''] = cell(random, index + 1);
		});
		return row;
	});
	shuffleRange(rows, 0, rows.length, random);
	return { definition: { id, description: { nl: id, en: id }, columns }, rows };
}

function makeColumn(
	id: string,
	{ dataType, length = 0, decimals = 0 }: Pick<ColumnKind, 'dataType' | 'length' | 'decimals'>,
	index: number,
): GetColumn {
	const label = id.replaceAll('_', ' ');
	return {
		id,
		fieldId: `U${String(index + 1).padStart(3, '0')}`,
		dataType,
		label: { nl: label, en: label },
		length,
		controlType: 5,
		decimals,
	};
}

function pick(list: readonly string[], random: Random): string {
	return list[Math.floor(random() * list.length)] ?? '';
}

/** A stored moment, in ms after the start of 2023. */
function moment(offset: number): string {
	return new Date(Date.UTC(2023, 0, 1) + Math.floor(offset)).toISOString().slice(0, 23);
}
