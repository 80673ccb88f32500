import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { OWNER, START_TIMEOUT, useEnvironment } from '../e2e/environment.mjs';
import { startChromium } from './chromium.mjs';
import { keepEvidence } from './pictures.mjs';

const VIEWPORT = { width: 1440, height: 1000 };
/** How long something may take to appear, in milliseconds. */
const PATIENCE = 20_000;
/** How long something takes that is there already, in milliseconds. */
const SOON = 3_000;
/** Until the editor has what was typed, in milliseconds. */
const TAKEN_OVER = 1_000;
/** Until a message that was closed is gone, in milliseconds. */
const MESSAGE_GOES = 400;

/**
 * n8n's editor in a browser, in the words of the person in front of it. What it finds things by
 * (`data-test-id`, labels) belongs to the version of n8n in versions.mjs.
 */
export class Editor {
	/**
	 * @param {import('playwright-core').Page} page
	 * @param {string} url of n8n
	 */
	constructor(page, url) {
		this.page = page;
		this.url = url;
	}

	/** Signs in as the owner. */
	async signIn() {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await this.page.locator('input[type=password]').fill(OWNER.password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL(/home|workflow/);
	}

	/** Opens an empty workflow and its panel of nodes, with this in the search bar. */
	async searchNodes(words) {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.at('canvas-plus-button').click();
		await this.at('node-creator-search-bar').fill(words);
	}

	/** Adds the AFAS node to an empty workflow with one of its actions, and opens it. */
	async addAfas(action) {
		await this.listActions();
		await this.foundNodes.getByText(action, { exact: true }).click();
		await this.node.waitFor();
	}

	/** Shows the actions of the AFAS node for an empty workflow; n8n begins with its triggers. */
	async listActions() {
		await this.searchNodes('AFAS');
		await this.foundNodes.getByText('AFAS', { exact: true }).click();
		const category = this.at('node-creator-category-item').filter({ hasText: /^\s*Actions/ });
		await category.waitFor();
		const anAction = this.foundNodes.getByText('Get the environment', { exact: true });
		if (!(await isShown(anAction))) await category.click();
	}

	/** Adds a trigger to an empty workflow with one of its entries, and opens it. */
	async addTrigger(name, entry) {
		await this.searchNodes('AFAS');
		await this.foundNodes.getByText(name, { exact: true }).click();
		await this.foundNodes.getByText(entry, { exact: true }).click();
		await this.node.waitFor();
	}

	/** Opens a saved workflow. */
	async openWorkflow(id) {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.at('canvas-node').first().waitFor();
	}

	/** Runs the open workflow and waits for its end. */
	async executeWorkflow() {
		await this.at('execute-workflow-button').first().click();
		await this.page.getByText('Workflow executed successfully').first().waitFor();
	}

	/** Opens a node of the open workflow. */
	async openNode(name) {
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
		await this.node.waitFor();
	}

	/** Moves the parameters of the open node to the left, so that more of its output is to be seen. */
	async widenOutput() {
		const { x, y, width, height } = await this.at('panel-drag-button').boundingBox();
		const middle = { x: x + width / 2, y: y + height / 2 };
		await this.page.mouse.move(middle.x, middle.y);
		await this.page.mouse.down();
		await this.page.mouse.move(0, middle.y, { steps: 10 });
		await this.page.mouse.up();
	}

	/** The names in the panel of nodes. */
	get foundNodes() {
		return this.at('node-creator-item-name');
	}

	/** The open node. */
	get node() {
		return this.at('ndv');
	}

	/** What the open node put out. */
	get output() {
		return this.at('output-panel');
	}

	/** The window of a credential. */
	get credential() {
		return this.at('editCredential-modal');
	}

	/** @param {string} name of a parameter, or the id of a field of a form */
	parameter(name) {
		return this.at(`parameter-input-${name}`);
	}

	/** Chooses an entry of a drop-down list. @param {string | RegExp} option */
	async choose(name, option) {
		await this.openList(name, option);
		await this.option(option).click();
	}

	/** Opens a drop-down list that has this entry. @param {string | RegExp} option */
	async openList(name, option) {
		// A list whose entries are still on their way closes when they come.
		for (let attempt = 1; attempt <= 5; attempt++) {
			await this.parameter(name).first().click();
			if (await isShown(this.option(option))) return;
		}
		await this.option(option).waitFor();
	}

	/** Chooses an entry of a list that takes several, and closes it. @param {string | RegExp} option */
	async chooseSeveral(name, option) {
		await this.choose(name, option);
		await this.page.keyboard.press('Escape');
	}

	/** Turns a switch on. */
	async turnOn(name) {
		await this.parameter(name).locator('.el-switch').click();
	}

	/** An entry of the list that is open. @param {string | RegExp} name */
	option(name) {
		return this.page.getByRole('option', { name }).filter({ visible: true }).first();
	}

	/** Types into a parameter. */
	async fill(name, text) {
		const input = this.parameter(name).locator('input, textarea, [contenteditable=true]');
		await input.filter({ visible: true }).first().fill(text);
	}

	/** Leaves the field that is being filled in, so that no tip of n8n's lies over the next one. */
	async leaveField() {
		await this.page.evaluate(() => document.activeElement?.blur());
		await this.page.mouse.move(0, 0);
	}

	/** Opens the window of a new credential from the open node. */
	async newCredential() {
		const none = this.at('node-credentials-empty-state').getByRole('button');
		await none.or(this.at('node-credentials-select')).first().click();
		const another = this.at('node-credentials-select-item-new');
		await this.credential
			.or(another.filter({ visible: true }))
			.first()
			.waitFor();
		if (!(await this.credential.isVisible())) await another.click();
		await this.credential.waitFor();
	}

	/**
	 * Chooses a saved credential in the open node.
	 *
	 * @param {{ id: string }} credential
	 * @param {string} [label] of the credential, in a node that has several
	 */
	async chooseCredential({ id }, label = 'Credential') {
		const slot = this.at('node-credentials-slot').filter({ hasText: label });
		await slot.getByTestId('node-credentials-select').click();
		await this.at(`node-credentials-select-item-${id}`).filter({ visible: true }).click();
	}

	/** Lists the connectors in the open node and searches them. */
	async searchConnectors(words) {
		await this.at('rlc-input').click();
		await this.at('rlc-item').first().waitFor();
		await this.at('rlc-search').fill(words);
	}

	/** The entries of the list of connectors. */
	get foundConnectors() {
		return this.at('rlc-item');
	}

	/** Searches a connector by its id and chooses it. */
	async chooseConnector(id) {
		await this.searchConnectors(id);
		await this.foundConnectors.filter({ hasText: id }).first().click();
	}

	/** Leaves the field, and waits until the editor has what was typed: it may be busy. */
	async takeOver() {
		await this.leaveField();
		await this.page.waitForTimeout(TAKEN_OVER);
	}

	/** Runs the open node. */
	async execute() {
		await this.takeOver();
		await this.at('node-execute-button').click();
	}

	/** Closes the messages in the corner, which lie over what is to be seen, and come a moment after it. */
	async closeMessages() {
		const messages = this.page.locator('.el-notification');
		if (!(await isShown(messages.first()))) return;
		const deadline = Date.now() + PATIENCE;
		while ((await messages.count()) > 0) {
			assert.ok(Date.now() < deadline, 'A message does not go away.');
			// It may go by itself meanwhile.
			const button = messages.first().locator('.el-notification__closeBtn');
			await button.click({ timeout: SOON }).catch(() => {});
			await this.page.waitForTimeout(MESSAGE_GOES);
		}
	}

	/** Makes the tip go that tells what one can do with the output: it lies over the output. */
	async closeTip() {
		await this.output.click({ position: { x: 5, y: 5 } });
	}

	/** What has this `data-test-id`. */
	at(id) {
		return this.page.getByTestId(id);
	}
}

async function isShown(locator) {
	return locator.waitFor({ timeout: SOON }).then(
		() => true,
		() => false,
	);
}

/** @type {Promise<import('playwright-core').Browser> | undefined} */
let browser;
let users = 0;

/**
 * Lets the tests of a `describe` use n8n's editor, each `describe` in a window of its own in which
 * nobody was before.
 */
export function useEditor() {
	const environment = useEnvironment();
	/** @type {Editor} */
	let editor;
	users += 1;

	before(
		async () => {
			browser ??= startChromium();
			const context = await (
				await browser
			).newContext({ viewport: VIEWPORT, colorScheme: 'light', reducedMotion: 'reduce' });
			const page = await context.newPage();
			page.setDefaultTimeout(PATIENCE);
			editor = new Editor(page, environment().url);
			await editor.signIn();
		},
		{ timeout: START_TIMEOUT },
	);
	after(async () => {
		users -= 1;
		if (users === 0) await (await browser)?.close();
	});

	/** @returns {Promise<Error | undefined>} why it failed, and where the picture is of what was shown */
	const attempt = async (name, work) => {
		try {
			await work(editor, environment());
			return undefined;
		} catch (error) {
			const path = await keepEvidence(editor.page, name);
			return new Error(`${error.message}\nThe browser showed: ${path}`, { cause: error });
		}
	};

	/**
	 * A test. One that fails is done once more from its start, and says so: a click can come to nothing
	 * when n8n's editor is busy. What is wrong with the package goes wrong both times.
	 *
	 * @param {string} name
	 * @param {(editor: Editor, environment: import('../e2e/environment.mjs').Environment) => Promise<void>} work
	 */
	const test = (name, work) =>
		it(name, async (context) => {
			const first = await attempt(name, work);
			if (first === undefined) return;
			context.diagnostic(`Done once more, since it failed at first: ${first.message}`);
			environment().profit.reset();
			const second = await attempt(name, work);
			if (second !== undefined) throw second;
		});
	return { test, environment };
}
