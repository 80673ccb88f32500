import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { USUAL_IN_FLIGHT } from '../../profit/exchange/gate';
import {
	AttachmentConnectorMissingError,
	type AttachmentSource,
	attachmentSource,
	type ListedAttachment,
	listAttachments,
	SUPPLIED_CONNECTORS,
} from '../../profit/files/attachmentList';
import { type Downloads, downloadAttachment } from '../../profit/files/download';
import { subjectNumber } from '../../profit/files/fileReference';
import {
	AttachmentWithoutFileError,
	explainMissing,
	isMissingFile,
} from '../../profit/files/missingAttachment';
import { safeName, UniqueNames } from '../../profit/files/outputName';
import { inParallel } from '../../profit/inParallel';
import { outcomeOf } from '../../profit/outcome';
import type { ItemOperation, OperationInput } from '../operation';
import {
	binaryPropertyOf,
	binaryPropertyProperty,
	downloadsOf,
	optionsProperty,
	subjectIdProperty,
} from './fileParameters';
import { keepFile, type KeptFile } from './outputFile';

/** Files downloaded at the same time unless the user says otherwise; each is in memory meanwhile. */
const DEFAULT_PARALLEL_REQUESTS = 2;

const ATTACHMENTS_OPTION = 'Attachments GetConnector';
const REACTION_ATTACHMENTS_OPTION = 'Reaction Attachments GetConnector';

const filesPerItemProperty = choiceProperty({
	displayName: 'Files per Item',
	name: 'filesPerItem',
	type: 'options',
	default: 'one',
	description: 'How the files come out',
	options: [
		{
			name: 'All Files on One Item',
			value: 'all',
			description: 'To send all of them in one e-mail, for example',
		},
		{
			name: 'One Item per File',
			value: 'one',
			description: 'To save each of them somewhere, for example',
		},
	],
});

const whenMissingOption = choiceProperty({
	displayName: 'When File Is Missing',
	name: 'whenMissing',
	type: 'options',
	default: 'error',
	description: 'What to do when AFAS lists a file and does not give it',
	options: [
		{ name: 'Leave Out', value: 'skip', description: 'Get the other files, and show a hint' },
		{ name: 'Return Error', value: 'error', description: 'The item fails' },
	],
});

const options: readonly INodeProperties[] = [
	{
		displayName: ATTACHMENTS_OPTION,
		name: 'attachmentsConnector',
		type: 'string',
		default: 'Profit_Subject_Attachments',
		description:
			'The GetConnector that lists attachments of dossier items, when yours has another name',
	},
	{
		displayName: 'Include Reactions',
		name: 'includeReactions',
		type: 'boolean',
		default: true,
		description: 'Whether to get the attachments of reactions on the dossier item too',
	},
	{
		displayName: 'Parallel Requests',
		name: 'parallelRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
		default: DEFAULT_PARALLEL_REQUESTS,
		description:
			'Files to download at the same time. Each is in the memory of n8n while it comes in.',
	},
	{
		displayName: REACTION_ATTACHMENTS_OPTION,
		name: 'reactionAttachmentsConnector',
		type: 'string',
		default: 'Profit_Subject_Reaction_Attachments',
		description:
			'The GetConnector that lists attachments of reactions, when yours has another name',
	},
	whenMissingOption,
];

/** Downloads all attachments of a dossier item and of the reactions on it. */
export const getAllAttachments: ItemOperation = {
	value: 'getAllAttachments',
	name: 'Get All Attachments',
	action: 'Get all attachments of a dossier item',
	description: 'Download all attachments of a dossier item, and of the reactions on it',
	properties: [
		subjectIdProperty,
		filesPerItemProperty,
		{
			...binaryPropertyProperty,
			hint: 'The name of the output binary field to put the file in; with all files on one item, _0, _1 and so on are put behind it',
		},
		optionsProperty(...options),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters } = input;
	const subjectId = subjectNumber(parameters.text('subjectId'));
	const parallel = parameters.options('options').number('parallelRequests');
	const downloads = { ...downloadsOf(input), inFlight: Math.max(parallel, USUAL_IN_FLIGHT) };
	const attachments = await listAll(input, downloads, subjectId);
	const files = await downloadAll(input, downloads, subjectId, attachments, parallel);
	return parameters.choice(filesPerItemProperty) === 'all'
		? [allOnOneItem(input, subjectId, files)]
		: files.map((file) => oneItem(input, file));
}

/** An attachment that is to be downloaded, with a name that no other file of the item has. */
interface NamedAttachment extends ListedAttachment {
	readonly outputName: string;
}

async function listAll(
	input: OperationInput,
	{ client, metainfo, language, timeout }: Downloads,
	subjectId: string,
): Promise<NamedAttachment[]> {
	const options = input.parameters.options('options');
	const name = options.text('attachmentsConnector') || SUPPLIED_CONNECTORS.attachments;
	const sources = [
		await attachmentSource(metainfo, name, ATTACHMENTS_OPTION),
		await reactionSource(input, metainfo),
	];
	const listed: ListedAttachment[] = [];
	for (const source of sources) {
		if (source === undefined) continue;
		listed.push(...(await listAttachments(client, source, { subjectId }, { language, timeout })));
	}
	const names = new UniqueNames();
	return listed.map((attachment) => ({
		...attachment,
		outputName: names.next(safeName(attachment.fileName || attachment.fileId)),
	}));
}

/** Many App Connectors lack it: then its files are left out, unless the user named it. */
async function reactionSource(
	{ hints, parameters }: OperationInput,
	metainfo: Downloads['metainfo'],
): Promise<AttachmentSource | undefined> {
	const options = parameters.options('options');
	if (!options.flag('includeReactions')) return undefined;
	const supplied = SUPPLIED_CONNECTORS.reactionAttachments;
	const name = options.text('reactionAttachmentsConnector') || supplied;
	const outcome = await outcomeOf(attachmentSource(metainfo, name, REACTION_ATTACHMENTS_OPTION));
	if (outcome.ok) return outcome.value;
	const isMissing = outcome.failure instanceof AttachmentConnectorMissingError;
	if (!isMissing || name !== supplied) throw outcome.failure;
	hints.add(
		`Attachments of reactions were left out: the App Connector has no GetConnector '${supplied}'. Have it added in Profit, or turn off 'Include Reactions' under 'Options'.`,
	);
	return undefined;
}

/** A file of the output, with the attachment it came from. */
interface DownloadedAttachment {
	readonly kept: KeptFile;
	readonly about: IDataObject;
}

async function downloadAll(
	input: OperationInput,
	downloads: Downloads,
	subjectId: string,
	attachments: readonly NamedAttachment[],
	parallel: number,
): Promise<DownloadedAttachment[]> {
	const leavesOut = input.parameters.options('options').choice(whenMissingOption) === 'skip';
	const outcomes = await inParallel(
		attachments,
		parallel,
		async (attachment) => await outcomeOf(downloadOne(input, downloads, subjectId, attachment)),
		(outcome) => outcome.ok || (leavesOut && isMissingFile(outcome.failure)),
	);
	const files: DownloadedAttachment[] = [];
	for (const outcome of outcomes) {
		if (outcome?.ok) files.push(outcome.value);
		else if (outcome !== undefined) leaveOut(input, outcome.failure, leavesOut);
	}
	return files;
}

/** @throws the failure itself, unless it is a file that may be left out */
function leaveOut({ hints }: OperationInput, failure: unknown, leavesOut: boolean): void {
	if (!leavesOut || !isMissingFile(failure)) throw failure;
	hints.add(`A file was left out. ${(failure as Error).message}.`);
}

async function downloadOne(
	input: OperationInput,
	downloads: Downloads,
	subjectId: string,
	attachment: NamedAttachment,
): Promise<DownloadedAttachment> {
	const { fileId, attachmentId, reactionId, fileName, outputName } = attachment;
	if (fileId === '') throw new AttachmentWithoutFileError(attachment);
	const outcome = await outcomeOf(
		downloadAttachment(downloads, subjectId, fileId, async () => reactionId),
	);
	if (!outcome.ok) throw explainMissing(outcome.failure, attachment);
	const kept = await keepFile(input, outcome.value, outputName);
	const about = {
		subjectId,
		attachmentId,
		...(reactionId !== undefined && { reactionId }),
		fileId,
		originalFileName: fileName,
	};
	return { kept, about };
}

function oneItem(
	input: OperationInput,
	{ kept: { binary, ...details }, about }: DownloadedAttachment,
): INodeExecutionData {
	return {
		json: { ...about, ...details },
		binary: { [binaryPropertyOf(input)]: binary },
		pairedItem: { item: input.itemIndex },
	};
}

/** Nodes that send e-mail want the names of the binary fields in one text. */
function allOnOneItem(
	input: OperationInput,
	subjectId: string,
	files: readonly DownloadedAttachment[],
): INodeExecutionData {
	const base = binaryPropertyOf(input);
	const placed = files.map((file, index) => ({ ...file, binaryProperty: `${base}_${index}` }));
	const json = {
		subjectId,
		fileCount: files.length,
		binaryProperties: placed.map(({ binaryProperty }) => binaryProperty).join(','),
		files: placed.map(({ kept, about, binaryProperty }) => {
			const { fileName, mimeType, fileSize } = kept;
			return { ...about, fileName, mimeType, fileSize, binaryProperty };
		}),
	};
	const binary = Object.fromEntries(
		placed.map(({ binaryProperty, kept }) => [binaryProperty, kept.binary]),
	);
	return { json, binary, pairedItem: { item: input.itemIndex } };
}
