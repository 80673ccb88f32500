import { NAME_LIST } from '../../parameters/parameterCheck';
import { subjectNumber } from '../../profit/files/fileReference';
import { Failure } from '../../profit/failure';
import {
	assertUploadFits,
	uploadAttachments,
	type UploadOptions,
} from '../../profit/files/uploadAttachments';
import { outcomeOf } from '../../profit/outcome';
import type { AttachedFile } from '../../profit/record/attachedFile';
import { PartlyWrittenError } from '../../profit/write/batchFailures';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { optionsProperty, requestOptions, subjectIdProperty } from './fileParameters';
import { chosenFiles, type InputFile, readFile } from './inputFiles';

/** Adds files of the input item to a dossier item: one output item. */
export const uploadAttachment: AllItemsOperation = {
	value: 'uploadAttachment',
	name: 'Upload Attachment',
	action: 'Upload attachments to a dossier item',
	description: 'Add one or more files of the input item to a dossier item that exists already',
	properties: [
		{ ...subjectIdProperty, description: 'The number of the dossier item that gets the files' },
		{
			displayName: 'Input Binary Fields',
			name: 'binaryProperties',
			type: 'string',
			typeOptions: { [NAME_LIST]: true },
			default: 'data',
			placeholder: 'e.g. data, attachment_0',
			description:
				'The names of the binary fields with the files, with commas between them. Leave empty for all files of the item.',
		},
		optionsProperty(),
	],
	// Every item names its own dossier item.
	sharedParameters: [],
	executeAll,
};

/** Files that are to be added to a dossier item. */
interface Upload {
	readonly itemIndex: number;
	readonly subjectId: string;
	readonly chosen: readonly InputFile[];
	readonly options: UploadOptions;
}

/** Nothing is sent before it is known of every item that its files can be. */
async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const { itemCount, continueOnFail } = input;
	const found: Array<Upload | FailedItem> = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const outcome = await outcomeOf(uploadOf(input, itemIndex));
		found.push(outcome.ok ? outcome.value : failedItem(itemIndex, outcome.failure));
	}
	const refused = found.filter((one) => 'failure' in one);
	if (refused.length > 0 && !continueOnFail) return refused;
	const outcomes: ItemOutcome[] = [];
	const uploaded: number[] = [];
	for (const one of found) {
		const outcome = 'failure' in one ? one : await carryOut(input, one, uploaded);
		outcomes.push(outcome);
		if ('failure' in outcome && !continueOnFail) break;
	}
	return outcomes;
}

type FailedItem = Extract<ItemOutcome, { readonly failure: unknown }>;

function failedItem(itemIndex: number, failure: unknown): FailedItem {
	return { itemIndexes: [itemIndex], failure };
}

async function uploadOf(
	{ context, itemParameters }: AllItemsInput,
	itemIndex: number,
): Promise<Upload> {
	const parameters = itemParameters(itemIndex);
	const subjectId = subjectNumber(parameters.text('subjectId'));
	const chosen = await chosenFiles(context, itemIndex, parameters.names('binaryProperties'));
	assertUploadFits(chosen.map(({ size }) => size));
	return { itemIndex, subjectId, chosen, options: requestOptions(parameters) };
}

/** @param uploaded items whose files are in AFAS already; this one is added when its files are */
async function carryOut(
	{ context, connection, continueOnFail }: AllItemsInput,
	{ itemIndex, subjectId, chosen, options }: Upload,
	uploaded: number[],
): Promise<ItemOutcome> {
	const files: AttachedFile[] = [];
	for (const file of chosen) files.push(await readFile(context, itemIndex, file));
	const outcome = await outcomeOf(uploadAttachments(connection.client, subjectId, files, options));
	if (!outcome.ok) {
		const failure = continueOnFail ? outcome.failure : afterOthers(outcome.failure, uploaded);
		return failedItem(itemIndex, failure);
	}
	uploaded.push(itemIndex + 1);
	const json = {
		...(outcome.value ?? { SbId: subjectId, success: true }),
		files: chosen.map(({ fileName, size }) => ({ fileName, fileSize: size })),
	};
	return { items: [{ json, pairedItem: { item: itemIndex } }] };
}

/** Says which files AFAS has already: n8n leaves them out of a failed node's output. */
function afterOthers(failure: unknown, uploaded: readonly number[]): unknown {
	if (uploaded.length === 0 || !(failure instanceof Failure)) return failure;
	return new PartlyWrittenError(failure, uploaded, 'uploaded');
}
