import { createHash } from 'node:crypto';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { Row } from '../simulator/contract';
import type { Simulator } from '../simulator/server';
import type { Engine } from './engine';

/** Parameters of an operation on files. */
export function filing(operation: string, more: object = {}): Parameters<Engine['run']>[0] {
	return { parameters: { resource: 'file', operation, ...more } };
}

/** A file as n8n keeps it in memory. */
export function binaryOf(fileName: string | undefined, content: Buffer): IBinaryData {
	return {
		data: content.toString('base64'),
		mimeType: 'application/octet-stream',
		bytes: content.length,
		...(fileName !== undefined && { fileName }),
	};
}

/** The content of a file of an output item. */
export function contentOf(item: INodeExecutionData | undefined, field = 'data'): Buffer {
	const binary = item?.binary?.[field];
	if (binary === undefined) throw new Error(`The item has no file '${field}'.`);
	return Buffer.from(binary.data, 'base64');
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** Bytes that follow from a seed and repeat nowhere near. */
export function bytes(size: number, seed = 1): Buffer {
	const content = Buffer.alloc(size);
	let state = seed;
	for (let at = 0; at + 4 <= size; at += 4) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		content.writeUInt32LE(state, at);
	}
	for (let at = size - (size % 4); at < size; at++) content[at] = at & 0xff;
	return content;
}

/** Makes a dossier item in the simulator, with attachments. @returns its number */
export function addSubject(
	{ company }: Simulator,
	files: ReadonlyArray<readonly [fileName: string, content: Buffer]> = [],
): string {
	const attachments = files.map(([FileName, content]) => ({
		Fields: { FileName, FileStream: content.toString('base64') },
	}));
	const { body } = company.write({
		method: 'POST',
		connectorId: 'KnSubject',
		body: {
			KnSubject: {
				Element: {
					Fields: { StId: 1, Ds: 'Test van bestanden' },
					...(attachments.length > 0 && {
						Objects: [{ KnSubjectAttachment: { Element: attachments } }],
					}),
				},
			},
		},
	});
	const { results } = body as { results: { KnSubject: { SbId: string } } };
	return results.KnSubject.SbId;
}

/** Adds a reaction with attachments to a dossier item. */
export function addReaction(
	{ company }: Simulator,
	subjectId: string,
	files: ReadonlyArray<readonly [fileName: string, content: Buffer]>,
): void {
	const Element = files.map(([FileName, content]) => ({
		Fields: { FileName, FileStream: content.toString('base64') },
	}));
	company.write({
		method: 'POST',
		connectorId: 'KnSubjectReaction',
		body: {
			KnReaction: {
				Element: {
					Fields: { SbId: subjectId, SbTx: 'Met bijlagen' },
					Objects: [{ KnReactionAttachment: { Element } }],
				},
			},
		},
	});
}

/** The attachments of a dossier item as a GetConnector lists them. */
export function attachmentsOf(
	{ company }: Simulator,
	subjectId: string,
	connector = 'Profit_Subject_Attachments',
): Row[] {
	return company.rowsOf(connector).filter(({ subject_id }) => String(subject_id) === subjectId);
}
