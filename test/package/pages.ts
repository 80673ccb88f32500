/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The folder of the project. */
export const ROOT = resolve(__dirname, '../..');

/** A part of a page between code fences. */
export interface Fence {
	/** What follows the opening fence: the language, and then how it is to be run. */
	readonly info: string;
	readonly text: string;
}

/** A Markdown page of the project. */
export class Page {
	readonly text: string;
	/** The text without what is between code fences. */
	readonly prose: string;
	readonly fences: readonly Fence[];

	/** @param path from the folder of the project */
	constructor(readonly path: string) {
		this.text = readFileSync(resolve(ROOT, path), 'utf8');
		const pattern = /^([ \t]*)```([^\n]*)\n([\s\S]*?)^[ \t]*```$/gm;
		this.fences = [...this.text.matchAll(pattern)].map(([, , info = '', text = '']) => ({
			info: info.trim(),
			text,
		}));
		this.prose = this.text.replace(pattern, '');
	}

	/** Headings as they stand, each with its number of `#`. */
	get headings(): ReadonlyArray<{ readonly level: number; readonly title: string }> {
		return [...this.prose.matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => ({
			level: marks.length,
			title,
		}));
	}

	/** What `#...` in a link can lead to, as GitHub makes it. */
	get anchors(): string[] {
		return this.headings.map(({ title }) => slug(title));
	}

	get bold(): string[] {
		return all(this.prose.replace(/`[^`\n]+`/g, ''), /\*\*([^*]+)\*\*/g).map(oneLine);
	}

	get code(): string[] {
		return all(this.prose, /`([^`\n]+)`/g);
	}

	/** Targets of links, also of images. */
	get links(): string[] {
		return [
			...all(this.prose, /\]\(([^)\s]+)\)/g),
			...all(this.prose, /(?:src|srcset)="([^"]+)"/g),
		];
	}

	/** Numbers of rows of the tables, head and rule not counted. */
	get tableRows(): number[] {
		const tables = this.prose.match(/(?:^\|.*\|\n?)+/gm) ?? [];
		return tables.map((table) => table.trim().split('\n').length - 2);
	}

	/** A path from the folder of the project, for one that is relative to this page. */
	beside(path: string): string {
		return resolve('/', dirname(this.path), path).slice(1);
	}
}

/** The pages of the guide in English, the README first. */
export function englishPages(): Page[] {
	return [new Page('README.md'), ...pagesIn('docs')];
}

/** The pages in Dutch, the README first. */
export function dutchPages(): Page[] {
	return [new Page('README.nl.md'), ...pagesIn('docs/nl')];
}

/** Where the translation of an English page is. */
export function dutchPathOf(path: string): string {
	return path === 'README.md' ? 'README.nl.md' : path.replace(/^docs\//, 'docs/nl/');
}

/** Pages for who maintains the package: in English only. */
const FOR_MAINTAINERS = ['architecture.md'];

function pagesIn(folder: string): Page[] {
	return readdirSync(resolve(ROOT, folder))
		.filter((file) => file.endsWith('.md') && !FOR_MAINTAINERS.includes(file))
		.sort()
		.map((file) => new Page(`${folder}/${file}`));
}

function all(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** The anchor that GitHub gives a heading. */
function slug(heading: string): string {
	return heading
		.replace(/[`*_]/g, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s-]/gu, '')
		.replaceAll(' ', '-');
}

/** Names of the pictures that a page shows. */
export function picturesOf({ links }: Page): string[] {
	return links.filter((link) => link.endsWith('.png')).map((link) => link.replace(/^.*\//, ''));
}
