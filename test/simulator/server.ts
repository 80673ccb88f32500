import { createCompany } from './company';
import { type ProfitServerOptions, type Simulator, startProfitServer } from './profitServer';

export type { Simulator } from './profitServer';

/** What a simulator is made with; without a company it is the demo company. */
export type SimulatorOptions = Partial<ProfitServerOptions>;

/** Starts a simulator on 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`). */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	return await startProfitServer({ ...options, company: options.company ?? createCompany() });
}
