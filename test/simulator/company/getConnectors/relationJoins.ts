import { fullName } from '../data/people';
import type { Join } from '../getConnector';
import { textOf, type StoredRecord, type TableReader } from '../store';
import { currentAddress } from './addressLines';

/** Finds the person or organisation with a number. */
export function basicContactFinder(
	reader: TableReader,
): (number: string) => StoredRecord | undefined {
	const organisations = reader.indexBy('KnOrganisation', 'BcCo');
	const persons = reader.indexBy('KnPerson', 'BcCo');
	return (number) => organisations.get(number) ?? persons.get(number);
}

/** Sales or purchase relations with the person or organisation behind each. */
export function relationJoins(reader: TableReader, table: string): readonly Join[] {
	const contactWith = basicContactFinder(reader);
	return reader.all(table).map((relation) => {
		const party = contactWith(textOf(relation, 'BcCo'));
		const bank = party && reader.children('KnBankAccount', party.id).at(-1);
		return { relation, party, bank, address: currentAddress(reader, party) };
	});
}

/** Name of a person or organisation. */
export function partyName(party: StoredRecord | undefined): string | null {
	if (party === undefined) return null;
	return party.table === 'KnOrganisation' ? textOf(party, 'Nm') : fullName(party);
}
