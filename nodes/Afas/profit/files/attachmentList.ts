import type { Client } from '../exchange/client';
import { Failure } from '../failure';
import { convertFilter } from '../filter/filterValue';
import { lookUpWithColumns } from '../metainfo/connectorLookUp';
import type { Column } from '../metainfo/metainfo';
import type { MetainfoReader } from '../metainfo/metainfoCache';
import { UnknownConnectorError } from '../metainfo/unknownConnectorError';
import { outcomeOf } from '../outcome';
import type { Row } from '../row';
import { fullOrder } from '../rows/order';
import { emptyReport } from '../rows/paging/report';
import { readFilteredRows } from '../rows/filteredRows';

/** GetConnectors that AFAS supplies with the attachments of dossier items (reference §7.1). */
export const SUPPLIED_CONNECTORS = {
	attachments: 'Profit_Subject_Attachments',
	reactionAttachments: 'Profit_Subject_Reaction_Attachments',
} as const;

/** Columns without which a GetConnector can't say which files there are. */
const NEEDED_COLUMNS = ['subject_id', 'file_id', 'file_name'] as const;

/** An attachment as a GetConnector lists it. */
export interface ListedAttachment {
	readonly attachmentId: string;
	/** Undefined for an attachment of the dossier item itself. */
	readonly reactionId?: string;
	/** Empty when AFAS keeps no file for it. */
	readonly fileId: string;
	readonly fileName: string;
}

/** A GetConnector that lists attachments. */
export interface AttachmentSource {
	readonly connector: string;
	readonly columns: readonly Column[];
}

/** A GetConnector that lists attachments isn't in the App Connector. */
export class AttachmentConnectorMissingError extends Failure {
	/** @param option what the user calls the option with its name */
	constructor(connector: string, option: string) {
		super(
			`The App Connector has no GetConnector '${connector}', which lists attachments`,
			`Ask the administrator to add it to the App Connector in Profit. When it is there under another name, fill in that name in '${option}' under 'Options'.`,
		);
	}
}

/** A GetConnector doesn't say what must be known of attachments. */
export class AttachmentColumnsMissingError extends Failure {
	constructor(connector: string, lacking: readonly string[]) {
		super(
			`The GetConnector '${connector}' lists no attachments: it doesn't have ${lacking.join(', ')}`,
			`The columns ${NEEDED_COLUMNS.join(', ')} say which files a dossier item has. Ask the administrator to put them in the GetConnector under these names, or use the one that AFAS supplies.`,
		);
	}
}

/**
 * Looks a GetConnector up that lists attachments.
 *
 * @param option what the user calls the option with its name
 * @throws {AttachmentConnectorMissingError} when the App Connector doesn't have it
 * @throws {AttachmentColumnsMissingError} when it is another kind of GetConnector
 */
export async function attachmentSource(
	metainfo: MetainfoReader,
	connector: string,
	option: string,
): Promise<AttachmentSource> {
	const outcome = await outcomeOf(lookUpWithColumns(metainfo, connector, NEEDED_COLUMNS));
	if (!outcome.ok) {
		throw outcome.failure instanceof UnknownConnectorError
			? new AttachmentConnectorMissingError(connector, option)
			: outcome.failure;
	}
	const { columns } = outcome.value;
	const lacking = NEEDED_COLUMNS.filter((name) => !columns.some(({ id }) => id === name));
	if (lacking.length > 0) throw new AttachmentColumnsMissingError(connector, lacking);
	return { connector, columns };
}

/** How a list is read. */
export interface ListOptions {
	readonly language?: string;
	/** ms to wait for a page. */
	readonly timeout: number;
}

/** Which attachments are asked for. */
export interface AttachmentsAsked {
	/** Number of the dossier item, as text. */
	readonly subjectId: string;
	/** Only the one with this file; undefined for all. */
	readonly fileId?: string;
}

/**
 * Lists attachments of one dossier item.
 *
 * @returns in the order in which AFAS numbered them, where the GetConnector has those numbers
 */
export async function listAttachments(
	client: Client,
	{ connector, columns }: AttachmentSource,
	{ subjectId, fileId }: AttachmentsAsked,
	options: ListOptions,
): Promise<ListedAttachment[]> {
	const filter = convertFilter(
		[
			[
				{ field: 'subject_id', operator: 'equals', value: subjectId },
				...(fileId === undefined
					? []
					: [{ field: 'file_id', operator: 'equals' as const, value: fileId }]),
			],
		],
		new Map(columns.map(({ id, dataType }) => [id, dataType])),
	);
	const isNumbered = columns.some(({ id }) => id === 'attachment_id');
	const sort = fullOrder(
		columns,
		isNumbered ? [{ field: 'attachment_id', direction: 'asc' }] : [],
		[],
	);
	const attachments: ListedAttachment[] = [];
	const pages = readFilteredRows(
		client,
		{
			...options,
			connector,
			columns,
			filter,
			sort,
			limit: Infinity,
			pageSize: 0,
			pagination: 'auto',
			parallelRequests: 1,
		},
		emptyReport(),
	);
	for await (const page of pages) attachments.push(...page.map(listed));
	// AFAS may refuse to sort on the number.
	return isNumbered ? attachments.sort(byNumber) : attachments;
}

function byNumber(one: ListedAttachment, other: ListedAttachment): number {
	return Number(one.attachmentId) - Number(other.attachmentId) || 0;
}

function listed(row: Row): ListedAttachment {
	return {
		attachmentId: text(row.attachment_id),
		...(text(row.reaction_id) !== '' && { reactionId: text(row.reaction_id) }),
		fileId: text(row.file_id),
		fileName: text(row.file_name),
	};
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
