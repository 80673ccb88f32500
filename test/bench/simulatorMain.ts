/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { DEMO, tokenHeader, tokenXml } from '../simulator/access';
import { createCompany } from '../simulator/company';
import type { GetConnectorDefinition, Row } from '../simulator/contract';
import { createSimulator } from '../simulator/server';

/** Rows of the connector to look up in; the benchmark asks for a part of them. */
const CODES = 5_000;

const base = { label: { nl: 'Kolom', en: 'Column' }, controlType: 1, decimals: 0 } as const;

/** Items with a code of five characters. */
const codes: GetConnectorDefinition = {
	id: 'Bench_Codes',
	description: { nl: 'Codes', en: 'Codes' },
	columns: [
		{ ...base, id: 'Itemcode', fieldId: 'U001', dataType: 'string', length: 5, controlType: 5 },
		{ ...base, id: 'Omschrijving', fieldId: 'U002', dataType: 'string', length: 60 },
		{ ...base, id: 'Prijs', fieldId: 'U003', dataType: 'decimal', length: 12, decimals: 2 },
	],
};

function codeRow(index: number): Row {
	return {
		Itemcode: `A${String(index).padStart(4, '0')}`,
		Omschrijving: `Artikel ${index}`,
		Prijs: index / 4,
	};
}

/** The simulator for benchmarks: without compression, which would cost more than all the rest. */
async function main(): Promise<void> {
	const company = createCompany({ largeMetainfo: true });
	company.addGetConnector(
		codes,
		Array.from({ length: CODES }, (_, index) => codeRow(index)),
	);
	const { origin, baseUrl } = await createSimulator({ company, settings: { gzip: false } });
	const access = { origin, baseUrl, token: tokenXml(DEMO), authorization: tokenHeader(DEMO) };
	process.stdout.write(`${JSON.stringify(access)}\n`);
}

void main();
