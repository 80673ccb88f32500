import { tablePath } from './biModel';
import type { BiModel, BiTable } from './biModelPlace';
import { isSegment } from './biAddress';
import { BiModelNameError, BiTableChoiceError } from './biErrors';

/** Names by which a table shows that it is the one with the facts of a star. */
const FACTS = /feit|fact/i;

/**
 * The table that is read.
 *
 * @param name as the user chose it; empty for the only table, or the one with the facts
 * @returns undefined for the rows of the root
 * @throws {BiTableChoiceError} when nothing tells which of several tables is meant
 */
export function chosenTable(model: BiModel, name: string): BiTable | undefined {
	const { tables, root } = model;
	if (name !== '') {
		if (!isSegment(name)) {
			throw new BiModelNameError(
				`'${name}' can't be the name of a table`,
				"Choose one from the list in 'Table', or leave it empty.",
			);
		}
		return tables?.find((table) => table.name === name) ?? { name, path: tablePath(root, name) };
	}
	if (tables === undefined) return undefined;
	const [only, ...others] = tables;
	const chosen = others.length === 0 ? only : factTable(model.name, tables);
	if (chosen !== undefined) return chosen;
	throw new BiTableChoiceError(
		model.name,
		tables.map((table) => table.name),
	);
}

function factTable(model: string, tables: readonly BiTable[]): BiTable | undefined {
	const wanted = model.toLowerCase();
	return (
		tables.find(({ name }) => name.toLowerCase() === wanted) ??
		tables.find(({ name }) => FACTS.test(name))
	);
}
