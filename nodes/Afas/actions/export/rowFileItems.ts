import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { rowFiles } from '../../profit/export/rowFiles';
import type { RowFormat } from '../../profit/export/rowFormat';
import type { Row } from '../../profit/row';
import type { OperationInput } from '../operation';
import type { ReadOutput } from '../rowItems';
import type { ExportOptions } from './exportOptions';
import { type RowsAhead, rowFileStoreOf } from './storeRowFile';

/** Rows that go into files. */
export interface RowsForFiles {
	readonly pages: AsyncIterable<Row[]>;
	readonly format: RowFormat;
	/** What the files are called, before a number and the ending. */
	readonly name: string;
	/** What the item of each file says of where the rows come from. */
	readonly source: IDataObject;
	/** The columns that a file has, asked for when it is written. */
	readonly columns: () => readonly string[];
	/** What can be known of the rows that are still to be read. */
	readonly ahead: Omit<RowsAhead, 'mostInFile'>;
}

/** Characters that a file of some system can't have in its name. */
const NOT_IN_FILE_NAMES = /[\\/:*?"<>|\p{Cc}]/gu;

/** Writes rows into files, page by page: one item a file. */
export async function rowFileItems(
	{ context, itemIndex }: Pick<OperationInput, 'context' | 'itemIndex'>,
	{ pages, format, name, source, columns, ahead }: RowsForFiles,
	{ rowsPerFile, binaryProperty }: ExportOptions,
): Promise<ReadOutput> {
	const store = rowFileStoreOf(context);
	const items: INodeExecutionData[] = [];
	let rows = 0;
	for await (const file of rowFiles(pages, format, rowsPerFile)) {
		const fileName = fileNameOf(name, file.number, rowsPerFile, format.extension);
		const binary = await store.store(file, fileName, format.mimeType, {
			...ahead,
			mostInFile: rowsPerFile || Infinity,
		});
		rows += file.size.rows;
		items.push({
			json: { ...source, fileName, ...file.size, columns: [...columns()] },
			binary: { [binaryProperty]: binary },
			pairedItem: { item: itemIndex },
		});
	}
	return { items, rows };
}

/** `Profit_Debtor.csv`, or `Profit_Debtor-0001.csv` when the rows are split. */
function fileNameOf(name: string, number: number, rowsPerFile: number, extension: string): string {
	const part = rowsPerFile === 0 ? '' : `-${String(number).padStart(4, '0')}`;
	return `${name.replace(NOT_IN_FILE_NAMES, '_')}${part}.${extension}`;
}
