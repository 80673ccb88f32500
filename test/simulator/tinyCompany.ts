import {
	RefusedError,
	type Company,
	type CompanyModes,
	type DeleteLevel,
	type GetColumn,
	type GetConnectorDefinition,
	type Row,
	type StoredFile,
	type Translated,
	type UpdateConnectorDefinition,
	type UpdateField,
	type WriteAnswer,
	type WriteRequest,
} from './contract';

const both = (text: string): Translated => ({ nl: text, en: text });

/** A column with everything but its id and type at rest. */
export function tinyColumn(
	id: string,
	dataType: GetColumn['dataType'],
	fieldId = 'U001',
): GetColumn {
	return { id, fieldId, dataType, label: both(id), length: 0, controlType: 5, decimals: 0 };
}

const PEOPLE: GetConnectorDefinition = {
	id: 'Tiny_People',
	description: { nl: 'Mensen', en: 'People' },
	columns: [
		{ ...tinyColumn('Nr', 'int', 'U001'), label: { nl: 'Nummer', en: 'Number' } },
		tinyColumn('Naam', 'string', 'U002'),
		tinyColumn('Code', 'string', 'U003'),
		{ ...tinyColumn('Bedrag', 'decimal', 'U004'), decimals: 2 },
		tinyColumn('Geblokkeerd', 'boolean', 'U005'),
		tinyColumn('Gewijzigd_op', 'date', 'U006'),
		tinyColumn('Einddatum', 'date', 'U007'),
	],
};

const PEOPLE_ROWS: readonly Row[] = [
	person(1, 'Jansen', '000001005', 10.5, false, '2024-02-14T16:03:11.482', null),
	person(
		2,
		'de Vries',
		'000001006',
		-0.5,
		true,
		'2024-02-14T16:03:11.500',
		'2024-12-31T00:00:00.000',
	),
	person(3, '50% korting; jansen, Piet', 'A', null, false, '2024-02-14T23:59:59.700', null),
	person(4, null, 'a', 3, false, '2024-02-15T08:00:00.000', '2024-03-22T00:00:00.000'),
	person(5, 'Van den Berg', '', 1234.567, true, null, null),
];

function person(
	Nr: number,
	Naam: string | null,
	Code: string,
	Bedrag: number | null,
	Geblokkeerd: boolean,
	Gewijzigd_op: string | null,
	Einddatum: string | null,
): Row {
	return { Nr, Naam, Code, Bedrag, Geblokkeerd, Gewijzigd_op, Einddatum };
}

const FIELD: UpdateField = {
	fieldId: 'SbId',
	primaryKey: true,
	dataType: 'int',
	label: { nl: 'Dossieritem', en: 'Dossier item' },
	mandatory: true,
	length: 10,
	decimals: 0,
	decimalFieldId: '',
	notzero: false,
	controlType: 5,
	values: null,
};

const EMPLOYEE: UpdateConnectorDefinition = {
	id: 'KnEmployee',
	name: 'AfasEmployee',
	description: { nl: 'Medewerker', en: 'Employee' },
	fields: [
		FIELD,
		{
			...FIELD,
			fieldId: 'ViPr',
			primaryKey: false,
			values: [{ id: 'H', description: { nl: 'HOOG', en: 'HIGH' } }],
		},
	],
	objects: [{ name: 'AfasContract', fields: [FIELD], objects: [] }],
};

const FILES: Readonly<Record<string, StoredFile>> = {
	'1/AAAA': { fileName: 'brief één.txt', mimeType: 'text/plain', content: Buffer.from('brief') },
	FFFF: { fileName: 'mijn_foto 100%é.png', mimeType: 'image/png', content: Buffer.from([1, 2, 3]) },
	CCCC: { fileName: 'a,b.txt', mimeType: 'text/plain', content: Buffer.from('x') },
	IIII: { fileName: 'i.jpg', mimeType: 'image/jpeg', content: Buffer.from([255, 216]) },
	RRRR: { fileName: 'r.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-') },
};

/** The smallest company that shows every rule of the service, and remembers what it is asked. */
export class TinyCompany implements Company {
	readonly rows = new Map<string, Row[]>();
	readonly definitions: GetConnectorDefinition[] = [];
	readonly updateConnectors = [EMPLOYEE];
	readonly writes: WriteRequest[] = [];
	readonly removals: DeleteLevel[][] = [];
	answer: WriteAnswer = { status: 201, body: undefined };
	isThere = true;
	readonly modes: CompanyModes = {
		putStatus: 201,
		resultsWrapper: true,
		unknownFields: 'refuse',
		deleteMissing: 'refuse',
		emptyFiles: 'keep',
		changedDays: 'oncePerDay',
		emptyKeys: 'ignore',
		itemTypeLetters: 'accept',
		nullValues: 'clear',
		reactionAttachments: 'dossierItem',
		update: 'before',
	};

	constructor() {
		this.addGetConnector(
			PEOPLE,
			PEOPLE_ROWS.map((row) => ({ ...row })),
		);
		this.addGetConnector({ ...PEOPLE, id: 'Tiny_Blocked', blocked: true }, []);
	}

	get getConnectors(): readonly GetConnectorDefinition[] {
		return this.definitions;
	}

	rowsOf(connectorId: string): readonly Row[] {
		return this.ownRows(connectorId);
	}

	/** Refuses bodies with a `refuse` in them, in two languages. */
	write(request: WriteRequest): WriteAnswer {
		if (JSON.stringify(request.body).includes('refuse')) {
			const message = {
				nl: "De ingevulde waarde bij 'Medewerker' bestaat niet.",
				en: "The entered value for 'Employee' does not exist.",
			};
			throw new RefusedError({ message, errorNumber: -2147220469 });
		}
		this.writes.push(request);
		return this.answer;
	}

	remove(_connectorId: string, levels: readonly DeleteLevel[]): boolean {
		this.removals.push([...levels]);
		return this.isThere;
	}

	/** It has none. */
	publishWorkflows(): void {}

	attachment(subjectId: string, fileId: string): StoredFile | undefined {
		return FILES[`${subjectId}/${fileId}`];
	}

	file(fileId: string): StoredFile | undefined {
		return FILES[fileId];
	}

	image(imageId: string): StoredFile | undefined {
		return FILES[imageId];
	}

	report(reportId: string): StoredFile | undefined {
		return FILES[reportId];
	}

	addGetConnector(definition: GetConnectorDefinition, rows: Row[]): void {
		this.definitions.push(definition);
		this.rows.set(definition.id, rows);
	}

	ownRows(connectorId: string): Row[] {
		return this.rows.get(connectorId) ?? [];
	}
}
