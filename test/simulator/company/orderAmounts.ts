import { numberOf, textOf, type StoredRecord } from './store';

/** Amounts of an order in its currency, rounded to cents. */
export interface OrderAmounts {
	readonly gross: number;
	readonly discount: number;
	readonly net: number;
	readonly vat: number;
	readonly total: number;
	readonly quantity: number;
}

/** Amount of a line after its discount, without VAT. */
export function lineAmount(line: StoredRecord): number {
	return cents(grossAmount(line) - discountAmount(line));
}

/** Discount on a line. */
export function discountAmount(line: StoredRecord): number {
	return cents((grossAmount(line) * numberOf(line, 'PRDc')) / 100);
}

/** Sums of an order over its lines; VAT by the rate group of each line. */
export function orderAmounts(lines: readonly StoredRecord[]): OrderAmounts {
	const sum = (amount: (line: StoredRecord) => number): number =>
		cents(lines.reduce((total, line) => total + amount(line), 0));
	const net = sum(lineAmount);
	const vat = sum((line) => cents(lineAmount(line) * vatRate(line)));
	return {
		gross: sum(grossAmount),
		discount: sum(discountAmount),
		net,
		vat,
		total: cents(net + vat),
		quantity: sum((line) => numberOf(line, 'QuUn')),
	};
}

function grossAmount(line: StoredRecord): number {
	return cents(numberOf(line, 'QuUn') * numberOf(line, 'Upri'));
}

function vatRate(line: StoredRecord): number {
	const rates: Readonly<Record<string, number>> = { '1': 0.21, '2': 0.09 };
	return rates[textOf(line, 'VaRc')] ?? 0;
}

function cents(amount: number): number {
	return Math.round((amount + Number.EPSILON) * 100) / 100;
}
