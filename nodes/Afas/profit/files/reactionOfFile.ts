import { outcomeOf } from '../outcome';
import { attachmentSource, listAttachments, SUPPLIED_CONNECTORS } from './attachmentList';
import type { Downloads } from './download';

/**
 * The reaction that a file of a dossier item belongs to, as AFAS's own GetConnector lists it.
 *
 * @returns its number; undefined when the list doesn't have the file, or can't be asked, as in an App
 * Connector without it: then what AFAS said about the file stands
 */
export async function reactionOfFile(
	{ client, metainfo, language, timeout }: Downloads,
	subjectId: string,
	fileId: string,
): Promise<string | undefined> {
	const listed = await outcomeOf(
		attachmentSource(metainfo, SUPPLIED_CONNECTORS.reactionAttachments, '').then(
			async (source) =>
				await listAttachments(client, source, { subjectId, fileId }, { language, timeout }),
		),
	);
	return listed.ok ? listed.value[0]?.reactionId : undefined;
}
