import ts from 'typescript';

/** Calls that load or look up a module by the name in their first argument. */
const LOADING_MEMBERS = new Set(['resolve']);

/**
 * What a compiled JavaScript file loads, read from its syntax tree: `require`, `require.resolve`,
 * `import` in all its forms and `export … from`.
 *
 * @param {string} fileName
 * @param {string} source
 * @returns {{ specifier: string | undefined, line: number }[]} `specifier` is undefined where the
 *   name of the module is not a plain text, so that it cannot be known beforehand
 */
export function moduleReferences(fileName, source) {
	const file = ts.createSourceFile(
		fileName,
		source,
		ts.ScriptTarget.Latest,
		true,
		ts.ScriptKind.JS,
	);
	const references = [];
	const add = (node, specifier) => {
		const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
		const known = specifier !== undefined && ts.isStringLiteralLike(specifier);
		references.push({ specifier: known ? specifier.text : undefined, line: line + 1 });
	};
	const visit = (node) => {
		if (isDeclarationWithSource(node)) add(node, node.moduleSpecifier);
		else if (ts.isCallExpression(node) && loadsModule(node.expression))
			add(node, node.arguments[0]);
		else if (isRequireUnderAnotherName(node)) add(node, undefined);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return references;
}

function isDeclarationWithSource(node) {
	return (
		(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
		node.moduleSpecifier !== undefined
	);
}

function loadsModule(callee) {
	if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
	if (isRequire(callee)) return true;
	return (
		ts.isPropertyAccessExpression(callee) &&
		(isRequire(callee.expression)
			? LOADING_MEMBERS.has(callee.name.text)
			: callee.name.text === 'require')
	);
}

/** `const load = require`, `pass(require)`: a way around the check, so never accepted. */
function isRequireUnderAnotherName(node) {
	if (!isRequire(node)) return false;
	const { parent } = node;
	if (ts.isCallExpression(parent) && parent.expression === node) return false;
	if (ts.isPropertyAccessExpression(parent)) return false;
	return !ts.isPropertyAssignment(parent) || parent.initializer === node;
}

function isRequire(node) {
	return ts.isIdentifier(node) && node.text === 'require';
}
