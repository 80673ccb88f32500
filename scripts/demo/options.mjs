import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run demo -- [options]

Starts the Profit simulator and a real n8n with this package in it, and keeps them running.

  --run          run an example workflow, print its rows, and stop
  --port <port>  port of the n8n editor (5678 when free)
  --fresh        forget what earlier demos left in n8n
  --help         show this text
`;

/**
 * Reads the command line of the demo.
 *
 * @param {readonly string[]} parameters
 * @returns {{ run: boolean, fresh: boolean, help: boolean, port: number }}
 * @throws {Error} in words, when there is something in it that cannot be used
 */
export function readOptions(parameters) {
	const { values } = parseArgs({
		args: [...parameters],
		options: {
			run: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
			port: { type: 'string', default: '5678' },
		},
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(
			`'${values.port}' is not a port. Give a whole number from 1 up to and including 65535.`,
		);
	}
	return { run: values.run, fresh: values.fresh, help: values.help, port };
}
