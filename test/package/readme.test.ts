/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import packageJson from '../../package.json';
import { UNUSABLE } from '../../credentials/addressProperties';
import { NoInputFilesError } from '../../nodes/Afas/actions/file/inputFiles';
import { testRules } from '../../credentials/testRules';
import {
	assertSameHost,
	HOSTED_ENVIRONMENTS,
	resolveBaseUrl,
	type HostedEnvironment,
} from '../../nodes/Afas/profit/access/address';
import { ParameterError } from '../../nodes/Afas/parameters/parameterError';
import { SignInError, type SignInErrorKind } from '../../nodes/Afas/profit/access/signInError';
import { secretEndOf, secretWarning } from '../../nodes/Afas/profit/access/secretExpiry';
import { normaliseToken } from '../../nodes/Afas/profit/access/token';
import { expiryWarning } from '../../nodes/Afas/profit/access/tokenExpiry';
import { readAnswer, type SignIn } from '../../nodes/Afas/profit/exchange/answer';
import { KeysNotUniqueError } from '../../nodes/Afas/profit/changes/keysNotUniqueError';
import { RowsLostError } from '../../nodes/Afas/profit/changes/rowsLostError';
import { SnapshotTooLargeError } from '../../nodes/Afas/profit/changes/snapshotTooLargeError';
import { TooManyChangesError } from '../../nodes/Afas/profit/changes/tooManyChangesError';
import { CancelledError } from '../../nodes/Afas/profit/exchange/cancelledError';
import {
	ConnectionError,
	type ConnectionErrorKind,
} from '../../nodes/Afas/profit/exchange/connectionError';
import type { ProfitRequest } from '../../nodes/Afas/profit/exchange/exchange';
import { HIGHEST_IN_FLIGHT, USUAL_IN_FLIGHT } from '../../nodes/Afas/profit/exchange/gate';
import { pauseBeforeRetry } from '../../nodes/Afas/profit/exchange/retry';
import { ProfitError } from '../../nodes/Afas/profit/exchange/profitError';
import {
	laterVersion,
	SnapshotError,
	takenWithout,
} from '../../nodes/Afas/profit/definition/snapshotError';
import { UnknownConnectorsError } from '../../nodes/Afas/profit/definition/unknownConnectorsError';
import {
	BiAnswerError,
	BiColumnsUnknownError,
	BiFieldError,
	BiLinkError,
	BiModelMissingError,
	BiRowsMovedError,
	BiTableChoiceError,
	BiTableMissingError,
	type LinkFault,
	NoBiModelListError,
} from '../../nodes/Afas/profit/biModel/biErrors';
import { openModel } from '../../nodes/Afas/profit/biModel/biModel';
import { biPointerOf } from '../../nodes/Afas/profit/biModel/biModelLink';
import { assertFits, encodeAsked } from '../../nodes/Afas/profit/biModel/biQuery';
import { chosenTable } from '../../nodes/Afas/profit/biModel/biTable';
import { readODataFilter, readPointer } from '../../nodes/Afas/actions/biModel/biModelParameters';
import { ExportTooLargeError } from '../../nodes/Afas/profit/export/exportTooLargeError';
import { FilterError } from '../../nodes/Afas/profit/filter/filterError';
import { OPERATORS, type OperatorName } from '../../nodes/Afas/profit/filter/operators';
import { parseUpdateConnector } from '../../nodes/Afas/profit/metainfo/metainfo';
import type { MetainfoReader } from '../../nodes/Afas/profit/metainfo/metainfoCache';
import {
	AttachmentColumnsMissingError,
	AttachmentConnectorMissingError,
} from '../../nodes/Afas/profit/files/attachmentList';
import { readFileAnswer } from '../../nodes/Afas/profit/files/fileAnswer';
import { explainFailure, type FileKind } from '../../nodes/Afas/profit/files/fileFailure';
import {
	fileIdentifier,
	originalName,
	subjectNumber,
} from '../../nodes/Afas/profit/files/fileReference';
import {
	AttachmentWithoutFileError,
	explainMissing,
} from '../../nodes/Afas/profit/files/missingAttachment';
import { ReportFilterTooLongError } from '../../nodes/Afas/profit/files/reportFilter';
import { LookUpValueError } from '../../nodes/Afas/profit/lookUp/lookUpValueError';
import { RowMissingError } from '../../nodes/Afas/profit/lookUp/rowMissingError';
import { UnknownConnectorError } from '../../nodes/Afas/profit/metainfo/unknownConnectorError';
import { shapeRecord } from '../../nodes/Afas/profit/record/body';
import { deletePath } from '../../nodes/Afas/profit/record/deletePath';
import { typedDeletePath } from '../../nodes/Afas/profit/record/typedDeletePath';
import { RecordError } from '../../nodes/Afas/profit/record/recordFinding';
import { SortRefusedError } from '../../nodes/Afas/profit/rows/sortRefusedError';
import { StuckReadError } from '../../nodes/Afas/profit/rows/paging/stuckReadError';
import { PlaceLostError } from '../../nodes/Afas/profit/rows/paging/placeLostError';
import { emptyReport } from '../../nodes/Afas/profit/rows/paging/report';
import { QUERY_LIMIT } from '../../nodes/Afas/profit/rows/query';
import { QueryTooLongError } from '../../nodes/Afas/profit/rows/queryTooLongError';
import { automaticPageSize, readRows } from '../../nodes/Afas/profit/rows/rows';
import { UnknownFieldError } from '../../nodes/Afas/profit/rows/unknownFieldError';
import { toAmsterdamText } from '../../nodes/Afas/profit/time/amsterdamText';
import { type DatesMode, formatRowDate } from '../../nodes/Afas/profit/time/rowDates';
import {
	AmbiguousActionError,
	NoActionsError,
	RepeatedTaskError,
	ActionGuidMissingError,
	UnknownActionError,
} from '../../nodes/Afas/profit/workflow/actionChoice';
import {
	AmbiguousTaskError,
	NoOpenTaskError,
	TaskGuidMissingError,
	TaskNotOpenError,
	WorkflowNameMissingError,
} from '../../nodes/Afas/profit/workflow/taskChoice';
import { tasksConnector } from '../../nodes/Afas/profit/workflow/openTasks';
import {
	WorkflowColumnsMissingError,
	WorkflowConnectorMissingError,
} from '../../nodes/Afas/profit/workflow/workflowConnector';
import { BatchRefusedError } from '../../nodes/Afas/profit/write/batchFailures';
import { GroupingError } from '../../nodes/Afas/profit/write/groupLines';
import { RequestTooLargeError } from '../../nodes/Afas/profit/write/requestTooLargeError';
import { UncertainWriteError } from '../../nodes/Afas/profit/write/uncertainWriteError';
import { duplicateError, onlyRow } from '../../nodes/Afas/profit/write/upsertPlan';
import { FileNotKeptError } from '../../nodes/Afas/transport/fileNotKeptError';
import { loadPackage } from '../nodes/engine';
import { englishPages } from './pages';
import { shownNames } from './shownNames';

const ROOT = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
/** The README and the guide, as one text: what one does not explain, the other must. */
const GUIDE = englishPages()
	.map(({ text }) => text)
	.join('\n');
const README = read('README.md');

/** The text below a heading, up to the next heading of its level or above. */
function section(title: string): string {
	const lines = GUIDE.split('\n');
	const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title);
	if (start < 0) throw new Error(`No page has a section '${title}'.`);
	const level = lines[start]?.indexOf(' ') ?? 0;
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => new RegExp(`^#{1,${level}} `).test(line));
	return (end < 0 ? rest : rest.slice(0, end)).join('\n');
}

/** The tables of a text: rows of cells, the head first. */
function tables(text: string): string[][][] {
	const blocks = text.match(/(?:^\|.*\|\n?)+/gm) ?? [];
	return blocks.map((block) =>
		block
			.trim()
			.split('\n')
			.filter((_, index) => index !== 1)
			.map((line) =>
				line
					.slice(1, -1)
					.split('|')
					.map((cell) => cell.trim()),
			),
	);
}

/** The only table of a section that has this as its first head. */
function table(title: string, firstHead: string): { head: string[]; rows: string[][] } {
	const found = tables(section(title)).filter(([head]) => head?.[0] === firstHead);
	expect(found).toHaveLength(1);
	const [head = [], ...rows] = found[0] ?? [];
	return { head, rows };
}

const matches = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, group = '']) => group);
const codeIn = (text: string) => matches(text.replace(/```[\s\S]*?```/g, ''), /`([^`]+)`/g);
const boldIn = (text: string) => matches(text, /\*\*([^*]+)\*\*/g);
const headings = matches(README, /^#+ (.+)$/gm);
const slug = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replaceAll(' ', '-');
const firstColumn = (text: string) =>
	tables(text).flatMap(([, ...rows]) => rows.map(([first = '']) => first));

let node: INodeTypeDescription;
let credentials: Record<'afasApi' | 'afasOAuth2Api' | 'afasWebhookApi', ICredentialType>;

beforeAll(async () => {
	const loader = await loadPackage();
	node = (loader.getNode('afas').type as { description: INodeTypeDescription }).description;
	credentials = {
		afasApi: loader.getCredential('afasApi').type,
		afasOAuth2Api: loader.getCredential('afasOAuth2Api').type,
		afasWebhookApi: loader.getCredential('afasWebhookApi').type,
	};
});

const shows = (property: INodeProperties, name: string, value: string) =>
	property.displayOptions?.show?.[name]?.includes(value) ?? false;

/** Choices of a parameter, without the one that n8n adds to every package. */
function choicesOf(name: string, resource = ''): INodePropertyOptions[] {
	const property = node.properties.find(
		(one) => one.name === name && (resource === '' || shows(one, 'resource', resource)),
	);
	const options = (property?.options ?? []) as INodePropertyOptions[];
	return options.filter((option) => option.value !== '__CUSTOM_API_CALL__');
}

/** Every operation of the built node, with its parameters and the title of its section. */
function operations() {
	return choicesOf('resource').flatMap((resource) =>
		choicesOf('operation', String(resource.value)).map((operation) => ({
			title: `${resource.name}: ${operation.name}`,
			action: operation.action ?? '',
			properties: node.properties.filter(
				(property) =>
					shows(property, 'resource', String(resource.value)) &&
					shows(property, 'operation', String(operation.value)),
			),
		})),
	);
}

/** The operation whose filters, dates and options the page explains for all. */
const readingRows = () => operations().find(({ title }) => title === 'GetConnector: Get Many');

describe('the page', () => {
	it("has the sections of n8n's template", () => {
		expect(headings).toEqual(
			expect.arrayContaining([
				'Installation',
				'Operations',
				'Credentials',
				'Compatibility',
				'Usage',
				'Resources',
				'Version history',
			]),
		);
	});

	it('has every anchor that the package links to', () => {
		const documentation = Object.values(credentials).map(({ documentationUrl = '' }) => {
			const [page, anchor = ''] = documentationUrl.split('#');
			expect(packageJson.homepage.split('#')[0]).toBe(page);
			return anchor;
		});
		expect(documentation).toEqual(['credentials', 'credentials', 'credentials']);
		expect(headings.map(slug)).toEqual(expect.arrayContaining(documentation));
	});

	it('names no other hosts, and so no package registry', () => {
		const hosts = new Set(matches(GUIDE + read('CHANGELOG.md'), /https:\/\/([^\s/)`"]+)/g));
		expect([...hosts].filter((host) => !host.endsWith('.afas.online')).sort()).toEqual([
			'afasstatus.nl',
			'docs.afas.help',
			'docs.n8n.io',
			'github.com',
			'help.afas.nl',
			'keepachangelog.com',
			'semver.org',
		]);
	});

	it('is about this version, and so is the changelog', () => {
		expect(README).toContain(`This is version ${packageJson.version}.`);
		expect(read('CHANGELOG.md')).toContain(packageJson.version);
		const tested = /N8N_VERSION = '([\d.]+)'/.exec(read('scripts/n8n/versions.mjs'))?.[1];
		expect(section('Compatibility')).toContain(`n8n ${tested} `);
	});

	it('names the oldest n8n that each way to sign in is tested with', () => {
		const promises = read('test/compatibility/promises.mjs');
		const oldest = matches(promises, /^\t(?:token|secret|pkce|certificate): '([\d.]+)'/gm);
		const { rows } = table('Compatibility', 'You sign in with');
		const named = rows.map(([, said = '']) => /tested with ([\d.]+\d)/.exec(said)?.[1]);
		expect(named).toHaveLength(4);
		expect(named).toEqual(oldest);
	});
});

describe('operations', () => {
	it('are those of the node, each with its action', () => {
		const titles = matches(section('Operations and parameters'), /^## (.+)$/gm);
		expect(titles.sort()).toEqual(
			operations()
				.map(({ title }) => title)
				.sort(),
		);
		for (const { title, action } of operations()) {
			expect(section(title).trim()).toMatch(new RegExp(`^_${action}\\._`));
		}
	});

	it('are listed in the README, each with its action', () => {
		const { rows } = table('Operations', 'Operation');
		const listed = rows.map(([operation = '', action]) => [
			/^\[(.+)\]/.exec(operation)?.[1],
			action,
		]);
		expect(listed.sort()).toEqual(
			operations()
				.map(({ title, action }) => [title, action])
				.sort(),
		);
	});

	it('are explained with every parameter, and with no other', () => {
		for (const { title, properties } of operations()) {
			const { parameters, choices } = shownNames(properties);
			const text = section(title);
			expect(boldIn(text)).toEqual(expect.arrayContaining(parameters));
			expect([...parameters, ...choices]).toEqual(
				expect.arrayContaining(firstColumn(text).flatMap(boldIn)),
			);
		}
	});

	it('are explained with every choice', () => {
		const choices = operations().flatMap(({ properties }) => shownNames(properties).choices);
		expect(choices.length).toBeGreaterThan(30);
		expect(boldIn(GUIDE)).toEqual(expect.arrayContaining([...new Set(choices)]));
	});

	it('name nothing in bold that is not on the screen', () => {
		const { parameters, choices } = shownNames(operations().flatMap((one) => one.properties));
		const shown = new Set([...parameters, ...choices]);
		expect(boldIn(section('Operations and parameters')).filter((name) => !shown.has(name))).toEqual(
			[],
		);
	});

	it('have the defaults of the node', () => {
		const options = readingRows()?.properties.find(({ name }) => name === 'options');
		const { rows } = table('GetConnector: Get Many', 'Option');
		for (const { displayName, type, default: value, options: choices } of (options?.options ??
			[]) as INodeProperties[]) {
			if (type === 'multiOptions') continue;
			const choice = (choices as INodePropertyOptions[] | undefined)?.find(
				(one) => one.value === value,
			);
			const row = rows.find(([name]) => name === `**${displayName}**`);
			expect(row?.[2]).toBe(choice?.name ?? String(value));
		}
		for (const title of ['GetConnector: Get Many', 'Metainfo: Get Many']) {
			const limit = operations()
				.find((one) => one.title === title)
				?.properties.find(({ name }) => name === 'limit');
			expect(section(title)).toContain(`It starts at ${limit?.default as number}.`);
		}
		const inTool = operations()
			.find(({ title }) => title === 'GetConnector: Get Many')
			?.properties.find(
				({ name, displayOptions }) => name === 'limit' && displayOptions?.show?.['@tool'],
			);
		expect(section('GetConnector: Get Many')).toContain(
			`A tool starts at ${inTool?.default as number}.`,
		);
	});
});

describe('the choices of how to sign in', () => {
	it('are named', () => {
		const names = choicesOf('authentication').map(({ name }) => name);
		expect(names).toHaveLength(2);
		expect(boldIn(section('Credentials'))).toEqual(
			expect.arrayContaining(['Authentication', ...names]),
		);
	});
});

describe('credentials', () => {
	it.each(['afasApi', 'afasOAuth2Api'] as const)('%s has every field explained', (name) => {
		const { properties, displayName } = credentials[name];
		const visible = properties.filter(({ type }) => type !== 'hidden');
		const { parameters, choices } = shownNames(visible);
		const fields = ['Fields of both credentials', displayName]
			.flatMap((title) => table(title, 'Field').rows)
			.flatMap(([first = '']) => boldIn(first));
		expect(fields.sort()).toEqual(parameters.sort());
		expect(boldIn(section('Credentials'))).toEqual(expect.arrayContaining(choices));
	});

	it('afasWebhookApi has its field explained', () => {
		const { properties, displayName } = credentials.afasWebhookApi;
		const fields = table(displayName, 'Field').rows.flatMap(([first = '']) => boldIn(first));
		expect(fields).toEqual(shownNames(properties).parameters);
	});

	it('lead to the hosts of the table', () => {
		const { rows } = table('Fields of both credentials', 'Environment');
		const expected = Object.entries(HOSTED_ENVIRONMENTS).map(([environment, { label, letter }]) => {
			const address = { environment: environment as HostedEnvironment, domainId: '12345' };
			const { host } = new URL(resolveBaseUrl({ ...address, baseUrl: '' }));
			return [`**${label}**`, `\`${host}\``, letter === '' ? 'none' : `\`${letter}\``];
		});
		expect(rows).toEqual(expected);
	});
});

describe('filters', () => {
	it('have the operators of the node', () => {
		const { rows } = table('Filters', 'Operator');
		const builder = readingRows()?.properties.find(({ name }) => name === 'filters');
		const names = new Map(
			[...JSON.stringify(builder).matchAll(/"name":"([^"]+)","value":"(\w+)"/g)].map(
				([, name, value]) => [value, name],
			),
		);
		const expected = (Object.keys(OPERATORS) as OperatorName[]).map((operator) => {
			const { code, symbol, isText } = OPERATORS[operator];
			const shown = `**${names.get(operator)}**`;
			return [shown, `\`${operator}\``, `${code} \`${symbol}\``, isText ? 'slow' : ''];
		});
		expect(rows.map((row) => row.join(' ')).sort()).toEqual(
			expected.map((row) => row.join(' ')).sort(),
		);
	});

	it('take dates as the table says', () => {
		const { rows } = table('Dates', 'You write');
		expect(rows.length).toBeGreaterThan(4);
		for (const [written = '', got = ''] of rows) {
			expect(`\`${toAmsterdamText(codeIn(written)[0], 'moment')}\``).toBe(got);
		}
	});
});

describe('dates', () => {
	const shown = () => {
		const { head, rows } = table('Dates', 'As Returned by AFAS');
		return { head, rows: rows.map((row) => row.flatMap(codeIn)) };
	};

	it('are shown as the table says', () => {
		const choices = readingRows()?.properties.find(({ name }) => name === 'options')?.options;
		const dates = choices?.find((one) => one.name === 'dates') as INodeProperties;
		const modes = new Map((dates.options as INodePropertyOptions[]).map((o) => [o.name, o.value]));
		const { head, rows } = shown();
		expect([...head].sort()).toEqual([...modes.keys()].sort());
		for (const row of rows) {
			const [returned = ''] = row;
			expect(row).toEqual(
				head.map((name) => formatRowDate(returned, modes.get(name) as DatesMode)),
			);
		}
	});

	it('may go back into a filter, unless as AFAS returns them', () => {
		for (const [returned = '', ...others] of shown().rows) {
			const clock = returned.replace('Z', '');
			expect(toAmsterdamText(returned, 'moment')).not.toBe(clock);
			for (const other of others) {
				expect(clock.startsWith(toAmsterdamText(other, 'moment'))).toBe(true);
			}
		}
	});
});

describe('numbers', () => {
	it('are those of the code', () => {
		expect(section('Filters')).toContain(`at most ${QUERY_LIMIT} characters`);
		expect([USUAL_IN_FLIGHT, HIGHEST_IN_FLIGHT]).toEqual([5, 8]);
		expect(section('Fair use')).toMatch(/at most five requests[\s\S]*goes up to eight/);
		expect(section('GetConnector: Get Many')).toContain('150,000 divided by the number of columns');
		expect(automaticPageSize(20)).toBe(150_000 / 20);
	});

	it('of retries are those of the code', () => {
		const pauseAfter = (attempt: number) => {
			const failure = new ConnectionError('broken', 'host');
			return pauseBeforeRetry({ method: 'GET', attempt, failure }, 0);
		};
		expect(section('How rows are read')).toMatch(/up to four\s+times in all/);
		expect(pauseAfter(3)).toBeDefined();
		expect(pauseAfter(4)).toBeUndefined();
	});

	it('of days before the end of a token are those of the code', () => {
		const warning = (days: number) =>
			expiryWarning('2027-05-01', Date.parse('2027-05-01') - days * 86_400_000);
		expect(section('Credentials')).toContain('from 60 days before your token ends');
		expect(warning(61)).toBeUndefined();
		expect(warning(60)).toBeDefined();
	});

	it('of days before the end of a client secret are those of the code', () => {
		const warning = (days: number) =>
			secretWarning(secretEndOf('2027-05-01'), Date.parse('2027-05-01') - days * 86_400_000);
		expect(section('Credentials')).toContain('from 30 days before');
		expect(section('Renew a client secret')).toMatch(/From\s+30 days before it/);
		expect(warning(31)).toBeUndefined();
		expect(warning(30)).toBeDefined();
	});
});

/** The message of what a function throws. */
async function messageOf(action: () => unknown): Promise<string> {
	try {
		await action();
	} catch (error) {
		return (error as Error).message;
	}
	throw new Error('It threw nothing.');
}

const REQUEST: ProfitRequest = { method: 'GET', path: '/metainfo', query: '', timeout: 1 };

function answerMessages(): Array<() => unknown> {
	const answer = (status: number, body?: unknown, signIn: SignIn = 'token') => {
		return () => readAnswer(REQUEST, { status, headers: {}, body }, signIn);
	};
	return [
		...[302, 401, 403, 404, 408, 413, 429, 500, 502, 503].map((status) => answer(status)),
		...[400, 403, 414, 500, 503].map((status) => answer(status, '<html></html>')),
		...[400, 500].map((status) => answer(status, { message: 'Invalid json' })),
		...[200, 500].map((status) => answer(status, '{"rows":[')),
		answer(401, undefined, 'oAuth2'),
		answer(200, '<html></html>'),
		answer(200, 'text'),
	];
}

function credentialMessages(): Array<() => unknown> {
	const hosted = (domainId: string) => () =>
		resolveBaseUrl({ environment: 'production', domainId, baseUrl: '' });
	const custom = (baseUrl: string) => () =>
		resolveBaseUrl({ environment: 'custom', domainId: '', baseUrl });
	const tokens = ['', 'x'.repeat(5000), '0'.repeat(32), 'Bearer x', 'nonsense!'];
	const domainIds = ['', 'https://12345.afas.online', 'x', 'T12345AA'];
	const baseUrls = ['', 'https://a b', 'a', 'https://a@b', 'http://a/ProfitRestServices'];
	return [
		...tokens.map((token) => () => normaliseToken(token)),
		...domainIds.map(hosted),
		...baseUrls.map(custom),
		() => assertSameHost('https://a.example', 'https://b.example'),
	];
}

/** So that the compiler misses a kind that is not here. */
const SIGN_IN: Record<SignInErrorKind, true> = {
	notConnected: true,
	loginEnded: true,
	client: true,
	clock: true,
	wrongEnvironment: true,
	other: true,
};
const CONNECTION: Record<ConnectionErrorKind, true> = {
	unknownHost: true,
	refused: true,
	broken: true,
	timeout: true,
	certificate: true,
};

const LISTED = { attachmentId: '1', fileId: '', fileName: 'a.pdf' };

/** Downloads that AFAS refuses, with an App Connector that has or lacks what they need. */
function refusedDownloads(): Array<() => unknown> {
	const refused = async (kind: FileKind, customConnectors: Array<{ id: string }>) => {
		const metainfo = { appConnector: async () => ({ customConnectors }) };
		return await explainFailure(
			{ kind, metainfo: metainfo as unknown as MetainfoReader },
			async () => readAnswer(REQUEST, { status: 404, headers: {}, body: undefined }, 'token'),
		);
	};
	const kinds: Record<FileKind, true> = { attachment: true, file: true, image: true, report: true };
	const all = [{ id: 'AppConnectorSubject' }, { id: 'AppConnectorReport' }];
	return (Object.keys(kinds) as FileKind[]).flatMap((kind) => [
		async () => await refused(kind, all),
		async () => await refused(kind, []),
	]);
}

function fileMessages(): Array<() => unknown> {
	const missing = new ProfitError('', '', { kind: 'notFound', status: 404 });
	return [
		...refusedDownloads(),
		() => readFileAnswer({}),
		() => readFileAnswer({ filedata: '!' }),
		() => subjectNumber(''),
		() => subjectNumber('x'),
		() => fileIdentifier('File ID', ''),
		() => fileIdentifier('File ID', 'a/b'),
		() => originalName(''),
		() => {
			throw explainMissing(missing, LISTED);
		},
	];
}

function failures(): Error[] {
	const finding = { path: 'group 1, condition 1', message: 'the field is missing' };
	const parameters = [
		{ parameter: "'Limit'", problem: "may not be 'x'; it may be a number" },
		{ parameter: "'Limit'", problem: 'has no value; it may be a number' },
		{ parameter: "'Options'", problem: "has no 'dryrun'; did you mean 'dryRun'?" },
	];
	return [
		...(['sameRows', 'filterIgnored', 'orderIgnored', 'sortIgnored', 'endUnproven'] as const).map(
			(oddity) => new StuckReadError(oddity, 30),
		),
		...[['A'], ['A', 'B']].map(
			(fields) =>
				new SortRefusedError(
					fields,
					new ProfitError('Invalid Index field', '', { kind: 'functional', status: 500 }),
				),
		),
		...parameters.map((one) => new ParameterError([one])),
		new ParameterError(parameters),
		...Object.keys(SIGN_IN).map((kind) => new SignInError(kind as SignInErrorKind)),
		...Object.keys(CONNECTION).map((kind) => {
			return new ConnectionError(kind as ConnectionErrorKind, '12345.rest.afas.online');
		}),
		...(['GetConnector', 'UpdateConnector'] as const).flatMap((kind) => [
			new UnknownConnectorError(kind, '', []),
			new UnknownConnectorError(kind, 'X', []),
		]),
		new UnknownConnectorsError(['X'], []),
		new UnknownConnectorsError(['X', 'Y'], []),
		new SnapshotError('it is empty'),
		laterVersion(2),
		takenWithout('X'),
		new UnknownFieldError('Sort', ['A'], []),
		new UnknownFieldError('Sort', ['A', 'B'], []),
		new FilterError([finding]),
		new FilterError([finding, finding]),
		new QueryTooLongError(3000, QUERY_LIMIT),
		new PlaceLostError(),
		new CancelledError(),
		new ExportTooLargeError(2, 1, 'memory', 1),
		new FileNotKeptError({ code: 'ENOSPC' }),
		new AttachmentConnectorMissingError('X', 'Y'),
		new AttachmentColumnsMissingError('X', ['A', 'B']),
		new AttachmentWithoutFileError(LISTED),
		new ReportFilterTooLongError(3000),
		new NoInputFilesError(),
		...writeFailures(),
		...workflowFailures(),
		...biFailures(),
		new KeysNotUniqueError(2, ['A'], ['1']),
		new TooManyChangesError(2, 1, '2026-01-31T14:30:00'),
		new SnapshotTooLargeError(2, 2_000, 1_000),
		new RowsLostError(19, 20),
	];
}

/** So that the compiler misses a fault that is not here. */
const LINK_FAULTS: Record<LinkFault, true> = {
	odd: true,
	elsewhere: true,
	version: true,
	circle: true,
	empty: true,
	vain: true,
	repeats: true,
	unknown: true,
};

function biFailures(): Error[] {
	return [
		new BiModelMissingError('X', 0, undefined),
		new BiModelMissingError('X', 1, undefined),
		new BiTableMissingError('X', 'Y', undefined, undefined),
		new BiTableMissingError('X', 'Y', ['Y'], undefined),
		new BiTableChoiceError('X', ['A', 'B']),
		new BiAnswerError('X'),
		...Object.keys(LINK_FAULTS).map((fault) => new BiLinkError(fault as LinkFault)),
		new BiRowsMovedError(),
		...[['A'], ['A', 'B']].flatMap((columns) => [
			new BiColumnsUnknownError(columns),
			new BiFieldError(columns, []),
		]),
		new NoBiModelListError(),
	];
}

/** What is refused about a BI model before anything is sent. */
function biMessages(): Array<() => unknown> {
	const model = { name: 'X', root: '/bi/X/', path: '/bi/X/', tables: [] };
	const values = (more: object) => ({ text: () => '', choice: () => 'odata', ...more }) as never;
	const source = (name: string) => ({ model: name }) as Parameters<typeof openModel>[0];
	const address = 'https://a.example/ProfitRestServices';
	const twice = [
		{ name: '$a', value: '' },
		{ name: '$a', value: '' },
	];
	return [
		async () => await openModel(source(''), { asked: '' }),
		async () => await openModel(source('..'), { asked: '' }),
		() => chosenTable(model, '..'),
		() => biPointerOf('https://b.example/', address),
		() => biPointerOf(`${address}/bi/X/$metadata`, address),
		() => readPointer(values({ text: () => `${address}/bi/X/v2/` }), address, 1, ''),
		() => readODataFilter(values({})),
		() => encodeAsked('', [{ name: '', value: '' }]),
		() => encodeAsked('', [{ name: '$top', value: '' }]),
		() => encodeAsked('', twice),
		() => encodeAsked('\ud800', []),
		() => assertFits('x'.repeat(3_000)),
	];
}

function writeFailures(): Error[] {
	const finding = { kind: 'tooLong', path: 'FbSalesLines[1].Ds', message: 'is too long' } as const;
	const reason = new ConnectionError('timeout', '12345.rest.afas.online');
	return [
		new RecordError([finding]),
		new RecordError([finding, finding]),
		...shapeRecord({ BcCo: '' }, EMPTY_CONNECTOR).findings.map((one) => new RecordError([one])),
		new UncertainWriteError(reason),
		new BatchRefusedError(reason, [1, 2]),
		new RequestTooLargeError(80 * 1024 * 1024),
		new GroupingError('DbId', 'FbSalesLines'),
		duplicateError(0),
		new RowMissingError('X', [{ field: 'A', value: 1 }]),
		new LookUpValueError(["'A' is empty"]),
	];
}

/** An UpdateConnector with nothing but a key. */
const EMPTY_CONNECTOR = parseUpdateConnector(
	{ name: 'KnPerson', fields: [{ fieldId: 'BcCo', dataType: 'string', primaryKey: true }] },
	'KnPerson',
);

const deletions = [
	() => deletePath(EMPTY_CONNECTOR, [{ object: EMPTY_CONNECTOR, keys: { BcCo: ' ' } }]),
	() => typedDeletePath(EMPTY_CONNECTOR, 'KnPerson/@BcCo/'),
];

function workflowFailures(): Error[] {
	const wanted = { subjectId: '1', task: 'A', workflow: '' };
	const task = { ...wanted, users: [], workflowGuid: 'B', taskGuid: 'C' };
	return [
		new NoOpenTaskError('1'),
		new TaskNotOpenError(wanted, [task]),
		new TaskNotOpenError({ ...wanted, workflow: 'W' }, [task, { ...task, workflow: 'W' }]),
		new AmbiguousTaskError(wanted, [task, task]),
		new WorkflowNameMissingError('Task'),
		new WorkflowNameMissingError('Action'),
		new TaskGuidMissingError(task),
		new ActionGuidMissingError(task, { action: 'X', type: '', actionGuid: '' }),
		new UnknownActionError(task, 'X', [{ action: 'D', type: '', actionGuid: 'E' }]),
		new NoActionsError(task),
		new AmbiguousActionError(task, 'X', []),
		new RepeatedTaskError(task, 0),
		new WorkflowConnectorMissingError(tasksConnector('')),
		new WorkflowColumnsMissingError(tasksConnector(''), ['SubjectId']),
	];
}

/** More rows than one match a record that is to be updated. */
const manyRows = () =>
	onlyRow([{ A: 1 }, { A: 1 }], [{ column: 'A', field: 'A' }] as Parameters<typeof onlyRow>[1]);

/** The first sentence that n8n shows for each status in a test of a credential. */
function testMessages(): string[] {
	return (['token', 'oAuth2'] as const)
		.flatMap((credential): Array<{ properties: { message?: unknown } }> => testRules(credential))
		.map(({ properties }) => /^.*?\.(?= |$)/.exec(String(properties.message))?.[0] ?? '');
}

async function noRowsMessage(): Promise<string> {
	const client = { send: async () => ({}) };
	const request = {
		connector: 'X',
		columns: [],
		filter: [],
		sort: [],
		limit: 1,
		pageSize: 1,
		pagination: 'offset' as const,
		parallelRequests: 1,
		timeout: 1,
	};
	return await messageOf(async () => await readRows(client, request, emptyReport()).next());
}

/** Every message that the package can show, apart from those of AFAS itself. */
async function realMessages(): Promise<string[]> {
	const soon = Date.parse('2027-04-01');
	return [
		...(await Promise.all(
			[
				...answerMessages(),
				...credentialMessages(),
				...fileMessages(),
				...biMessages(),
				...deletions,
				manyRows,
			].map(messageOf),
		)),
		...failures().map(({ message }) => message),
		...testMessages(),
		...Object.values(UNUSABLE),
		await noRowsMessage(),
		expiryWarning('2027-05-01', soon) ?? '',
		expiryWarning('2027-03-01', soon) ?? '',
		secretWarning(secretEndOf('2027-04-15'), soon) ?? '',
		secretWarning(secretEndOf('2027-03-15'), soon) ?? '',
		secretWarning(secretEndOf('morgen'), soon) ?? '',
	];
}

describe('messages', () => {
	/** Names of n8n and Node.js within the first column. */
	const FOREIGN = ['ENOTFOUND'];
	const patterns = () =>
		firstColumn(section('Messages and what to do'))
			.flatMap(codeIn)
			.filter((code) => !FOREIGN.includes(code));
	const regExp = (pattern: string) =>
		new RegExp(
			`^${pattern
				.split('…')
				.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
				.join('.+')}$`,
		);

	it('of the package are all explained', async () => {
		const known = patterns().map(regExp);
		const messages = await realMessages();
		expect(messages.length).toBeGreaterThan(50);
		expect(messages.filter((message) => !known.some((one) => one.test(message)))).toEqual([]);
	});

	it('that are explained exist', async () => {
		const messages = await realMessages();
		const unknown = patterns().filter(
			(pattern) => !messages.some((message) => regExp(pattern).test(message)),
		);
		expect(unknown).toEqual([]);
	});
});

describe('development', () => {
	it('names npm scripts that exist', () => {
		const scripts = Object.keys(packageJson.scripts);
		const named = new Set(matches(README, /npm (?:run )?(test(?![/\w-])|(?<=run )[\w:-]+)/g));
		expect([...named].sort()).toEqual(
			expect.arrayContaining(['build', 'demo', 'format', 'simulator', 'test']),
		);
		expect(scripts).toEqual(expect.arrayContaining([...named]));
	});

	it('names files and folders that exist', () => {
		const { rows } = table('Development', 'Folder');
		const named = [
			...rows.flatMap(([folder = '']) => codeIn(folder)),
			...codeIn(section('Development')).filter((code) => /^(\.\w|test\/)[\w./]+$/.test(code)),
		];
		expect(named).toEqual(expect.arrayContaining(['nodes/Afas/profit', '.npmrc', '.ci/run']));
		expect(named.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
	});

	it('says what the build server runs', () => {
		const said = /It runs ([^.]*(?:\.[^.\s][^.]*)*)\./.exec(section('Development'))?.[1] ?? '';
		const scripts: Readonly<Record<string, string>> = packageJson.scripts;
		const run = matches(read('.ci/run'), /^\s*step (npm .+)$/gm).filter((command) => {
			const script = /^npm run (\S+)/.exec(command)?.[1];
			return script === undefined || script in scripts;
		});
		expect(run).toContain('npm run demo -- --run');
		expect(codeIn(said)).toEqual(run);
	});

	it('says what is in .npmrc', () => {
		const said = /`\.npmrc` has `([^`]+)`/.exec(README)?.[1] ?? '';
		expect(read('.npmrc').split('\n')).toContain(said);
	});

	it('counts the example workflows', () => {
		const count = readdirSync(resolve(ROOT, 'workflows')).filter((file) => file.endsWith('.json'));
		const words = [
			'twelve',
			'thirteen',
			'fourteen',
			'fifteen',
			'sixteen',
			'seventeen',
			'eighteen',
			'nineteen',
			'twenty',
			'twenty-one',
			'twenty-two',
			'twenty-three',
			'twenty-four',
			'twenty-five',
			'twenty-six',
			'twenty-seven',
			'twenty-eight',
		];
		expect(section('Your first read')).toContain(
			`has ${words[count.length - 12]} example workflow`,
		);
	});
});
