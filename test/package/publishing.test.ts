/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import packageJson from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const WORKFLOWS = '.github/workflows';
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const workflows = readdirSync(resolve(ROOT, WORKFLOWS)).map(
	(file) => [file, read(`${WORKFLOWS}/${file}`)] as const,
);
const matches = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, group = '']) => group);

/** What `scripts/check/releaseNotes.mjs` says; in a process of its own, since jest loads no modules of that kind. */
function releaseNotes(tag: string, project: { version: string; changelog: string }): string {
	const script = `import { releaseNotes } from './scripts/check/releaseNotes.mjs';
		const [tag, project] = JSON.parse(process.argv[1]);
		try { process.stdout.write(releaseNotes(tag, project)); } catch (error) { process.stdout.write('refused: ' + error.message); }`;
	const input = JSON.stringify([tag, project]);
	return execFileSync('node', ['--input-type=module', '-e', script, input], {
		cwd: ROOT,
		encoding: 'utf8',
	});
}

describe.each(workflows)('%s', (_, text) => {
	it('pins every action to a version', () => {
		const actions = matches(text, /uses: (\S+)/g);
		expect(actions.length).toBeGreaterThan(0);
		expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
	});

	it('may read the code and no more, but for what a job asks', () => {
		expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
		expect(text).not.toMatch(/write-all|secrets\./);
	});

	it('leaves no sign-in behind for later steps, and ends some time', () => {
		const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
		expect(count(/persist-credentials: false/g)).toBe(count(/actions\/checkout@/g));
		expect(count(/timeout-minutes:/g)).toBe(count(/runs-on:/g));
	});

	it('runs scripts that exist', () => {
		const scripts: Readonly<Record<string, string>> = packageJson.scripts;
		const named = matches(text, /npm (?:run )?(test(?![\w-])|(?<=run )[\w:-]+)/g);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
		for (const path of matches(text, /(?:node |run: )((?:scripts|\.ci)\/[\w./-]+)/g)) {
			expect(read(path)).not.toBe('');
		}
	});
});

describe('a release', () => {
	const release = read(`${WORKFLOWS}/release.yml`);

	it('is published with provenance, and without a token', () => {
		expect(release).toContain('id-token: write');
		const publish = matches(release, /^.*?(npm publish.*)$/gm);
		expect(publish).toHaveLength(2);
		for (const command of publish) expect(command).toContain('--provenance');
		expect(release).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|_authToken/);
	});

	it('starts with a tag that is a version, after the tests', () => {
		expect(release).toMatch(/tags: \['\[0-9\]\+\./);
		expect(release.indexOf('npm test')).toBeLessThan(release.indexOf('npm publish'));
	});

	const changelog = [
		'# Changelog',
		'## [Unreleased]',
		'Later.',
		'## [1.2.3] - 2027-01-02',
		'',
		'- New.',
		'',
		'## [1.2.2]',
		'- Old.',
		'## [1.2.1]',
	].join('\n');

	it('has the notes of its version', () => {
		expect(releaseNotes('1.2.3', { version: '1.2.3', changelog })).toBe('- New.');
		expect(releaseNotes('1.2.2', { version: '1.2.2', changelog })).toBe('- Old.');
	});

	it.each([
		['1.2.4', '1.2.3', "The tag is '1.2.4', and package.json is about version 1.2.3."],
		['1.2.4', '1.2.4', "CHANGELOG.md has no heading '## [1.2.4]'."],
		['1.2.1', '1.2.1', 'CHANGELOG.md says nothing about version 1.2.1.'],
	])('of %s is refused when package.json is about %s', (tag, version, message) => {
		expect(releaseNotes(tag, { version, changelog })).toBe(`refused: ${message}`);
	});

	it('goes to the repository that the package names', () => {
		const repository = packageJson.repository.url.replace(/^git\+|\.git$/g, '');
		for (const file of ['config.yml', 'bug.yml', 'difference.yml', 'wish.yml']) {
			const hosts = matches(read(`.github/ISSUE_TEMPLATE/${file}`), /(https:\/\/\S+)/g);
			expect(hosts.filter((url) => !url.startsWith(`${repository}/`))).toEqual([]);
		}
		expect(read('SECURITY.md')).toContain('Report a vulnerability');
	});
});

describe('issue templates', () => {
	it.each(['bug.yml', 'difference.yml', 'wish.yml'])('%s has what GitHub wants', (file) => {
		const text = read(`.github/ISSUE_TEMPLATE/${file}`);
		expect(text).toMatch(/^name: .+\ndescription: .+\nlabels: \[\w+\]\nbody:\n/);
		const ids = matches(text, /^ {4}id: (\w+)$/gm);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBe(matches(text, /type: (textarea|input|dropdown|checkboxes)/g).length);
	});

	it.each(['bug.yml', 'difference.yml'])('%s warns for secrets', (file) => {
		expect(read(`.github/ISSUE_TEMPLATE/${file}`)).toMatch(/token.*personal data/);
	});
});

describe('the package', () => {
	it('needs nothing at run time but n8n, which brings itself', () => {
		const parts = Object.keys(packageJson);
		expect(parts.filter((part) => /dependencies$/i.test(part)).sort()).toEqual([
			'devDependencies',
			'peerDependencies',
		]);
		expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
