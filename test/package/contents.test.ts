/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEMO } from '../simulator/access';
import { DEMO_CERTIFICATE, DEMO_PRIVATE_KEY } from '../simulator/demoCertificate';

const ROOT = resolve(__dirname, '../..');

/** Bytes of the packed file. */
const MOST_BYTES = 450_000;

/** What `npm pack` would put in the package. */
interface Packed {
	readonly size: number;
	readonly files: ReadonlyArray<{ readonly path: string }>;
}

/** Built code, its types, the codex files, the icons, and what npm always adds. */
const SHIPPED = [
	/^dist\/(credentials|nodes)\/[\w/.]+\.(js|d\.ts)$/,
	/^dist\/nodes\/[\w/]+\.node\.json$/,
	/^dist\/icons\/[\w.]+\.svg$/,
	/^(package\.json|LICENSE|README(\.nl)?\.md)$/,
];

let packed: Packed;

beforeAll(() => {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=error'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	packed = (JSON.parse(output) as Packed[])[0] ?? { size: 0, files: [] };
});

const paths = () => packed.files.map(({ path }) => path);

it('is what is built, and nothing else', () => {
	expect(paths().length).toBeGreaterThan(50);
	expect(paths().filter((path) => !SHIPPED.some((pattern) => pattern.test(path)))).toEqual([]);
});

it('has no tests and no source maps', () => {
	expect(paths().filter((path) => /\.map$|\.test\.|(^|\/)tests?\//.test(path))).toEqual([]);
	for (const path of paths().filter((one) => one.endsWith('.js'))) {
		expect(readFileSync(resolve(ROOT, path), 'utf8')).not.toContain('sourceMappingURL');
	}
});

it('has every file that n8n is told to load', () => {
	const { n8n } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	expect(paths()).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
});

it('is small', () => {
	expect(packed.size).toBeGreaterThan(50_000);
	expect(packed.size).toBeLessThan(MOST_BYTES);
});

it('has nothing secret of the tests in it', () => {
	const middle = (pem: string) => pem.split('\n')[2] ?? '';
	const secrets = [
		DEMO.token,
		DEMO.oAuthClient?.clientSecret ?? '',
		middle(DEMO_PRIVATE_KEY),
		middle(DEMO_CERTIFICATE),
	];
	expect(secrets.every((secret) => secret.length > 8)).toBe(true);
	for (const path of paths()) {
		const text = readFileSync(resolve(ROOT, path), 'utf8');
		expect([path, secrets.filter((secret) => text.includes(secret))]).toEqual([path, []]);
	}
});
