import { CONTENT_BYTES, KEY_BYTES, type RowFingerprint } from './rowFingerprint';

const ENTRY_BYTES = KEY_BYTES + CONTENT_BYTES;

/**
 * Rows that were delivered: for each key the content that was delivered last.
 *
 * Keys that turn out not to be unique have the contents of all their rows.
 */
export class SeenRows {
	/** Contents by key, one behind the other. */
	private readonly contents = new Map<string, string>();

	private entries = 0;

	/** Number of rows. */
	get count(): number {
		return this.entries;
	}

	/** Reads what {@link pack} wrote. */
	static unpack(packed: string): SeenRows {
		const bytes = Buffer.from(packed, 'base64').toString('latin1');
		const seen = new SeenRows();
		for (let start = 0; start + ENTRY_BYTES <= bytes.length; start += ENTRY_BYTES) {
			seen.add({
				key: bytes.slice(start, start + KEY_BYTES),
				content: bytes.slice(start + KEY_BYTES, start + ENTRY_BYTES),
			});
		}
		return seen;
	}

	/** As text of 16 characters a row. */
	pack(): string {
		const entries: string[] = [];
		for (const { key, content } of this.all()) entries.push(key, content);
		return Buffer.from(entries.join(''), 'latin1').toString('base64');
	}

	has({ key, content }: RowFingerprint): boolean {
		return contentsIn(this.contents.get(key) ?? '').includes(content);
	}

	hasKey(key: string): boolean {
		return this.contents.has(key);
	}

	add(row: RowFingerprint): void {
		if (this.has(row)) return;
		this.contents.set(row.key, (this.contents.get(row.key) ?? '') + row.content);
		this.entries += 1;
	}

	*all(): Generator<RowFingerprint, void, undefined> {
		for (const [key, contents] of this.contents) {
			for (const content of contentsIn(contents)) yield { key, content };
		}
	}
}

function contentsIn(contents: string): string[] {
	const list: string[] = [];
	for (let start = 0; start < contents.length; start += CONTENT_BYTES) {
		list.push(contents.slice(start, start + CONTENT_BYTES));
	}
	return list;
}
