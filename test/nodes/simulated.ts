import { DEMO, tokenXml } from '../simulator/access';
import type { GetColumn, GetConnectorDefinition, Row } from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { Engine } from './engine';

/** A running simulator and an AFAS node that is connected to it with the demo token. */
export interface Simulated {
	readonly simulator: Simulator;
	readonly engine: Engine;
}

/** Starts a simulator and connects a node to it. */
export async function startSimulated(): Promise<Simulated> {
	const simulator = await createSimulator();
	return { simulator, engine: await connect(simulator, tokenXml(DEMO)) };
}

/** A node with a token credential for a simulator. */
export async function connect(simulator: Simulator, token: string): Promise<Engine> {
	return await Engine.create({
		type: 'afasApi',
		fields: { environment: 'custom', baseUrl: simulator.baseUrl, token },
	});
}

/** Parameters that read a GetConnector. */
export function reading(connector: string, more: object = {}): Parameters<Engine['run']>[0] {
	return {
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			getConnector: { __rl: true, mode: 'id', value: connector },
			returnAll: true,
			...more,
		},
	};
}

/** One column of a synthetic GetConnector. */
export function column(
	id: string,
	dataType: GetColumn['dataType'],
	more: Partial<GetColumn> = {},
): GetColumn {
	return {
		id,
		fieldId: `U_${id}`,
		dataType,
		label: { nl: id, en: id },
		length: 0,
		controlType: 1,
		decimals: 0,
		...more,
	};
}

/** A GetConnector of tests, with a number that is unique and columns of every type. */
export function testConnector(id: string): GetConnectorDefinition {
	return {
		id,
		description: { nl: 'Testgegevens', en: 'Test data' },
		columns: [
			column('Nummer', 'int', { controlType: 5 }),
			column('Naam', 'string', { length: 80 }),
			column('Bedrag', 'decimal', { decimals: 2 }),
			column('Actief', 'boolean'),
			column('Datum', 'date'),
			column('Gewijzigd_op', 'date'),
			column('Memo', 'blob', { controlType: 23 }),
		],
	};
}

const NAMES = ['Jansen', 'De Vries', 'Öztürk', "Van 't Hof", 'bakker', 'Bakker & Zn', ''];

/** Rows for {@link testConnector}: everything follows from the number. */
export function testRow(number: number): Row {
	const day = String(1 + (number % 28)).padStart(2, '0');
	const minute = String(number % 60).padStart(2, '0');
	const name = NAMES[number % NAMES.length];
	return {
		Nummer: number,
		Naam: name === '' ? null : `${name} ${number % 100}`,
		Bedrag: number % 13 === 0 ? null : (number % 1000) / 4,
		Actief: number % 3 === 0,
		Datum: `2026-01-${day}T00:00:00.000`,
		Gewijzigd_op: `2026-02-${day}T10:${minute}:30.${String(number % 1000).padStart(3, '0')}`,
		Memo: number % 5 === 0 ? null : `Regel 1\nRegel 2 van ${number}`,
	};
}

/** Rows with numbers from 1. */
export function testRows(count: number): Row[] {
	return Array.from({ length: count }, (_, index) => testRow(index + 1));
}
