/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from './contract';

/** A request that has been read completely. */
export interface Incoming {
	readonly method: string;
	/** As sent, without the query string. */
	readonly path: string;
	/** From `?` to the end as sent; empty when there is none. */
	readonly rawQuery: string;
	readonly query: Query;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

/** Decoded query parameters. Names are case-insensitive (reference §4.1); the first value counts. */
export class Query {
	private readonly values = new Map<string, string>();

	constructor(rawQuery: string) {
		for (const [name, value] of new URLSearchParams(rawQuery)) {
			const key = name.toLowerCase();
			if (!this.values.has(key)) this.values.set(key, value);
		}
	}

	get(name: string): string | undefined {
		return this.values.get(name.toLowerCase());
	}

	/** The same query without some parameters. */
	without(names: readonly string[]): Query {
		const rest = new Query('');
		for (const [name, value] of this.values) {
			if (!names.includes(name)) rest.values.set(name, value);
		}
		return rest;
	}

	toObject(): Record<string, string> {
		return Object.fromEntries(this.values);
	}
}

/** The first language of `Accept-Language` that the simulator speaks. */
export function languageOf(headers: IncomingHttpHeaders, fallback: Language): Language {
	for (const range of (headers['accept-language'] ?? '').toLowerCase().split(',')) {
		const language = /^\s*(nl|en)\b/.exec(range)?.[1];
		if (language === 'nl' || language === 'en') return language;
	}
	return fallback;
}

/** Undoes percent-encoding; text that is not percent-encoded properly stays as it is. */
export function percentDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** An object of JSON, and not an array or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
