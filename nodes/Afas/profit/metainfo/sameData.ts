/** Whether two pieces of plain data, as JSON knows them, say the same. */
export function isSameData(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object') return false;
	if (one === null || other === null) return false;
	if (Array.isArray(one) || Array.isArray(other)) {
		return Array.isArray(one) && Array.isArray(other) && isSameList(one, other);
	}
	return isSameObject(one as Members, other as Members);
}

type Members = Readonly<Record<string, unknown>>;

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
	return (
		one.length === other.length && one.every((entry, index) => isSameData(entry, other[index]))
	);
}

function isSameObject(one: Members, other: Members): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every((name) => Object.hasOwn(other, name) && isSameData(one[name], other[name]))
	);
}
