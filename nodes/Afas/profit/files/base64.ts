/** Characters that no Base64 has; white space is allowed, since AFAS may break the text into lines. */
const FOREIGN = /[^A-Za-z0-9+/=\s]/;

/** The start of a data URL (RFC 2397), which tools for images and web pages put before Base64. */
const DATA_URL = /^\s*data:[\w.+/-]*(?:;[\w-]+=(?:"[^"]*"|[^;,"]*))*;base64,/i;

/** Base64 without the start of a data URL, such as `data:image/png;base64,`; other texts as they are. */
export function withoutDataUrl(text: string): string {
	return text.replace(DATA_URL, '');
}

/**
 * Decodes Base64, with or without line breaks, and with or without the start of a data URL.
 *
 * Node.js decodes anything, and silently leaves out what it can't read: a text that was cut off or
 * mixed up would become a broken file. So the whole text is looked at first.
 *
 * @returns undefined when the text isn't Base64 from the first character to the last
 */
export function decodeBase64(encoded: string): Buffer | undefined {
	const text = withoutDataUrl(encoded);
	if (FOREIGN.test(text)) return undefined;
	const compact = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
	if (compact.length % 4 !== 0) return undefined;
	const padding = compact.indexOf('=');
	if (padding >= 0 && !/^={1,2}$/.test(compact.slice(padding))) return undefined;
	return Buffer.from(compact, 'base64');
}

/** Characters that so many bytes take in Base64, without line breaks. */
export function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}
