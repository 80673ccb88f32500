import { RefusedError, type Translated } from '../contract';

/** Error numbers of Profit; the general one serves many situations. */
const GENERAL = -2147180996;
const UNEXPECTED = -2147180999;
const NOT_FOUND = -2147220469;

/** A refusal with its text in Dutch and English. */
export function refused(nl: string, en: string, errorNumber = GENERAL): RefusedError {
	return new RefusedError({ message: { nl, en }, errorNumber });
}

/** The GetConnector does not exist or is not in the App Connector. */
export function getConnectorNotSupported(): RefusedError {
	return refused(
		'Deze GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
		'This GetConnector is not supported for this app or the user is not authorised.',
	);
}

/** The UpdateConnector does not exist or is not in the App Connector. */
export function updateConnectorNotSupported(): RefusedError {
	return refused(
		'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.',
		'This UpdateConnector is not supported or the user is not authorised.',
	);
}

/** An administrator has blocked the GetConnector. */
export function getConnectorBlocked(): RefusedError {
	return refused(
		'Deze GetConnector (definitie) is geblokkeerd',
		'This GetConnector (definition) is blocked',
	);
}

/** The body does not have the documented shape. */
export function malformed(nl: string, en: string): RefusedError {
	return refused(
		`Er is een onverwachte fout opgetreden. ${nl}`,
		`An unexpected error has occurred. ${en}`,
		UNEXPECTED,
	);
}

/** A code or number that must exist does not. */
export function valueDoesNotExist(label: Translated): RefusedError {
	return refused(
		`De ingevulde waarde bij '${label.nl}' bestaat niet.`,
		`The entered value for '${label.en}' does not exist.`,
		NOT_FOUND,
	);
}

/** A value that really is needed is missing. */
export function valueMissing(label: Translated): RefusedError {
	return refused(`Vul een waarde in bij '${label.nl}'.`, `Enter a value for '${label.en}'.`);
}

/** A value cannot be read as what the field is. */
export function valueInvalid(label: Translated): RefusedError {
	return refused(
		`De ingevulde waarde bij '${label.nl}' is ongeldig.`,
		`The entered value for '${label.en}' is invalid.`,
	);
}

/** A text is longer than its field. */
export function valueTooLong(label: Translated, length: number): RefusedError {
	return refused(
		`De ingevulde waarde bij '${label.nl}' is te lang (maximaal ${length} tekens).`,
		`The entered value for '${label.en}' is too long (${length} characters at most).`,
	);
}

/** A number that may not be 0. */
export function valueZero(label: Translated): RefusedError {
	return refused(
		`De waarde bij '${label.nl}' mag niet 0 zijn.`,
		`The value for '${label.en}' may not be 0.`,
	);
}

/** A record with the same key is there already. */
export function alreadyExists(label: Translated): RefusedError {
	return refused(
		`De ingevulde waarde bij '${label.nl}' bestaat al.`,
		`The entered value for '${label.en}' already exists.`,
	);
}
