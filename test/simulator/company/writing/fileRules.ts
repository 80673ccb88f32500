import type { Cell } from '../../contract';
import { valueDoesNotExist, valueMissing } from '../refusals';
import type { Incoming } from './incoming';
import type { ElementRule, Situation } from './rules';
import type { Session } from './session';

const FILE_NAME = { nl: 'Naam bestand', en: 'Name of file' };
const FILE = { nl: 'Bestand', en: 'File' };

/** Attachments: a name with content, or the id of a file that is there already. */
export const ATTACHMENT_RULE: ElementRule = {
	defaults: ({ session }) => ({ AtId: session.number('AtId', 'KnSubjectAttachment', 'AtId') }),
	derive: storedFile,
	check: ({ session, values }) => {
		const id = values.FileId ?? null;
		if (id === null) throw valueMissing(FILE);
		if (session.files.find(String(id)) === undefined) throw valueDoesNotExist(FILE);
	},
};

/** Keeps the file of an element and gives its id and size. */
export function storedFile({
	session,
	incoming,
	values,
}: Situation): Readonly<Record<string, Cell>> {
	const { FileStream: given } = incoming.values;
	const isEmptyFile = given === null && session.modes.emptyFiles === 'keep';
	const content = isEmptyFile ? '' : (given ?? null);
	if (content === null) return {};
	const name = incoming.values.FileName ?? values.FileName ?? null;
	if (name === null) throw valueMissing(FILE_NAME);
	const { id, size } = session.keepFile(String(name), String(content));
	return { FileId: id, Size: size };
}

/** Keeps the image of a person, organisation or item; an empty one removes it. */
export function storedImage(
	session: Session,
	{ values }: Incoming,
): Readonly<Record<string, Cell>> {
	const content = values.FileStream;
	if (content === undefined) return {};
	if (content === null) return { FileId: null, Image: null };
	const name = values.FileName ?? null;
	if (name === null) throw valueMissing(FILE_NAME);
	const { id } = session.keepFile(String(name), String(content));
	return { FileId: id, Image: content };
}
