/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { deflateSync } from 'node:zlib';

/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A square PNG of `size` pixels: a coloured face with a lighter band, as a stand-in for a photo. */
export function pngOf(size: number, colour: Colour): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const face = pixelRow(size, colour, 0);
	const band = pixelRow(size, colour, 60);
	const rows = Array.from({ length: size }, (_, row) =>
		Math.abs(row - size / 2) < size / 6 ? band : face,
	);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function pixelRow(size: number, colour: Colour, lighter: number): Buffer {
	const pixel = colour.map((part) => Math.min(255, part + lighter));
	return Buffer.concat([Buffer.from([0]), Buffer.alloc(size * 3, Buffer.from(pixel))]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

function crc32(data: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of data) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
