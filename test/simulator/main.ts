/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { parseArgs } from 'node:util';
import { DEMO, LOGIN, tokenXml } from './access';
import { DEMO_CERTIFICATE, DEMO_PRIVATE_KEY } from './demoCertificate';
import { createSimulator, type Simulator } from './server';
import { changeSettings, defaultSettings, SettingError } from './settings';
import { syntheticConnector } from './syntheticConnector';

const USAGE = `Usage: npm run simulator -- [options]

  --port <number>           port on 127.0.0.1 (5080); 0 takes a free one
  --setting <name>=<value>  a setting of the README, may be repeated
  --rows <number>           adds a GetConnector Simulator_Rows with this number of rows
  --json                    prints one line of JSON for other programs
  --help                    prints this
`;

/** Mistakes on the command line, for whoever typed it. */
class UsageError extends Error {}

interface Options {
	readonly port: number;
	readonly settings: Record<string, unknown>;
	readonly rows: number;
	readonly json: boolean;
	readonly help: boolean;
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(USAGE);
		return;
	}
	const settings = defaultSettings();
	changeSettings(settings, options.settings);
	const simulator = await createSimulator({ port: options.port, settings });
	if (options.rows > 0) addRows(simulator, options.rows);
	stopOnSignals(simulator);
	process.stdout.write(
		options.json ? `${JSON.stringify(access(simulator))}\n` : welcome(simulator),
	);
}

function readOptions(words: readonly string[]): Options {
	const { values } = parseArgs({
		args: [...words],
		options: {
			port: { type: 'string', default: '5080' },
			setting: { type: 'string', multiple: true, default: [] },
			rows: { type: 'string', default: '0' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	return {
		port: readNumber('port', values.port, 65_535),
		settings: Object.fromEntries(values.setting.map(readSetting)),
		rows: readNumber('rows', values.rows, 1_000_000),
		json: values.json,
		help: values.help,
	};
}

function readNumber(name: string, text: string, maximum: number): number {
	if (/^\d{1,9}$/.test(text) && Number(text) <= maximum) return Number(text);
	throw new UsageError(`--${name} must be a whole number up to ${maximum}.`);
}

/** Values are JSON where they can be, and text otherwise. */
function readSetting(text: string): [string, unknown] {
	const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
	if (name === '') throw new UsageError(`--setting must be name=value, not '${text}'.`);
	try {
		return [name, JSON.parse(value) as unknown];
	} catch {
		return [name, value];
	}
}

function addRows({ company }: Simulator, rows: number): void {
	const made = syntheticConnector({ id: 'Simulator_Rows', rows, columns: 20 });
	company.addGetConnector(made.definition, made.rows);
}

/** What a program needs to use the simulator, for `--json`. */
function access({ origin, baseUrl }: Simulator) {
	const { clientId, clientSecret } = DEMO.oAuthClient;
	return {
		origin,
		baseUrl,
		token: tokenXml(DEMO),
		oAuth: {
			clientId,
			clientSecret,
			certificate: DEMO_CERTIFICATE,
			privateKey: DEMO_PRIVATE_KEY,
		},
		login: LOGIN,
	};
}

function welcome({ origin, baseUrl }: Simulator): string {
	const { clientId, clientSecret } = DEMO.oAuthClient;
	return `
Profit simulator: made-up data, made-up keys.

  Environment    custom
  Base URL       ${baseUrl}
  Token          ${tokenXml(DEMO)}

  or OAuth 2
  Client ID      ${clientId}
  Client secret  ${clientSecret}
  User login     ${LOGIN.userCode}, password ${LOGIN.password}

  More           ${origin}
  Stop           Ctrl-C
`;
}

function stopOnSignals(simulator: Simulator): void {
	const stop = () => void simulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = 1;
});

function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code = '' } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE') {
		return `${error.message}\nThe port is already in use. Stop the other program, or choose a port with --port.`;
	}
	const isUsage =
		error instanceof UsageError ||
		error instanceof SettingError ||
		code.startsWith('ERR_PARSE_ARGS');
	return isUsage ? `${error.message}\n\n${USAGE}` : (error.stack ?? error.message);
}
