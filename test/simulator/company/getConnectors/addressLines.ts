import { textOf, type StoredRecord, type TableReader } from '../store';

/** The address that a person, organisation or contact has now. */
export function currentAddress(
	reader: TableReader,
	owner: StoredRecord | undefined,
): StoredRecord | undefined {
	if (owner === undefined) return undefined;
	return reader.children('KnBasicAddressAdr', owner.id).at(-1);
}

/** Street with number, such as `Kade 7A`. */
export function streetLine(address: StoredRecord | undefined): string | null {
	const street =
		`${textOf(address, 'Ad')} ${textOf(address, 'HmNr')}${textOf(address, 'HmAd')}`.trim();
	return street === '' ? null : street;
}

/** Postcode and town in capitals with two spaces in between, as Profit composes it. */
export function townLine(address: StoredRecord | undefined): string | null {
	const town = `${textOf(address, 'ZpCd')}  ${textOf(address, 'Rs').toUpperCase()}`.trim();
	return town === '' ? null : town;
}

/** Country in capitals for an address abroad. */
export function countryLine(address: StoredRecord | undefined): string | null {
	const country = textOf(address, 'CoId');
	return country === '' || country === 'NL' ? null : country;
}
