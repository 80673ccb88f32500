import { runScript, SOUND_PACKAGE } from './packageFixture';

const scan = (changes: Readonly<Record<string, string>>) =>
	runScript('scanPackage.mjs', { ...SOUND_PACKAGE, ...changes });

const manifest = (changes: Readonly<Record<string, unknown>>) => ({
	'package.json': JSON.stringify({
		...(JSON.parse(SOUND_PACKAGE['package.json'] ?? '') as object),
		...changes,
	}),
});

test('a sound package passes both scans', () => {
	const { status, output } = scan({});
	expect(output).toContain('scan of the source: nothing found');
	expect(output).toContain('scan of the tarball: nothing found');
	expect(status).toBe(0);
});

test('an error in the source fails', () => {
	const source = SOUND_PACKAGE['credentials/DemoApi.credentials.ts'] ?? '';
	const { status, output } = scan({
		'credentials/DemoApi.credentials.ts': source.replace("'Demo API'", "'Demo'"),
	});
	expect(output).toMatch(/scan of the source: error credentials\/DemoApi\.credentials\.ts:\d+ /);
	expect(status).toBe(1);
});

test('an error only in what is shipped fails', () => {
	const { status, output } = scan({ 'dist/nodes/Demo/text.js': "console.log('text');" });
	expect(output).toContain('scan of the source: nothing found');
	expect(output).toMatch(/scan of the tarball: error dist\/nodes\/Demo\/text\.js:1 .*no-console/);
	expect(status).toBe(1);
});

test('a runtime dependency fails', () => {
	const { status, output } = scan(manifest({ dependencies: { lodash: '4.17.21' } }));
	expect(output).toContain('no-runtime-dependencies');
	expect(status).toBe(1);
});

test('a warning, which the scanner itself would leave out, fails', () => {
	const { status, output } = scan(manifest({ homepage: undefined }));
	expect(output).toMatch(/scan of the source: warning package\.json:\d+ .*require-homepage/);
	expect(status).toBe(1);
});
