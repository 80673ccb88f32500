import { RefusedError, type Refusal } from './contract';

/** Error numbers of Profit (reference §6.3); one number stands for many situations. */
const GENERAL = -2147180996;
const MALFORMED = -2147180999;

/** Refusals in Profit's words (reference §6.4). Texts without a public source are our own [SIM]. */
export const refusals = {
	getConnectorNotAllowed: refusal(
		GENERAL,
		'Deze GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
		'GetConnector not supported for this app or the user is not authorized.',
	),
	updateConnectorNotAllowed: refusal(
		GENERAL,
		'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.',
		'This UpdateConnector is not supported or the user is not authorized.',
	),
	customConnectorNotAllowed: refusal(
		GENERAL,
		'Deze connector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
		'Connector not supported for this app or the user is not authorized.',
	),
	blocked: refusal(
		GENERAL,
		'Deze GetConnector (definitie) is geblokkeerd',
		'This GetConnector (definition) is blocked',
	),
	unexpected: refusal(
		MALFORMED,
		'Er is een onverwachte fout opgetreden.',
		'An unexpected error has occurred.',
	),
	timeout: refusal(
		MALFORMED,
		'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.',
		'The maximum duration for performing the assignment has been exceeded.',
	),
	outOfMemory: refusal(MALFORMED, 'Out of memory', 'Out of memory'),
	locked: refusal(
		GENERAL,
		"Het record is vergrendeld door gebruiker '12345.JANSEN'. Probeer het later opnieuw.",
		"The record is locked by user '12345.JANSEN'. Try again later.",
	),
} as const;

/** A filter or a sort names a column that the GetConnector does not have. */
export function columnNotFound(id: string): RefusedError {
	return new RefusedError(
		refusal(MALFORMED, `Connector-veld '${id}' niet gevonden`, `Connector field '${id}' not found`),
	);
}

function refusal(errorNumber: number, nl: string, en: string): Refusal {
	return { errorNumber, message: { nl, en } };
}
