import { ProfitError, referencesText } from '../exchange/profitError';
import { Failure } from '../failure';
import type { ListedAttachment } from './attachmentList';

const ADVICE =
	"The file may no longer be in the storage of AFAS, or the user of the App Connector may not see it. Set 'When File Is Missing' under 'Options' to 'Leave Out' to get the other files.";

/** A GetConnector lists an attachment for which AFAS keeps no file. */
export class AttachmentWithoutFileError extends Failure {
	constructor(attachment: ListedAttachment) {
		super(`AFAS keeps no file for the attachment ${describe(attachment)}`, ADVICE);
	}
}

/** What users should know when a file that is listed isn't there; other failures stay as they are. */
export function explainMissing(failure: unknown, attachment: ListedAttachment): unknown {
	if (!(failure instanceof ProfitError) || failure.details.kind !== 'notFound') return failure;
	return new ProfitError(
		`AFAS lists the attachment ${describe(attachment)}, but doesn't give it (404)`,
		`${ownWords(failure)}${ADVICE}${referencesText(failure.details)}`,
		failure.details,
	);
}

function ownWords({ details: { externalMessage } }: ProfitError): string {
	return externalMessage === undefined
		? ''
		: `AFAS says: "${externalMessage.replace(/\.$/, '')}". `;
}

/** Whether the file itself is missing, rather than something that may concern all files. */
export function isMissingFile(failure: unknown): boolean {
	if (failure instanceof AttachmentWithoutFileError) return true;
	return failure instanceof ProfitError && failure.details.kind === 'notFound';
}

function describe({ attachmentId, fileName }: ListedAttachment): string {
	return `'${fileName || attachmentId}'`;
}
