import { type Answer, json } from './answer';
import {
	RefusedError,
	type CodeValue,
	type GetColumn,
	type Language,
	type UpdateField,
	type UpdateObject,
} from './contract';
import { refusals } from './messages';
import { contains, isSameId, type Caller, type Service } from './service';

/** Answers `GET /metainfo` (reference §3.1): what the App connector of the caller contains. */
export function answerMetainfo(service: Service, { appConnector, language }: Caller): Answer {
	const { company, settings } = service;
	const describe = (definition: {
		id: string;
		description: Readonly<Record<Language, string>>;
	}) => ({
		id: definition.id,
		description: definition.description[language],
	});
	const updateConnectors = company.updateConnectors
		.filter(({ id }) => contains(appConnector.updateConnectors, id))
		.map(describe);
	const getConnectors = company.getConnectors
		.filter(({ id }) => contains(appConnector.getConnectors, id))
		.map(describe);
	const isAbsent = (list: readonly unknown[]) => settings.absentEmptyLists && list.length === 0;
	return json(200, {
		...(isAbsent(updateConnectors) ? {} : { updateConnectors }),
		...(isAbsent(getConnectors) ? {} : { getConnectors }),
		customConnectors: appConnector.customConnectors.map((id) => ({
			id,
			description: id.replace(/^App ?Connector/, '') + 'Connector',
		})),
		...biList(service),
		info: {
			envid: appConnector.environmentId,
			appName: appConnector.name,
			group: appConnector.group,
			tokenExpiry: tokenExpiry(service, appConnector.tokenExpiresInDays),
		},
	});
}

/** A list of BI models, which AFAS documents nowhere. */
function biList({ bi, settings }: Service): object {
	const name = settings.bi.metainfoList;
	return name === ''
		? {}
		: { [name]: bi.models.map(({ id, description }) => ({ id, description })) };
}

/** A moment, or `"0"` for a token that does not expire. That it is ISO 8601 is a guess [SIM]. */
function tokenExpiry({ started }: Service, days: number | undefined): string {
	if (days === undefined) return '0';
	return `${new Date(started + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** Answers `GET /metainfo/get/{id}` (reference §3.2). @throws {RefusedError} when not allowed */
export function answerGetMetainfo(service: Service, caller: Caller, connectorId: string): Answer {
	const { id, description, columns } = findGetConnector(service, caller, connectorId);
	const { language } = caller;
	return json(200, {
		name: id,
		description: description[language],
		fields: columns.map((column) => getField(column, language, service.settings.columnValues)),
	});
}

function getField({ values, ...column }: GetColumn, language: Language, listsValues: boolean) {
	return {
		id: column.id,
		fieldId: column.fieldId,
		dataType: column.dataType,
		label: column.label[language],
		length: column.length,
		controlType: column.controlType,
		decimals: column.decimals,
		// With an s here, without in update metainfo: AFAS spells it so (§0.10).
		decimalsFieldId: '',
		...(listsValues && values !== undefined && { values: described(values, language) }),
	};
}

/** Answers `GET /metainfo/update/{id}` (reference §3.3). @throws {RefusedError} when not allowed */
export function answerUpdateMetainfo(
	service: Service,
	caller: Caller,
	connectorId: string,
): Answer {
	const definition = findUpdateConnector(service, caller, connectorId);
	const { language } = caller;
	return json(200, {
		id: definition.id,
		description: definition.description[language],
		...updateObject(definition, language),
	});
}

function updateObject({ name, fields, objects }: UpdateObject, language: Language): object {
	return {
		name,
		fields: fields.map((field) => updateField(field, language)),
		objects: objects.map((object) => updateObject(object, language)),
	};
}

function updateField(field: UpdateField, language: Language) {
	return {
		fieldId: field.fieldId,
		primaryKey: field.primaryKey,
		dataType: field.dataType,
		label: field.label[language],
		mandatory: field.mandatory,
		length: field.length,
		decimals: field.decimals,
		decimalFieldId: field.decimalFieldId,
		notzero: field.notzero,
		controlType: field.controlType,
		values: field.values === null ? null : described(field.values, language),
	};
}

function described(values: readonly CodeValue[], language: Language) {
	return values.map(({ id, description }) => ({ id, description: description[language] }));
}

/** A GetConnector that the caller may use. @throws {RefusedError} when there is none */
export function findGetConnector(service: Service, { appConnector }: Caller, id: string) {
	const found = service.company.getConnectors.find((one) => isSameId(service, one.id, id));
	if (found === undefined || !contains(appConnector.getConnectors, found.id)) {
		throw new RefusedError(refusals.getConnectorNotAllowed);
	}
	return found;
}

/** An UpdateConnector that the caller may use. @throws {RefusedError} when there is none */
export function findUpdateConnector(service: Service, { appConnector }: Caller, id: string) {
	const found = service.company.updateConnectors.find((one) => isSameId(service, one.id, id));
	if (found === undefined || !contains(appConnector.updateConnectors, found.id)) {
		throw new RefusedError(refusals.updateConnectorNotAllowed);
	}
	return found;
}
