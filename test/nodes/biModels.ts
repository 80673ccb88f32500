import { DEMO, tokenXml } from '../simulator/access';
import { defaultBiSettings, type BiSettings } from '../simulator/bi/biSettings';
import type { Simulator } from '../simulator/server';
import type { Engine, RunOptions } from './engine';
import { connect } from './simulated';

let engines = 0;

/**
 * A node that remembers nothing of BI models. What is remembered belongs to a credential, and white
 * space around a token makes another one of it.
 */
export async function forgetfulEngine(simulator: Simulator): Promise<Engine> {
	engines += 1;
	return await connect(simulator, `${tokenXml(DEMO)}${' '.repeat(engines)}`);
}

/** Sets how BI models behave; all that isn't given as at the start. */
export function setBi(simulator: Simulator, settings: Partial<BiSettings> = {}): void {
	Object.assign(simulator.settings.bi, defaultBiSettings(), settings);
	for (const model of simulator.bi.models) model.calculations = 0;
	simulator.clearRequests();
	simulator.faults.clear();
}

/** Parameters that read a BI model. */
export function readingBi(model: string, more: object = {}): RunOptions {
	return {
		parameters: {
			resource: 'biModel',
			operation: 'getMany',
			biModel: { __rl: true, mode: 'id', value: model },
			returnAll: true,
			...more,
		},
	};
}
