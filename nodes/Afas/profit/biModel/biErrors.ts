import type { ProfitError } from '../exchange/profitError';
import { Failure } from '../failure';
import { nearestWord } from '../nearestName';

/** No BI model was named, or in a way that no address can have. */
export class BiModelNameError extends Failure {}

/** AFAS has no such BI model, or none for this user. */
export class BiModelMissingError extends Failure {
	constructor(model: string, version: number, cause: unknown) {
		const which = version === 0 ? '' : ` in version ${version}`;
		super(
			`AFAS has no BI model '${model}'${which}, or doesn't show it`,
			`Write the name as it is in the address in Profit, capitals too${version === 0 ? '' : ", and leave 'Version' empty for the newest"}. Check the rights of the user of the App Connector, and whether the model has to be made available for OData in Profit.`,
			{ cause },
		);
	}
}

/** A BI model doesn't have the table that was chosen. */
export class BiTableMissingError extends Failure {
	/** @param tables that it has; undefined when its rows have no table with a name */
	constructor(model: string, table: string, tables: readonly string[] | undefined, cause: unknown) {
		super(
			tables?.includes(table) === true
				? `AFAS lists the table '${table}' of the BI model '${model}', but doesn't give it`
				: `The BI model '${model}' has no table '${table}'`,
			adviceFor(table, tables),
			{ cause },
		);
	}
}

function adviceFor(table: string, tables: readonly string[] | undefined): string {
	if (tables === undefined) {
		return "Its rows are in one table without a name: leave 'Table' empty.";
	}
	if (tables.includes(table)) {
		return 'Check the rights of the user of the App Connector, and look at the table in Profit.';
	}
	const near = nearestWord(table, tables);
	const question = near === undefined ? '' : `Did you mean '${near}'? `;
	return `${question}It has ${listed(tables)}.`;
}

/** A BI model has several tables, and nothing tells which one is meant. */
export class BiTableChoiceError extends Failure {
	constructor(model: string, tables: readonly string[]) {
		super(
			`The BI model '${model}' has ${tables.length} tables`,
			tables.length === 0
				? 'AFAS shows none of them: check the rights of the user of the App Connector.'
				: `Choose one in 'Table': ${listed(tables)}.`,
		);
	}
}

/** Tables that a message names. */
const MOST_NAMED = 30;

function listed(tables: readonly string[]): string {
	const named = tables.slice(0, MOST_NAMED).map((name) => `'${name}'`);
	const more = tables.length - named.length;
	return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** AFAS answered with JSON that holds neither rows nor tables. */
export class BiAnswerError extends Failure {
	/** @param words what the answer says; undefined for nothing */
	constructor(model: string, words?: string) {
		const said = words === undefined ? '' : `The answer says: "${words}". `;
		super(
			`AFAS answered with something else than rows of the BI model '${model}'`,
			said +
				"Leave 'Query Parameters' under 'Options' out: with them AFAS may answer in another form. When it stays, look at the address with the node HTTP Request and tell the makers of this node.",
		);
	}
}

/** Why the link to the next rows can't be followed. */
export type LinkFault =
	'odd' | 'elsewhere' | 'version' | 'circle' | 'empty' | 'vain' | 'repeats' | 'unknown';

const MESSAGES: Readonly<Record<LinkFault, string>> = {
	odd: "AFAS's link to the next rows isn't text, so it can't be followed",
	elsewhere: "AFAS's link to the next rows leads to another place, and isn't followed",
	version: 'AFAS leads from one version of the BI model to another during the read',
	circle: "AFAS's link to the next rows leads in a circle",
	empty: "AFAS's links to the next rows lead to nothing but empty pages",
	vain: "AFAS's links to the next rows lead to hardly any new rows",
	repeats: "AFAS's links to the next rows lead to the same rows over and over",
	unknown: 'AFAS no longer knows the place where the read was',
};

const ADVICE: Readonly<Record<LinkFault, string>> = {
	odd: 'All that came was left out. Run it again; when it stays, tell the makers of this node.',
	elsewhere:
		"The token is only sent to BI models at the address in the credential. Check 'Base URL' there, and ask whoever manages the network whether a proxy rewrites answers.",
	version:
		"Rows of two versions don't go together, so all that came was left out. Run it again, or set 'Version' under 'Options'.",
	circle: 'All that came was left out. Run it again; when it stays, tell your administrator.',
	empty: 'All that came was left out. Run it again; when it stays, tell your administrator.',
	vain: 'All that came was left out. Run it again; when it stays, tell your administrator.',
	repeats: 'All that came was left out. Run it again; when it stays, tell your administrator.',
	unknown: 'The model was probably calculated anew: run it again.',
};

/** A read of a BI model can't go on, so nothing of it is put out. */
export class BiLinkError extends Failure {
	constructor(
		readonly fault: LinkFault,
		cause?: unknown,
	) {
		super(MESSAGES[fault], ADVICE[fault], { cause });
	}
}

/** Rows are not where they were when the page before was read. */
export class BiRowsMovedError extends Failure {
	constructor() {
		super(
			'The rows of the BI model moved during the read',
			"The model was probably calculated anew: run it again. Links to the next rows bear that better: set 'Pagination' under 'Options' to 'Automatic'.",
		);
	}
}

/** A CSV file has a header already, and a row has a column that is not in it. */
export class BiColumnsUnknownError extends Failure {
	constructor(columns: readonly string[]) {
		super(
			`A row has ${columns.length === 1 ? 'a column' : 'columns'} that the header of the file doesn't have: ${columns.map((column) => `'${column}'`).join(', ')}`,
			"AFAS leaves out columns that are empty, or gives others than it describes. Name the columns in 'Output Field Names or IDs' under 'Options', or choose NDJSON, where every row has its own.",
		);
	}
}

/** 'Output Field Names or IDs' has columns that the table doesn't have. */
export class BiFieldError extends Failure {
	constructor(unknown: readonly string[], fields: readonly string[]) {
		const names = unknown.map((name) => {
			const near = nearestWord(name, fields);
			return near === undefined ? `'${name}'` : `'${name}' (did you mean '${near}'?)`;
		});
		super(
			`'Output Fields' names ${unknown.length === 1 ? 'a column' : 'columns'} that the table doesn't have: ${names.join(', ')}`,
			'Choose the columns again from the list.',
		);
	}
}

/** What the user asks of OData doesn't go together, or can't be sent. */
export class BiQueryError extends Failure {}

/** Statuses with which AFAS, or OData, may refuse a filter. */
const FILTER_REFUSED: readonly number[] = [400, 404, 405, 422, 500, 501];

/** A refusal in AFAS's own words, after which the user may look at what they asked for. */
export function withFilterAdvice(failure: ProfitError, isFiltered: boolean): ProfitError {
	if (!isFiltered || !FILTER_REFUSED.includes(failure.details.status)) return failure;
	return failure.withAdvice(
		"AFAS does not document filters and query parameters on BI models: try it without 'Filter' and 'Query Parameters'.",
	);
}

/** AFAS gives no list of BI models, which keeps nobody from typing a name. */
export class NoBiModelListError extends Failure {
	constructor() {
		super(
			'AFAS gives no list of BI models',
			"Choose 'By ID' and type the name as it is in the address in Profit.",
		);
	}
}
