import { choiceProperty } from '../parameters/choiceProperty';
import type { ParameterValues } from '../parameters/parameterValues';

/** The language of labels, descriptions and messages (reference §2.6). */
export const languageOption = choiceProperty({
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
});

/** The `Accept-Language` that the option stands for; undefined leaves it to the environment. */
export function languageOf(options: ParameterValues): string | undefined {
	const language = options.choice(languageOption);
	return language === '' ? undefined : language;
}
