/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { isDeepStrictEqual } from 'node:util';
import type { UpdateConnector } from '../../nodes/Afas/profit/metainfo/metainfo';
import {
	bodyOf,
	type Body,
	type ShapedRecord,
	shapeRecord,
} from '../../nodes/Afas/profit/record/body';
import { readBody } from '../../nodes/Afas/profit/record/bodyReader';
import type { Element, PlainRecord } from '../../nodes/Afas/profit/record/element';
import type { RecordFinding } from '../../nodes/Afas/profit/record/recordFinding';
import { bodyDifferences, type Difference } from './bodyDifferences';

/** A request that AFAS published. */
export interface Example {
	/** Line in the file, from 1. */
	readonly line: number;
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

/** What became of an example on its way to a record and back. */
export interface ExampleResult {
	readonly example: Example;
	readonly differences: readonly Difference[];
	/** What strict validation refuses the record for. */
	readonly findings: readonly RecordFinding[];
}

/** Gives the metainfo of a connector; undefined when there is no schema of it. */
export type ConnectorSource = (id: string) => UpdateConnector | undefined;

/** Reads a file with one example a line. */
export function readExamples(text: string): Example[] {
	return text.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		const { method, path, body } = JSON.parse(line) as Record<string, unknown>;
		return [{ line: index + 1, method: String(method), path: String(path), body }];
	});
}

/** Whether an example came back as it was, but for forms that AFAS documents as the same. */
export function isEqual({ differences }: ExampleResult): boolean {
	return differences.every(({ verdict }) => verdict === 'documented');
}

/** Turns an example into plain records, builds a body of those, and compares it with the example. */
export function checkExample(example: Example, connectors: ConnectorSource): ExampleResult {
	const [, id, subObject] = /^\/connectors\/([^/]+)(?:\/([^/]+))?/.exec(example.path) ?? [];
	if (id === undefined) return unchecked(example, 'no request to an UpdateConnector');
	const connector = connectors(id);
	if (connector === undefined) return unchecked(example, 'no schema of the connector');
	const { records, findings } = readBody(example.body, connector);
	const purpose = { inserts: example.method === 'POST', subObject };
	const shape = (record: PlainRecord) => shapeRecord(record, connector, undefined, purpose);
	const shaped = records.map(shape);
	const [first, ...others] = shaped.map(({ element }) => element);
	if (first === undefined) return unchecked(example, 'no record in the body');
	const body = overTheWire(bodyOf(connector, [first, ...others]));
	return {
		example,
		differences: [
			...bodyDifferences(example.body, body, connector),
			...roundTripDifferences(body, connector, shape),
		],
		findings: [...findings, ...shaped.flatMap((record) => record.findings)],
	};
}

/** A body that was built must come back from its own records to the letter. */
function roundTripDifferences(
	body: unknown,
	connector: UpdateConnector,
	shape: (record: PlainRecord) => ShapedRecord,
): Difference[] {
	const { records } = readBody(body, connector);
	const elements = records.map((record) => shape(record).element);
	const again = overTheWire(bodyOf(connector, elements as [Element, ...Element[]]));
	if (isDeepStrictEqual(body, again)) return [];
	return [{ class: 'built otherwise the second time', path: '', verdict: 'builder', detail: '' }];
}

function overTheWire(body: Body): unknown {
	return JSON.parse(JSON.stringify(body)) as unknown;
}

function unchecked(example: Example, reason: string): ExampleResult {
	const detail = example.path;
	return {
		example,
		differences: [{ class: reason, path: '', verdict: 'example', detail }],
		findings: [],
	};
}
