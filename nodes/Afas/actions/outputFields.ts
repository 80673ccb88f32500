import type { IExecuteFunctions } from 'n8n-workflow';
import type { Hints } from './hints';

/**
 * n8n sends an item to the error output when it has an `error` and nothing but these (n8n-core,
 * `handleNodeErrorOutput`).
 */
const FIELDS_OF_FAILURE: readonly string[] = ['error', 'message', 'details'];

/**
 * The output fields, with one more where n8n would otherwise take a row for a failure.
 *
 * @param chosen what the user chose; empty for all columns
 * @param columns ids of columns that may be added
 */
export function distinctOutputFields(
	{ context, hints }: { readonly context: IExecuteFunctions; readonly hints: Hints },
	chosen: readonly string[],
	columns: readonly string[],
): readonly string[] {
	if (context.getNode().onError !== 'continueErrorOutput') return chosen;
	if (!chosen.includes('error')) return chosen;
	if (chosen.some((field) => !FIELDS_OF_FAILURE.includes(field))) return chosen;
	const added = columns.find((id) => !FIELDS_OF_FAILURE.includes(id));
	if (added === undefined) return chosen;
	hints.add(
		`n8n takes an item with nothing but 'error', 'message' and 'details' for one that failed, so '${added}' was added to 'Output Fields'.`,
	);
	return [...chosen, added];
}
