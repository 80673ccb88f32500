import { ProfitError, type ProfitErrorKind, referencesText } from '../exchange/profitError';
import type { MetainfoReader } from '../metainfo/metainfoCache';
import { outcomeOf } from '../outcome';

/** What is downloaded. */
export type FileKind = 'attachment' | 'file' | 'image' | 'report';

/** The custom connector that an App Connector needs, and its name in Profit (reference §7). */
interface NeededConnector {
	readonly id: string;
	readonly name: string;
}

const SUBJECT: NeededConnector = { id: 'AppConnectorSubject', name: 'SubjectConnector' };

const NEEDED: Readonly<Record<FileKind, NeededConnector | undefined>> = {
	attachment: SUBJECT,
	file: SUBJECT,
	image: undefined,
	report: { id: 'AppConnectorReport', name: 'ReportConnector' },
};

/** Refusals that a connector which isn't in the App Connector may hide behind. */
const MAY_BE_MISSING_CONNECTOR: ReadonlySet<ProfitErrorKind> = new Set<ProfitErrorKind>([
	'notFound',
	'functional',
	'connectorNotAllowed',
	'unexplained',
	'unauthorised',
]);

const ADVICE: Readonly<Record<FileKind, string>> = {
	attachment:
		"Check 'Dossier Item ID' and 'File ID': both come from a GetConnector such as Profit_Subject_Attachments. AFAS answers the same when the user of the App Connector may not see the dossier item, and when the file is no longer in the storage of AFAS.",
	file: "Check 'File ID' and 'File Name': AFAS wants the original name, letter for letter, and both come from the same row of a GetConnector. AFAS answers the same when the user of the App Connector may not see the file.",
	image:
		"Check 'Image ID'. AFAS answers the same when there is no image, and when the user of the App Connector may not see it.",
	report:
		"Check 'Report ID': the ID of 32 characters in the properties of the report in Profit. AFAS answers the same when the user of the App Connector may not use the report.",
};

const COMMA_ADVICE =
	'AFAS is known not to find files with a comma in the name: rename the file in Profit.';

const REPORT_ADVICE =
	'Check the fields of the filter: they are the field codes of the report. A report that asks for values when it opens can only be used in Profit itself.';

/** What is known of a download that failed. */
export interface FailedDownload {
	readonly kind: FileKind;
	readonly metainfo: MetainfoReader;
	/** Name that was asked for, where there is one. */
	readonly fileName?: string;
}

/**
 * Downloads, and explains what AFAS means when it refuses: it answers 404 without a word when a file
 * isn't there, when the user may not see it, and perhaps when the connector isn't in the App
 * Connector at all.
 *
 * @throws {ProfitError} with the status of the answer, and the references that AFAS gave
 */
export async function explainFailure<T>(
	{ kind, metainfo, fileName = '' }: FailedDownload,
	download: () => Promise<T>,
): Promise<T> {
	const outcome = await outcomeOf(download());
	if (outcome.ok) return outcome.value;
	const { failure } = outcome;
	if (!(failure instanceof ProfitError) || !MAY_BE_MISSING_CONNECTOR.has(failure.details.kind)) {
		throw failure;
	}
	const missing = await missingConnector(kind, metainfo);
	if (missing !== undefined) throw withoutConnector(kind, missing, failure);
	throw withAdvice(kind, fileName, failure);
}

/** @returns undefined when the App Connector has it, and when that can't be told */
async function missingConnector(
	kind: FileKind,
	metainfo: MetainfoReader,
): Promise<NeededConnector | undefined> {
	const needed = NEEDED[kind];
	if (needed === undefined) return undefined;
	const appConnector = await outcomeOf(metainfo.appConnector());
	if (!appConnector.ok) return undefined;
	const isThere = appConnector.value.customConnectors.some(({ id }) => id === needed.id);
	return isThere ? undefined : needed;
}

function withoutConnector(
	kind: FileKind,
	{ name }: NeededConnector,
	{ details }: ProfitError,
): ProfitError {
	return new ProfitError(
		details.externalMessage ?? `AFAS gives no ${kind} (${details.status})`,
		`The App Connector doesn't list the ${name}. Ask the administrator to add it to the App Connector in Profit, under the custom connectors.${referencesText(details)}`,
		{ ...details, kind: 'connectorNotAllowed' },
	);
}

function withAdvice(kind: FileKind, fileName: string, failure: ProfitError): ProfitError {
	const { details } = failure;
	const references = referencesText(details);
	const comma = kind === 'file' && fileName.includes(',') ? ` ${COMMA_ADVICE}` : '';
	if (details.kind === 'notFound') {
		return new ProfitError(
			details.externalMessage ?? `AFAS has no such ${kind}, or doesn't show it (404)`,
			`${ADVICE[kind]}${comma}${references}`,
			details,
		);
	}
	if (details.kind === 'unauthorised') return failure;
	const more = kind === 'report' ? ` ${REPORT_ADVICE}` : comma;
	return more === ''
		? failure
		: new ProfitError(failure.message, `${failure.advice}${more}`, details);
}
