import { encodeFileName } from '../../../nodes/Afas/profit/files/fileNameEncoding';
import { nameFor, safeName, UniqueNames } from '../../../nodes/Afas/profit/files/outputName';

describe('encodeFileName', () => {
	it.each([
		['contract-2.pdf', 'contract-2.pdf'],
		['mijn foto.png', 'mijn%20foto.png'],
		['mijn_foto.png', 'mijn_5ffoto.png'],
		['_20.txt', '_5f20.txt'],
		['100%.txt', '100_25.txt'],
		['é.txt', '_C3_A9.txt'],
		['€ 1.txt', '_E2_82_AC%201.txt'],
		["'a'.txt", '_27a_27.txt'],
		['a/b\\c?d#e', 'a_2Fb_5Cc_3Fd_23e'],
		['😀', '_F0_9F_98_80'],
		['..', '_2E_2E'],
		['.x', '.x'],
	])('writes %s as %s', (name, encoded) => {
		expect(encodeFileName(name)).toBe(encoded);
	});
});

describe('safeName', () => {
	it.each([
		['één "bijlage" 100%.pdf', 'één "bijlage" 100%.pdf'],
		['map/sub\\brief.pdf', 'map_sub_brief.pdf'],
		['../../etc/passwd', '.._.._etc_passwd'],
		['regel\r\n2.txt', 'regel__2.txt'],
		['..', 'file'],
		['  ', 'file'],
	])('makes %j %j', (name, safe) => {
		expect(safeName(name)).toBe(safe);
	});
});

test('nameFor knows the extensions of images and reports', () => {
	expect(nameFor('report', 'application/pdf')).toBe('report.pdf');
	expect(nameFor('image', 'image/jpeg')).toBe('image.jpg');
	expect(nameFor('image', 'application/x-unknown')).toBe('image');
	expect(nameFor('image', undefined)).toBe('image');
});

test('UniqueNames numbers names that were given before, whatever their case', () => {
	const names = new UniqueNames();
	const given = [
		'a.pdf',
		'A.PDF',
		'a.pdf',
		'a (2).pdf',
		'a',
		'a',
		'.env',
		'.env',
		'x.tar.gz',
		'x.tar.gz',
	];
	const got = given.map((name) => names.next(name));
	expect(got).toEqual([
		'a.pdf',
		'A (2).PDF',
		'a (3).pdf',
		'a (2) (2).pdf',
		'a',
		'a (2)',
		'.env',
		'.env (2)',
		'x.tar.gz',
		'x.tar (2).gz',
	]);
	expect(new Set(got.map((name) => name.toLowerCase())).size).toBe(given.length);
});
