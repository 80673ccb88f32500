import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { moduleReferences } from './moduleReferences.mjs';

/** n8n provides `n8n-workflow` to community packages; Node's crypto is all it allows besides. */
const ALLOWED_MODULES = new Set(['n8n-workflow', 'crypto', 'node:crypto']);

const TEST_FILE = /(^|\/)(tests?|__tests__|__mocks__)\/|\.(test|spec)\./;

/**
 * Everything that is wrong with the built package.
 *
 * @param {string} root folder of package.json and dist
 * @returns {string[]} one sentence each; empty when all is well
 */
export function distFindings(root) {
	const dist = join(root, 'dist');
	if (!existsSync(dist)) return ['dist does not exist. Build first: npm run build'];
	const files = filesUnder(dist);
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const foreign = files.filter(isJavaScript).flatMap((file) => moduleFindings(root, file));
	return [
		...foreign,
		...files
			.filter((file) => TEST_FILE.test(shown(dist, file)))
			.map((file) => `${shown(root, file)} is a test and must not be shipped.`),
		...registrationFindings(root, files, manifest),
		// A class is only loaded when nothing foreign would be loaded with it.
		...(foreign.length > 0 ? [] : classFindings(root, manifest)),
	];
}

function filesUnder(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesUnder(path) : [path];
	});
}

const isJavaScript = (file) => /\.[cm]?js$/.test(file);
const shown = (from, file) => relative(from, file).split(sep).join('/');

function moduleFindings(root, file) {
	const place = (line) => `${shown(root, file)}:${line}`;
	return moduleReferences(file, readFileSync(file, 'utf8')).flatMap(({ specifier, line }) => {
		if (specifier === undefined)
			return [`${place(line)} loads a module whose name is not a plain text.`];
		if (ALLOWED_MODULES.has(specifier)) return [];
		if (!specifier.startsWith('.'))
			return [
				`${place(line)} loads '${specifier}', which n8n does not provide to community nodes.`,
			];
		return relativeFinding(root, file, specifier).map((text) => `${place(line)} ${text}`);
	});
}

function relativeFinding(root, file, specifier) {
	const target = resolve(dirname(file), specifier);
	if (!target.startsWith(join(root, 'dist') + sep))
		return [`loads '${specifier}', which is outside dist.`];
	const candidates = [target, `${target}.js`, `${target}.json`, join(target, 'index.js')];
	if (candidates.some(isFile)) return [];
	return [`loads '${specifier}', which does not exist.`];
}

const isFile = (path) => existsSync(path) && statSync(path).isFile();

function registrationFindings(root, files, manifest) {
	const registered = [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])];
	if (registered.length === 0)
		return ['package.json registers no node and no credential under "n8n".'];
	const built = files
		.map((file) => shown(root, file))
		.filter((file) => /\.(node|credentials)\.js$/.test(file));
	return [
		...registered
			.filter((file) => !isFile(join(root, file)))
			.map((file) => `package.json registers ${file}, which does not exist.`),
		...built
			.filter((file) => !registered.includes(file))
			.map((file) => `${file} is not registered under "n8n" in package.json.`),
	];
}

function classFindings(root, manifest) {
	const present = (file) => isFile(join(root, file));
	return [
		...(manifest.n8n?.nodes ?? [])
			.filter(present)
			.flatMap((file) => nodeFindings(root, file, manifest.name)),
		...(manifest.n8n?.credentials ?? [])
			.filter(present)
			.flatMap((file) => credentialFindings(root, file)),
	];
}

function nodeFindings(root, file, packageName) {
	const { instance, finding } = instanceOf(root, file);
	if (finding) return [finding];
	return [
		...iconFindings(root, file, instance.description?.icon),
		...codexFindings(root, file, `${packageName}.${instance.description?.name}`),
	];
}

function credentialFindings(root, file) {
	const { instance, finding } = instanceOf(root, file);
	return finding ? [finding] : iconFindings(root, file, instance.icon);
}

/** Loads a class as n8n's loader does: the export is named after the file. */
function instanceOf(root, file) {
	const className = basename(file).split('.')[0];
	try {
		const loaded = createRequire(join(root, 'package.json'))(join(root, file));
		return { instance: new loaded[className]() };
	} catch (error) {
		return { finding: `${file} does not give a class ${className}: ${error.message}` };
	}
}

function iconFindings(root, file, icon) {
	const names = typeof icon === 'string' ? [icon] : [icon?.light, icon?.dark].filter(Boolean);
	if (names.length === 0) return [`${file} has no icon.`];
	return names.flatMap((name) => {
		if (!name.startsWith('file:')) return [`${file} names an icon that is not a file: ${name}`];
		const path = resolve(root, dirname(file), name.slice('file:'.length));
		if (!path.startsWith(join(root, 'dist') + sep))
			return [`The icon of ${file} is outside dist: ${name}`];
		return isFile(path) ? [] : [`The icon of ${file} does not exist: ${shown(root, path)}`];
	});
}

function codexFindings(root, file, nodeType) {
	const codex = file.replace(/\.js$/, '.json');
	if (!isFile(join(root, codex))) return [`The codex file ${codex} does not exist.`];
	try {
		const { node } = JSON.parse(readFileSync(join(root, codex), 'utf8'));
		return node === nodeType ? [] : [`${codex} is about the node ${node}, not about ${nodeType}.`];
	} catch (error) {
		return [`${codex} is not JSON: ${error.message}`];
	}
}
