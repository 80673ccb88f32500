import { base64Length, decodeBase64 } from '../../../nodes/Afas/profit/files/base64';
import { bytes } from '../../nodes/dossierFiles';

describe('decodeBase64', () => {
	it.each([0, 1, 2, 3, 4, 57, 58, 10_000])('gives %d bytes back', (size) => {
		const content = bytes(size, 7);
		const text = content.toString('base64');
		expect(decodeBase64(text)).toEqual(content);
		expect(base64Length(size)).toBe(text.length);
		for (const lineBreak of ['\r\n', '\n']) {
			expect(decodeBase64(text.replace(/.{1,76}/g, `$&${lineBreak}`))).toEqual(content);
		}
	});

	it.each([
		'data:image/png;base64,',
		'data:text/plain;charset=utf-8;base64,',
		'data:application/vnd.ms-excel;name="a, b.xls";base64,',
		'DATA:;BASE64,',
		'  data:;base64,',
	])('takes what a data URL begins with: %s', (start) => {
		const content = bytes(1_000, 7);
		expect(decodeBase64(`${start}${content.toString('base64')}`)).toEqual(content);
	});

	it.each([
		['cut off', 'QUJDR'],
		['cut off within its padding', 'QUI'],
		['of another alphabet', 'QUJ-_w=='],
		['with a foreign character', 'QUJD!A=='],
		['with padding in the middle', 'QQ==QUJD'],
		['with too much padding', 'Q==='],
		['of padding only', '===='],
		['with a data URL that is not Base64', 'data:text/plain,QUJD'],
		['with a data URL and foreign characters', 'data:text/plain;base64,QU!D'],
		['a web page', '<html></html>'],
		['with a letter of another script', 'QUJé'],
	])('refuses a text %s', (_, text) => {
		expect(decodeBase64(text)).toBeUndefined();
	});
});
