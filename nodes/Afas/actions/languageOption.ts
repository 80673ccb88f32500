import type { INodeProperties } from 'n8n-workflow';

/** The language of labels, descriptions and messages (reference §2.6). */
export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: '',
	description: 'Language of labels, descriptions of codes and messages of AFAS',
	options: [
		{ name: 'Dutch', value: 'nl-nl' },
		{ name: 'Dutch (Belgium)', value: 'nl-be' },
		{ name: 'English', value: 'en-us' },
		{ name: 'French', value: 'fr-fr' },
		{ name: 'German', value: 'de-de' },
		{ name: 'Language of the Environment', value: '' },
	],
};

/** The `Accept-Language` that the option stands for; undefined leaves it to the environment. */
export function languageOf(options: { language?: unknown }): string | undefined {
	return typeof options.language === 'string' && options.language !== ''
		? options.language
		: undefined;
}
