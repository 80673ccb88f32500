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
	/** As users report it for columns without an index that the query could use. */
	sortRefused: refusal(
		MALFORMED,
		'General message: Invalid Index field',
		'General message: Invalid Index field',
	),
	outOfMemory: refusal(MALFORMED, 'Out of memory', 'Out of memory'),
} as const;

/**
 * What Profit may say when somebody else holds a record. `byUser` and `byProfit` are Profit's own
 * Dutch texts, and `byAnotherUser` follows AFAS's page about errors; the others, and the English
 * ones, are our own [SIM].
 */
export const lockTexts = {
	byUser: refusal(
		GENERAL,
		'Deze regel is geblokkeerd door gebruiker 12345.jansen.',
		'This line is blocked by user 12345.jansen.',
	),
	byAnotherUser: refusal(
		GENERAL,
		'General message: De boekingslay-out is op dit moment geblokkeerd door een andere gebruiker.',
		'General message: The booking layout is blocked by another user at this time.',
	),
	byProfit: refusal(
		GENERAL,
		"Kan medewerker 1001 niet muteren. Deze medewerker is momenteel geblokkeerd door Profit. Ga naar 'Algemeen / Inrichting / Blokkeringen' om de blokkering op te heffen",
		"Cannot change employee 1001. This employee is currently blocked by Profit. Go to 'General / Configuration / Blocks' to release it",
	),
	record: refusal(
		GENERAL,
		"Het record is vergrendeld door gebruiker '12345.JANSEN'. Probeer het later opnieuw.",
		"The record is locked by user '12345.JANSEN'. Try again later.",
	),
	inUse: refusal(
		GENERAL,
		'Deze boeking wordt door een andere gebruiker\r\nbewerkt.',
		'This entry is being edited by another user.',
	),
	deadlock: refusal(
		MALFORMED,
		'Transaction (Process ID 61) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
		'Transaction (Process ID 61) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
	),
} as const;

/** The name of one of {@link lockTexts}. */
export type LockText = keyof typeof lockTexts;

/** A filter or a sort names a column that the GetConnector does not have. */
export function columnNotFound(id: string): RefusedError {
	return new RefusedError(
		refusal(MALFORMED, `Connector-veld '${id}' niet gevonden`, `Connector field '${id}' not found`),
	);
}

function refusal(errorNumber: number, nl: string, en: string): Refusal {
	return { errorNumber, message: { nl, en } };
}
