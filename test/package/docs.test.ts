/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AfasNodes } from './afasNodes';
import { dutchPages, dutchPathOf, englishPages, Page, picturesOf, ROOT } from './pages';
import { shownNames } from './shownNames';
import { SnippetRunner } from './snippets';

/** Names on the screen of n8n itself, which pages put in bold. */
const OF_N8N = [
	'+',
	'AFAS Tool',
	'Actions',
	'Add first step',
	'Create workflow',
	'Executions',
	'On a schedule',
	'Publish',
	'Always Output Data',
	'Add field to send',
	'AFAS Webhook',
	'Create new credential',
	'Execute workflow',
	'Fetch Test Event',
	'More details',
	'On dossier item updated',
	'On new AFAS event',
	'Timezone',
	'If',
	'Poll Times',
	'Production URL',
	'Webhook URLs',
	'AI Agent',
	'Chat',
	'Connect my account',
	'Connect to AFAS',
	'Credential',
	'Stop',
	'Continue',
	'Continue (using error output)',
	'Custom API Call',
	'Delete',
	'Execute step',
	'Install',
	'On Error',
	'OAuth Redirect URL',
	'Ignore SSL Issues (Insecure)',
	'Retry On Fail',
	'Save',
	'Settings',
	'Settings > Community nodes',
	'Update',
];

/** Names on the screen of Profit, in English and in Dutch. */
const OF_PROFIT = [
	'General > Management',
	'General > Management > App connector',
	'General > Management > Authorisation tool',
	'Group > New',
	'User > New system user',
	'Authorisation',
	'AFAS Accept',
	'GetConnectors',
	'UpdateConnectors',
	'Connectors',
	'General',
	'Blocked',
	'New',
	'Changed on',
	'User tokens',
	'Profit log reference',
	'Algemeen > Beheer',
	'Algemeen > Inrichting > Blokkeringen',
	'Algemeen > Beheer > App connector',
	'Algemeen > Beheer > Autorisatie tool',
	'Groep > Nieuw',
	'Gebruiker > Nieuwe systeemgebruiker',
	'Autorisatie',
	'GetConnectoren',
	'UpdateConnectoren',
	'Connectoren',
	'Algemeen',
	'Geblokkeerd',
	'Nieuw',
	'Gewijzigd op',
	'Gebruikerstokens',
	'Webhooks',
	'Actions > Send test message',
	'Actions > Change password',
	'CRM > Dossier > Configuration > Dossier item type',
	'Publish',
	'Acties > Testbericht versturen',
	'Acties > Wachtwoord wijzigen',
	'CRM > Dossier > Inrichting > Type dossieritem',
	'Gebeurtenissen',
	'Publiceren',
	'App Connector',
	'App connector',
];

/** Bold that is no name: a date, or the first words of a point or sentence. */
const isEmphasis = (bold: string) =>
	/[.:]$/.test(bold) || /^\d{1,2} [a-zA-Z]+ \d{4}$/.test(bold) || bold.split(' ').length > 5;

const EMPHASIS = ['OAuth', 'main', 'workers', 'that', 'what', 'dat', 'wat'];

const pages = [...englishPages(), ...dutchPages()];
const named = (list: readonly Page[]) => list.map((page) => [page.path, page] as const);

let onScreen: Set<string>;
let nodes: AfasNodes;

beforeAll(async () => {
	nodes = await AfasNodes.load();
	const { parameters, choices } = shownNames(nodes.screens);
	onScreen = new Set([...parameters, ...choices, ...nodes.titles]);
});

describe.each(named(pages))('%s', (_, page) => {
	it('has snippets that are true', async () => {
		const runner = await SnippetRunner.start(nodes);
		try {
			await runner.run(page);
		} finally {
			await runner.stop();
		}
	});

	it('links to pages, files and headings that exist', () => {
		const wrong = page.links
			.filter((link) => !link.startsWith('https://'))
			.filter((link) => !leadsSomewhere(page, link));
		expect(wrong).toEqual([]);
	});

	it('puts names in bold that are on the screen of the node, of n8n or of Profit', () => {
		const known = new Set([...OF_N8N, ...OF_PROFIT, ...EMPHASIS]);
		const unknown = page.bold.filter(
			(bold) => !onScreen.has(bold) && !known.has(bold) && !isEmphasis(bold),
		);
		expect([...new Set(unknown)]).toEqual([]);
	});

	it('names no machine', () => {
		expect(page.text).not.toMatch(/(^|[\s`(])\/(work|root|home|tmp|Users)\b/);
	});
});

function leadsSomewhere(page: Page, link: string): boolean {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page.path : page.beside(path);
	if (!existsSync(resolve(ROOT, target))) return false;
	if (anchor === undefined) return true;
	return statSync(resolve(ROOT, target)).isFile() && new Page(target).anchors.includes(anchor);
}

describe('the guide', () => {
	it('lists every page in its index, in both languages', () => {
		for (const [folder, list] of [
			['docs', englishPages()],
			['docs/nl', dutchPages()],
		] as const) {
			const index = list.find(({ path }) => path === `${folder}/README.md`);
			const listed = (index?.links ?? []).map((link) => index?.beside(link));
			const inFolder = list.map(({ path }) => path).filter((path) => path.startsWith(folder));
			const missing = inFolder.filter((path) => path !== index?.path && !listed.includes(path));
			expect(missing).toEqual([]);
		}
	});

	it.each([
		['afasTrigger', 'docs/triggers.md'],
		['afasWebhookTrigger', 'docs/webhooks.md'],
	])('explains every parameter of %s, and no other', (name, path) => {
		const page = new Page(path);
		const { properties } = nodes.description(`n8n-nodes-afas.${name}`);
		const own = properties.filter(({ type, name: id }) => type !== 'notice' && id !== 'pollTimes');
		const { parameters, choices } = shownNames(own);
		expect(page.bold).toEqual(expect.arrayContaining(parameters));
		const first = page.prose.match(/(?<=^\| )\*\*[^*]+\*\*(?= *\|)/gm) ?? [];
		const unknown = first.filter(
			(bold) => ![...parameters, ...choices].includes(bold.slice(2, -2)),
		);
		expect([first.length >= 5, unknown]).toEqual([true, []]);
	});

	it('lists every example workflow, in both languages', () => {
		const files = readdirSync(resolve(ROOT, 'workflows')).filter((file) => file.endsWith('.json'));
		for (const path of ['docs/examples.md', 'docs/nl/examples.md']) {
			const page = new Page(path);
			const listed = page.links.map((link) => page.beside(link));
			expect(files.filter((file) => !listed.includes(`workflows/${file}`))).toEqual([]);
		}
	});

	it('has a Dutch page for every English one, and no other', () => {
		expect(dutchPages().map(({ path }) => path)).toEqual(
			englishPages().map(({ path }) => dutchPathOf(path)),
		);
	});
});

describe('README.nl.md', () => {
	const english = new Page('README.md');
	const dutch = new Page('README.nl.md');
	const levels = ({ headings }: Page) => headings.map(({ level }) => level);

	it('has the sections of the English one, up to what is only for developers', () => {
		const forUsers = english.headings.findIndex(({ title }) => title === 'Resources');
		expect(levels(dutch)).toEqual(levels(english).slice(0, forUsers));
	});

	it('explains every field of the credentials', () => {
		const fields = shownNames(nodes.credentialFields).parameters;
		expect(dutch.bold).toEqual(expect.arrayContaining(fields));
	});
});

describe.each(
	englishPages()
		.filter(({ path }) => path !== 'README.md')
		.map((page) => [page.path, page] as const),
)('%s in Dutch', (_, page) => {
	const dutch = () => new Page(dutchPathOf(page.path));
	const names = (list: readonly string[]) =>
		[...new Set(list.filter((name) => onScreen.has(name) && !OF_PROFIT.includes(name)))].sort();

	it('has the same structure of headings and tables', () => {
		const levels = ({ headings }: Page) => headings.map(({ level }) => level);
		expect(levels(dutch())).toEqual(levels(page));
		expect(dutch().tableRows).toEqual(page.tableRows);
	});

	it('has the same snippets and pictures', () => {
		expect(picturesOf(dutch())).toEqual(picturesOf(page));
		expect(dutch().fences).toEqual(page.fences);
	});

	it('names the same parameters, values and messages', () => {
		expect(names(dutch().bold)).toEqual(names(page.bold));
		expect([...new Set(dutch().code)].sort()).toEqual([...new Set(page.code)].sort());
	});
});
