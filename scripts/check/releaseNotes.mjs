/**
 * What the changelog says about a version that is to be released.
 *
 * @param {string} tag the version as it is tagged
 * @param {{ version: string, changelog: string }} project version of package.json, text of CHANGELOG.md
 * @returns {string} the text below the heading of the version
 * @throws {Error} that says which of the two is not about this version
 */
export function releaseNotes(tag, { version, changelog }) {
	if (tag !== version) {
		throw new Error(`The tag is '${tag}', and package.json is about version ${version}.`);
	}
	const lines = changelog.split('\n');
	const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
	if (start < 0) throw new Error(`CHANGELOG.md has no heading '## [${version}]'.`);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.startsWith('## ') || /^\[.+\]: /.test(line));
	const notes = (end < 0 ? rest : rest.slice(0, end)).join('\n').trim();
	if (notes === '') throw new Error(`CHANGELOG.md says nothing about version ${version}.`);
	return notes;
}
