import type {
	Company,
	CompanyModes,
	DeleteLevel,
	GetConnectorDefinition,
	Row,
	StoredFile,
	UpdateConnectorDefinition,
	WriteAnswer,
	WriteRequest,
} from '../contract';
import { getConnectorAfterUpdate, updateConnectorAfterUpdate } from './afterUpdate';
import { demoCompany } from './data/demoCompany';
import type { ExtraRecords } from './data/extraRecords';
import { REPORTS } from './data/foundations';
import type { FileCabinet } from './files/fileCabinet';
import { GET_CONNECTORS } from './getConnectors/all';
import { OwnConnectors } from './ownConnectors';
import { getConnectorBlocked, getConnectorNotSupported } from './refusals';
import { RowCache } from './rowCache';
import { randomChoices } from './randomChoices';

import type { UpdateConnectorModel } from './updateConnector';
import { updateConnectors } from './updateConnectors/all';
import { amsterdamText } from './wallClock';
import { Writing } from './writing/writing';

/** How the company is set up. */
export interface CompanyOptions {
	/** Seed of the demo data; the same seed and clock give the same data. Default 1. */
	readonly seed?: number;
	/** Switches for behaviour that the reference could not confirm. */
	readonly modes?: Partial<CompanyModes>;
	/** The clock; demo data ends the day before it, and changes get its time. */
	readonly now?: () => Date;
	/** Gives KnEmployee thousands of fields and code values, as in large environments. */
	readonly largeMetainfo?: boolean;
	/** Records beside the demo data, for tests of large amounts. */
	readonly extra?: ExtraRecords;
}

const DEFAULT_MODES: CompanyModes = {
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

type UpdateConnectorModels = ReadonlyMap<string, UpdateConnectorModel>;

/** What the update makes of connectors. */
function changed<T>(
	before: ReadonlyMap<string, T>,
	afterUpdate: (connector: T) => T | undefined,
): ReadonlyMap<string, T> {
	return new Map(
		[...before].flatMap(([id, connector]) => {
			const after = afterUpdate(connector);
			return after === undefined ? [] : [[id, after] as const];
		}),
	);
}

/** GetConnectors of AFAS, before and after the update. */
const SUPPLIED = {
	before: GET_CONNECTORS,
	after: changed(GET_CONNECTORS, getConnectorAfterUpdate),
};

/** Makes Lindeboom Techniek B.V. with its data, rules and connectors. */
export function createCompany(options: CompanyOptions = {}): Company {
	return new DemoCompany(options);
}

class DemoCompany implements Company {
	readonly modes: CompanyModes;
	private readonly files: FileCabinet;
	private readonly own = new OwnConnectors();
	/** Rows of the connectors, before and after the update. */
	private readonly caches: Readonly<Record<CompanyModes['update'], RowCache>>;
	private readonly models: Readonly<Record<CompanyModes['update'], UpdateConnectorModels>>;
	private readonly writing: Writing;

	constructor({
		seed = 1,
		modes,
		now = () => new Date(),
		largeMetainfo = false,
		extra = {},
	}: CompanyOptions) {
		this.modes = { ...DEFAULT_MODES, ...modes };
		const models = updateConnectors(largeMetainfo);
		this.models = { before: models, after: changed(models, updateConnectorAfterUpdate) };
		const { store, files } = demoCompany(seed, amsterdamText(now()).slice(0, 10), extra);
		this.files = files;
		this.caches = { before: new RowCache(store), after: new RowCache(store) };
		this.writing = new Writing({
			store,
			files,
			random: randomChoices(seed + 1),
			modes: this.modes,
			models: () => this.models[this.modes.update],
			now: () => amsterdamText(now()),
		});
	}

	get getConnectors(): readonly GetConnectorDefinition[] {
		const supplied = [...SUPPLIED[this.modes.update].values()].map(({ definition }) => definition);
		const added = this.own.definitions;
		return [...supplied.filter(({ id }) => !this.own.has(id)), ...added];
	}

	get updateConnectors(): readonly UpdateConnectorDefinition[] {
		return [...this.models[this.modes.update].values()].map(({ definition }) => definition);
	}

	rowsOf(connectorId: string): readonly Row[] {
		if (this.own.has(connectorId)) return this.own.rows(connectorId);
		const { update } = this.modes;
		const connector = SUPPLIED[update].get(connectorId);
		if (connector === undefined) throw getConnectorNotSupported();
		if (connector.definition.blocked === true) throw getConnectorBlocked();
		return this.caches[update].rowsOf(connector);
	}

	write(request: WriteRequest): WriteAnswer {
		return this.writing.write(request);
	}

	remove(
		connectorId: string,
		levels: readonly DeleteLevel[],
		by: 'connector' | 'user' = 'connector',
	): boolean {
		return this.writing.remove(connectorId, levels, by);
	}

	publishWorkflows(): void {
		this.writing.publishWorkflows();
	}

	attachment(subjectId: string, fileId: string): StoredFile | undefined {
		return this.writing.isAttached(subjectId, fileId) ? this.files.find(fileId) : undefined;
	}

	file(fileId: string): StoredFile | undefined {
		return this.files.find(fileId);
	}

	image(imageId: string): StoredFile | undefined {
		const found = this.files.find(imageId);
		return found?.mimeType.startsWith('image/') === true ? found : undefined;
	}

	report(reportId: string): StoredFile | undefined {
		const known = Object.values<string>(REPORTS).includes(reportId.toUpperCase());
		return known ? this.files.find(reportId) : undefined;
	}

	addGetConnector(definition: GetConnectorDefinition, rows: Row[]): void {
		this.own.add(definition, rows);
	}

	ownRows(connectorId: string): Row[] {
		return this.own.rows(connectorId);
	}
}
