import type { Company, Row } from '../contract';
import { NumberedRows } from '../numberedRows';

/** A column of a table of a BI model. */
export interface BiColumn {
	readonly id: string;
	readonly type: 'Edm.Int32' | 'Edm.String' | 'Edm.DateTimeOffset' | 'Edm.Decimal' | 'Edm.Boolean';
	readonly nullable: boolean;
	/** First version of the model that has it. */
	readonly since: number;
}

/** A table of a BI model, in a fixed order. */
export interface BiTable {
	readonly name: string;
	readonly key: string;
	readonly columns: readonly BiColumn[];
	/** Its rows as they were calculated last. */
	readonly rows: () => readonly Row[];
	/** Rows for benchmarks, which are not kept. */
	readonly numbered?: NumberedRows;
}

/** A BI model: calculated beforehand, and so at rest until it is calculated anew. */
export interface BiModel {
	readonly id: string;
	readonly description: string;
	/** Newest version; older ones from 1 on are there as well. */
	readonly version: number;
	readonly tables: readonly BiTable[];
	/** How often it was calculated anew. */
	calculations: number;
}

/** Rows of the table with the facts of `Verkoopomzet`. */
export const TURNOVER_ROWS = 25_000;

/** Rows of the only table of `Financiele mutaties`. */
export const MUTATION_ROWS = 12_000;

const column = (id: string, type: BiColumn['type'], more: Partial<BiColumn> = {}): BiColumn => ({
	id,
	type,
	nullable: true,
	since: 1,
	...more,
});
const key = (id: string) => column(id, 'Edm.Int32', { nullable: false });

/** The BI models of a company. Values follow from its debtors and items. */
export class BiCatalogue {
	readonly models: BiModel[];

	constructor(private readonly company: Company) {
		this.models = [this.turnover(), this.mutations(), this.empty()];
	}

	/** A model by its name, to the letter. */
	find(id: string): BiModel | undefined {
		return this.models.find((model) => model.id === id);
	}

	/** Calculates a model anew: the first row of each table is gone, and places in it are forgotten. */
	recalculate(id: string): void {
		const model = this.find(id);
		if (model !== undefined) model.calculations += 1;
	}

	/** Adds a model with one table, whose rows are numbered from 1, for benchmarks. */
	addNumbered(id: string, rows: number, columns: number): void {
		const numbered = new NumberedRows({ id, rows, columns, seed: 1 });
		const table: BiTable = {
			name: id,
			key: 'Nummer',
			columns: numbered.definition.columns.map((one) => column(one.id, 'Edm.String')),
			rows: () => [],
			numbered,
		};
		this.models.push({ id, description: id, version: 1, tables: [table], calculations: 0 });
	}

	/** Adds a model with rows of its own. The first column is the key. */
	add(id: string, tables: ReadonlyArray<Pick<BiTable, 'name' | 'columns' | 'rows'>>): void {
		const keyed = tables.map((table) => ({ ...table, key: table.columns[0]?.id ?? '' }));
		this.models.push({ id, description: id, version: 1, tables: keyed, calculations: 0 });
	}

	private turnover(): BiModel {
		const debtors = kept(() => named(this.company, 'Profit_Debtor', 'DebtorId', 'DebtorName'));
		const items = kept(() => named(this.company, 'Profit_Article', 'ItemCode', 'Description'));
		const facts = kept(() =>
			Array.from({ length: TURNOVER_ROWS }, (_, index) =>
				turnoverRow(index + 1, debtors().length, items().length),
			),
		);
		return {
			id: 'Verkoopomzet',
			description: 'Verkoopomzet',
			version: 2,
			calculations: 0,
			tables: [
				{
					name: 'Verkoopomzet',
					key: 'Id',
					rows: facts,
					columns: [
						key('Id'),
						column('Debiteur_ref', 'Edm.Int32'),
						column('Artikel_ref', 'Edm.Int32'),
						column('Factuurdatum', 'Edm.DateTimeOffset'),
						column('Factuurnummer', 'Edm.String'),
						column('Omschrijving', 'Edm.String'),
						column('Omzet', 'Edm.Decimal'),
						column('Aantal', 'Edm.Int32', { since: 2 }),
					],
				},
				dimension('Debiteuren', debtors),
				dimension('Artikelen', items),
			],
		};
	}

	private mutations(): BiModel {
		const rows = kept(() =>
			Array.from({ length: MUTATION_ROWS }, (_, index): Row => ({
				Boekstuk: 20_000 + index,
				Rekening: String(4000 + (index % 90) * 10),
				'Bedrag & btw': index % 50 === 0 ? null : (index % 4_000) / 4,
				Geblokkeerd: index % 7 === 0,
			})),
		);
		return {
			id: 'Financiele mutaties',
			description: 'Financiële mutaties',
			version: 1,
			calculations: 0,
			tables: [
				{
					name: 'Mutaties',
					key: 'Boekstuk',
					rows,
					columns: [
						key('Boekstuk'),
						column('Rekening', 'Edm.String'),
						column('Bedrag & btw', 'Edm.Decimal'),
						column('Geblokkeerd', 'Edm.Boolean'),
					],
				},
			],
		};
	}

	private empty(): BiModel {
		const table = { name: 'Leeg', key: 'Id', columns: [key('Id')], rows: () => [] };
		return { id: 'Leeg', description: 'Leeg', version: 1, calculations: 0, tables: [table] };
	}
}

function dimension(name: string, rows: () => readonly Row[]): BiTable {
	const columns = [key('Id'), column('Code', 'Edm.String'), column('Naam', 'Edm.String')];
	return { name, key: 'Id', columns, rows };
}

/** Codes and names of a company, numbered from 1 as the dimensions of a star are. */
function named(company: Company, connector: string, code: string, name: string): Row[] {
	const isThere = company.getConnectors.some(({ id }) => id === connector);
	const rows = isThere ? company.rowsOf(connector) : [{ [code]: '1', [name]: 'Een' }];
	return rows.map((row, index) => ({
		Id: index + 1,
		Code: row[code] ?? null,
		Naam: row[name] ?? null,
	}));
}

function turnoverRow(number: number, debtors: number, items: number): Row {
	const day = String(1 + (number % 28)).padStart(2, '0');
	const month = String(1 + (Math.floor(number / 28) % 12)).padStart(2, '0');
	return {
		Id: number,
		Debiteur_ref: 1 + ((number * 7) % debtors),
		Artikel_ref: 1 + ((number * 3) % items),
		Factuurdatum: `2026-${month}-${day}T${number % 5 === 0 ? '09:30' : '00:00'}:00Z`,
		Factuurnummer: `VK26-${String(number).padStart(5, '0')}`,
		Omschrijving: number % 3 === 0 ? `Regel; "${number}"` : null,
		Omzet: (number % 9_000) / 4,
		Aantal: 1 + (number % 9),
	};
}

function kept<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
