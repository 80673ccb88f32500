/**
 * Reads the format in which n8n sends the data of an execution (`flatted`: JSON that can hold the
 * same object more than once). The text is an array; every text inside an object or array of it is
 * the index of the real value.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function parseExecutionData(text) {
	const values = JSON.parse(text);
	const built = new Map();
	const build = (index) => {
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		if (built.has(index)) return built.get(index);
		const copy = Array.isArray(value) ? [] : {};
		built.set(index, copy);
		for (const [key, part] of Object.entries(value)) {
			copy[key] = typeof part === 'string' ? build(Number(part)) : part;
		}
		return copy;
	};
	return build(0);
}
