import type { Client } from '../exchange/client';
import { ProfitError } from '../exchange/profitError';
import { encodeFilter } from '../filter/filterEncoding';
import type { WireFilter } from '../filter/filter';
import type { MetainfoReader } from '../metainfo/metainfoCache';
import { outcomeOf } from '../outcome';
import { type ProfitFile, readFileAnswer } from './fileAnswer';
import { explainFailure } from './fileFailure';
import { encodeFileName } from './fileNameEncoding';
import { assertReportQueryFits } from './reportFilter';

/** Where files come from and how long to wait. */
export interface Downloads {
	readonly client: Client;
	/** Tells whether the App Connector has what a download needs; only asked after a refusal. */
	readonly metainfo: MetainfoReader;
	readonly language?: string;
	/** ms to wait for a file. */
	readonly timeout: number;
	/** Most requests in flight beside this one; undefined for the usual number. */
	readonly inFlight?: number;
}

/** Sizes in which AFAS keeps an image, with their numbers on the wire (reference §7.3). */
export const IMAGE_FORMATS = { original: '0', thumbnail: '1', medium: '2' } as const;

/** A size in which AFAS keeps an image. */
export type ImageFormat = keyof typeof IMAGE_FORMATS;

/**
 * Downloads an attachment of a dossier item, or of a reaction on it (reference §7.1).
 *
 * AFAS asks for attachments of reactions by the number of the dossier item as well. Where it finds
 * nothing there, the number of the reaction is tried: the ID of the file is unique, so that it can't
 * be another file.
 *
 * @param findReaction gives the number of the reaction that has it; undefined for one of the dossier
 * item itself. Only asked where AFAS finds nothing.
 * @throws {ProfitError} explained, {@link BrokenFileError} when the answer holds no whole file
 */
export async function downloadAttachment(
	downloads: Downloads,
	subjectId: string,
	fileId: string,
	findReaction: () => Promise<string | undefined>,
): Promise<ProfitFile> {
	const from = async (owner: string) =>
		await download(downloads, `/subjectconnector/${pathOf(owner, fileId)}`);
	return await explainFailure({ kind: 'attachment', metainfo: downloads.metainfo }, async () => {
		const outcome = await outcomeOf(from(subjectId));
		if (outcome.ok) return outcome.value;
		if (!isNotFound(outcome.failure)) throw outcome.failure;
		const reactionId = await findReaction();
		if (reactionId === undefined) throw outcome.failure;
		const underReaction = await outcomeOf(from(reactionId));
		if (underReaction.ok) return underReaction.value;
		// What AFAS says about the dossier item is what its documentation is about.
		throw isNotFound(underReaction.failure) ? outcome.failure : underReaction.failure;
	});
}

/**
 * Downloads the file of a file field (reference §7.2).
 *
 * One source has AFAS's own encoding of names, another finds ordinary percent-encoding enough: when
 * AFAS finds nothing with the first, the second is tried where it differs.
 */
export async function downloadFile(
	downloads: Downloads,
	fileId: string,
	fileName: string,
): Promise<ProfitFile> {
	const folder = `/fileconnector/${pathOf(fileId)}`;
	const [encoded, plain] = [encodeFileName(fileName), pathOf(fileName)];
	const { metainfo } = downloads;
	return await explainFailure({ kind: 'file', metainfo, fileName }, async () => {
		const outcome = await outcomeOf(download(downloads, `${folder}/${encoded}`));
		if (outcome.ok) return outcome.value;
		if (encoded === plain || /^\.+$/.test(plain) || !isNotFound(outcome.failure))
			throw outcome.failure;
		return await download(downloads, `${folder}/${plain}`);
	});
}

/** Downloads an image in one of its sizes (reference §7.3). */
export async function downloadImage(
	downloads: Downloads,
	imageId: string,
	format: ImageFormat,
): Promise<ProfitFile> {
	const path = `/imageconnector/${pathOf(imageId)}`;
	return await explainFailure({ kind: 'image', metainfo: downloads.metainfo }, async () => {
		return await download(downloads, path, `format=${IMAGE_FORMATS[format]}`);
	});
}

/**
 * Has AFAS make a report (reference §7.4), which may take it a while.
 *
 * @throws {ReportFilterTooLongError} before anything is sent
 */
export async function downloadReport(
	downloads: Downloads,
	reportId: string,
	filter: WireFilter,
): Promise<ProfitFile> {
	const { query } = encodeFilter(filter);
	assertReportQueryFits(query);
	const path = `/reportconnector/${pathOf(reportId)}`;
	return await explainFailure({ kind: 'report', metainfo: downloads.metainfo }, async () => {
		return await download(downloads, path, query);
	});
}

function isNotFound(failure: unknown): boolean {
	return failure instanceof ProfitError && failure.details.kind === 'notFound';
}

/**
 * The answer is asked for as JSON. A header that makes AFAS send the bytes themselves is known from
 * one source only (reference §7.5), and loses the name of the file.
 */
async function download(
	{ client, language, timeout, inFlight }: Downloads,
	path: string,
	query = '',
): Promise<ProfitFile> {
	return readFileAnswer(
		await client.send({ method: 'GET', path, query, language, timeout }, inFlight),
	);
}

function pathOf(...segments: readonly string[]): string {
	return segments.map(encodeURIComponent).join('/');
}
