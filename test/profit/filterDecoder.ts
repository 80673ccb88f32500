/** A condition as AFAS would read it: operators are its numbers. */
export interface DecodedCondition {
	readonly field: string;
	readonly operator: string;
	readonly value: string;
}

/**
 * Reads the filter of a query string the way the documentation says AFAS does, independent of the
 * code under test: decode first, split after.
 */
export function decodeFilter(query: string): DecodedCondition[][] {
	const parameters = new Map(
		query.split('&').map((part): [string, string] => {
			const [name = '', ...rest] = part.split('=');
			return [name, decodeURIComponent(rest.join('='))];
		}),
	);
	const json = parameters.get('filterjson');
	return json === undefined ? decodeLists(parameters) : decodeJson(json);
}

function decodeLists(parameters: ReadonlyMap<string, string>): DecodedCondition[][] {
	const split = (name: string) =>
		(parameters.get(name) ?? '').split(';').map((group) => group.split(','));
	const [values, operators] = [split('filtervalues'), split('operatortypes')];
	return split('filterfieldids').map((fields, group) =>
		fields.map((field, index) => ({
			field,
			operator: operators[group]?.[index] ?? 'missing',
			value: values[group]?.[index] ?? 'missing',
		})),
	);
}

interface AfasFilters {
	Filters: {
		Filter: Array<{
			'@FilterId': string;
			Field: Array<{ '@FieldId': string; '@OperatorType': string; '#text': string }>;
		}>;
	};
}

function decodeJson(json: string): DecodedCondition[][] {
	const { Filters } = JSON.parse(json) as AfasFilters;
	return Filters.Filter.map((filter) =>
		filter.Field.map((field) => ({
			field: field['@FieldId'],
			operator: field['@OperatorType'],
			value: field['#text'],
		})),
	);
}
