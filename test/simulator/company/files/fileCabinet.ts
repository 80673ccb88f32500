import type { StoredFile } from '../../contract';

/** Files and images by their id (32 hexadecimal digits, no braces). */
export class FileCabinet {
	private readonly files = new Map<string, StoredFile>();

	/** A cabinet with the same files that goes its own way. */
	copy(): FileCabinet {
		const copy = new FileCabinet();
		for (const [id, file] of this.files) copy.files.set(id, file);
		return copy;
	}

	/** Keeps a file; its type follows from the extension of its name. */
	keep(id: string, fileName: string, content: Buffer): void {
		this.files.set(plainId(id), { fileName, mimeType: mimeTypeOf(fileName), content });
	}

	/** The file with this id. */
	find(id: string): StoredFile | undefined {
		return this.files.get(plainId(id));
	}
}

const MIME_TYPES: Readonly<Record<string, string>> = {
	pdf: 'application/pdf',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	txt: 'text/plain',
	csv: 'text/csv',
	json: 'application/json',
	xml: 'application/xml',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function mimeTypeOf(fileName: string): string {
	const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
	return MIME_TYPES[extension] ?? 'application/octet-stream';
}

function plainId(id: string): string {
	return id.replace(/[{}-]/g, '').toUpperCase();
}
