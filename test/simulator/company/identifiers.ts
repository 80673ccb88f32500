/** Numbers with a check: citizen service numbers, bank accounts, VAT numbers and GUIDs. */

/** Whether a citizen service number (BSN) passes the eleven-test. */
export function isBsn(text: string): boolean {
	if (!/^\d{9}$/.test(text)) return false;
	const sum = [...text].reduce((total, digit, position) => {
		const weight = position === 8 ? -1 : 9 - position;
		return total + Number(digit) * weight;
	}, 0);
	return sum !== 0 && sum % 11 === 0;
}

/** The BSNs in the range 9999xxxxx, which is only used for tests, in order. */
export function* testBsns(): Generator<string, void> {
	for (let candidate = 999_900_000; candidate <= 999_999_999; candidate++) {
		const text = String(candidate);
		if (isBsn(text)) yield text;
	}
}

/** Whether an IBAN passes the modulo 97 test. */
export function isIban(text: string): boolean {
	const compact = text.replace(/\s/g, '').toUpperCase();
	if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(compact)) return false;
	return remainder97(compact.slice(4) + compact.slice(0, 4)) === 1;
}

/** A Dutch IBAN with the right check digits for a bank and an account number. */
export function dutchIban(bank: string, account: number): string {
	const basic = `${bank}${String(account).padStart(10, '0')}`;
	const check = 98 - remainder97(`${basic}NL00`);
	return `NL${String(check).padStart(2, '0')}${basic}`;
}

/** Sixteen bytes given as 32 hexadecimal digits, written as a GUID with braces. */
export function guidOf(hex: string): string {
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20, 32),
	];
	return `{${parts.join('-').toUpperCase()}}`;
}

function remainder97(text: string): number {
	let remainder = 0;
	for (const character of text) {
		const value = parseInt(character, 36);
		remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
	}
	return remainder;
}
