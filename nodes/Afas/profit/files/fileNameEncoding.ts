/**
 * Writes the name of a file the way the FileConnector reads it: percent-encoded with `_` in the
 * place of `%`, so that `_` itself becomes `_5f`, and a space stays `%20` (reference §7.2).
 *
 * Plain names without `_` are the same in this and in ordinary percent-encoding.
 */
export function encodeFileName(fileName: string): string {
	const isDots = /^\.+$/.test(fileName);
	return [...Buffer.from(fileName, 'utf8')].map((byte) => encodeByte(byte, isDots)).join('');
}

/** A segment of dots alone would lead out of the path. */
function encodeByte(byte: number, encodesDots: boolean): string {
	const character = String.fromCharCode(byte);
	if (character === ' ') return '%20';
	if (character === '_') return '_5f';
	if (/[A-Za-z0-9~-]/.test(character) || (character === '.' && !encodesDots)) return character;
	return `_${byte.toString(16).padStart(2, '0').toUpperCase()}`;
}
