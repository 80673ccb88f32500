import { choiceProperty } from '../parameters/choiceProperty';
import { OTHER_TEXTS } from '../parameters/parameterCheck';
import type { ParameterValues } from '../parameters/parameterValues';

/**
 * The language of labels, descriptions and messages (reference §2.6). Since Profit 8 there are more
 * than the listed ones.
 */
export const languageOption = choiceProperty<string>({
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: '',
	typeOptions: { [OTHER_TEXTS]: { pattern: '^[a-z]{2}-[a-z]{2}$', example: 'pl-pl' } },
	description:
		'Language of labels, descriptions of codes and messages of AFAS. For another one, from Profit 8 on, use an expression with its code, such as pl-pl.',
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
	const language = options.choice(languageOption).toLowerCase();
	return language === '' ? undefined : language;
}
