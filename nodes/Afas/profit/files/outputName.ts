/** Extensions for what AFAS gives without a name (reference §7.3, §7.4). */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
	['application/pdf', 'pdf'],
	['image/bmp', 'bmp'],
	['image/gif', 'gif'],
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['image/svg+xml', 'svg'],
	['image/tiff', 'tif'],
	['image/webp', 'webp'],
]);

/** A name for a file that has none: `report.pdf`. Without a known type, without an extension. */
export function nameFor(base: string, mimeType: string | undefined): string {
	const extension = EXTENSIONS.get(mimeType ?? '');
	return extension === undefined ? base : `${base}.${extension}`;
}

/** A name that any system can keep as a file: slashes and control characters become `_`. */
export function safeName(fileName: string): string {
	const safe = fileName.replace(/[\\/\p{Cc}]/gu, '_').trim();
	return /^\.*$/.test(safe) ? 'file' : safe;
}

/** Gives names that no other file of the same set has, without regard to case. */
export class UniqueNames {
	private readonly taken = new Set<string>();

	/** The name itself, or with the first number that makes it unique: `brief (2).pdf`. */
	next(fileName: string): string {
		const dot = fileName.lastIndexOf('.');
		const [base, extension] =
			dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ''];
		let name = fileName;
		for (let number = 2; this.taken.has(name.toLowerCase()); number++) {
			name = `${base} (${number})${extension}`;
		}
		this.taken.add(name.toLowerCase());
		return name;
	}
}
