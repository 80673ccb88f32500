/** Something in Profit that somebody else holds for as long as they work on it. */
export interface Lock {
	/** User code or name as AFAS wrote it, or `Profit`; undefined where AFAS doesn't say who. */
	readonly holder?: string;
}

/** Who can hold something for a while. An administrator or a workflow blocks it until further notice. */
const SOMEBODY = String.raw`(?:gebruikers?|users?|proces|process|sessie|session|transactie|transaction|verzoek|request)(?![\w-])`;
const AGENT = String.raw`\b(?:door|by)\s+(?:(?:de|een|the|an?)\s+)?(?:(?:ander|other|another)e?\s+)?(?:${SOMEBODY}|(?:profit|iemand anders|someone else|somebody else|\d{4,6}\.[\w-]+)(?![\w-]))`;

/** What AFAS calls holding. `Geblokkeerd` is a lasting setting too, so it never counts by itself. */
const HELD = String.raw`\b(?:geblokkeerd|vergrendeld|in gebruik|geopend|bewerkt|gebruikt|blocked|locked|in use|opened|edited|used)\b`;

/** The rest of a clause, of at most so many characters; a user code has dots of its own. */
const CLAUSE = String.raw`(?:(?!\.\s|[;:]).){0,60}?`;

/** What is only ever held, unlike a period, an item or an account, which people block on purpose. */
const RECORD = String.raw`\b(?:record|row|line|entry|data|table|regel|boeking|journaalpost|gegevens?|tabel|rij|rijen|boekingslay-out)(?:\s+(?:'[^']*'|"[^"]*"|\S*\d\S*))?\s+(?:is|are|zijn|was|wordt)\s+`;

/** Texts that say that somebody or something else holds what was asked for (reference §5.8). */
const LOCKS: readonly RegExp[] = [
	// "Deze regel is geblokkeerd door gebruiker 12345.jansen.", "The record is locked by another user"
	expression(String.raw`${HELD}\s+(?:(?:worden|wordt|is)\s+)?${AGENT}`),
	// "De boeking wordt door een andere gebruiker bewerkt"
	expression(`${AGENT}${CLAUSE}${HELD}`),
	// "Een andere gebruiker is hiermee bezig", "User 12345.jansen has opened this entry"
	expression(
		String.raw`\b(?:andere?|other|another|gebruiker|user)\s+\S+\s+(?:is\b${CLAUSE}\b(?:bezig|aan het werk|working|editing|using)|(?:heeft|has)\b${CLAUSE}\b(?:vergrendeld|geopend|in gebruik|locked|open|opened|in use))\b`,
	),
	// "Het record is vergrendeld", "The line '12' is currently locked"
	expression(String.raw`${RECORD}(?:\S+\s+){0,3}(?:vergrendeld|locked)\b`),
	// "in gebruik bij gebruiker 12345.jansen", "in bewerking door gebruiker 12345.jansen"
	expression(
		String.raw`\bin (?:gebruik|bewerking) (?:bij|door) (?:(?:een )?andere )?gebruiker(?![\w-])`,
	),
	// "wordt momenteel bewerkt door P. de Vries", "worden op dit moment gewijzigd door een andere gebruiker"
	expression(
		String.raw`\b(?:wordt|worden) (?:momenteel|op dit moment|nu) (?:bewerkt|gewijzigd|gemuteerd) door\b`,
	),
	expression(String.raw`\biemand anders is\b${CLAUSE}\bbezig\b`),
	expression(String.raw`\bvergrendeld \(gebruiker\s`),
	expression(String.raw`\bgelockt door (?:(?:een )?andere )?gebruiker(?![\w-])`),
	expression(String.raw`\b(?:could|can) ?not lock (?:the )?(?:record|row)\b`),
	// SQL Server, which AFAS passes on: it has undone the whole transaction.
	expression(String.raw`\bdeadlock|\block request time-?\s?out`),
];

/** Texts that sound alike and stay true until a person changes something. */
const NO_LOCKS: readonly RegExp[] = [
	// A setting of Profit: an administrator, or AFAS, has to undo it.
	expression(
		String.raw`(?:connector|\b(?:omgeving|environment|\w*perioden?|periodes|periods?|boekjaar|financial year))\b${CLAUSE}\b(?:geblokkeerd|blocked|vergrendeld|locked)\b`,
	),
	expression(
		String.raw`\b(?:geblokkeerde|blocked|vergrendelde|locked)\s+(?:boekings)?(?:perio|connector)`,
	),
	// An account that may not sign in.
	expression(
		String.raw`(?<!\b(?:door|by)\s+(?:\S+\s+){0,2})\b(?:gebruiker|user|account|login)\b(?:(?!\b(?:door|by)\b|\.\s|[;:]).){0,40}\b(?:is|are|was|werd)\b(?:(?!\b(?:door|by)\b|\.\s|[;:]).){0,30}\b(?:geblokkeerd|vergrendeld|blocked|locked)\b`,
	),
	// "is op 1-1-2024 geblokkeerd door gebruiker Jansen" tells who decided it, and when.
	expression(
		String.raw`\b(?:op|sinds|vanaf|on|since|as of)\s+\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b${CLAUSE}\b(?:geblokkeerd|blocked)\b|\b(?:geblokkeerd|blocked)\b${CLAUSE}\b(?:op|sinds|vanaf|on|since|as of)\s+\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b(?!\s+(?:om\s+|at\s+)?\d{1,2}:\d\d)`,
	),
	// A reason that stays: a period, a limit, an invoice that was sent.
	expression(
		String.raw`\b(?:geblokkeerd|vergrendeld|blocked|locked)\b[^]{0,120}?(?:\b(?:omdat|wegens|vanwege|because)\b|\b(?:kredietlimiet|credit limit|afgesloten|closed|already sent)\b|\bkan niet meer\b|\b(?:can no longer|cannot be changed any ?more)\b)`,
	),
	expression(
		String.raw`\b(?:niet|not)\s+(?:worden\s+|be\s+)?(?:geblokkeerd|vergrendeld|blocked|locked)\b`,
	),
];

/** "Dit e-mailadres is al in gebruik door een andere gebruiker": it has to be another value. */
const USED = expression(String.raw`\b(?:in gebruik|gebruikt|in use|used)\b`);
const VALUE = expression(
	String.raw`\b(?:al|reeds|already|e-?mail|upn|login|iban|bsn|waarde|value|sleutel|key|persoon|person|\w*(?:adres|address|code|nummer|number|naam|name))\b`,
);
const RECORD_USED = expression(
	String.raw`${RECORD}(?:\S+\s+){0,3}?(?:in gebruik|gebruikt|in use|used)\b`,
);

const NAME = String.raw`(?:\p{Lu}\.\s*)*[\p{L}\d@_\\-]+(?:\.[\p{L}\d@_-]+)*(?:\s+(?:(?:de|van|der|den|het|ten|ter)\s+)*\p{Lu}[\p{L}'-]*)*`;

/** User codes and names behind "door gebruiker" and "by user". */
const HOLDERS: readonly RegExp[] = [
	/\b(?:door|by)\s+(?:(?:de|the)\s+)?(?:gebruiker|user)\s*:?\s*(?:'([^']+)'|"([^"]+)"|‘([^’]+)’|“([^”]+)”)/iu,
	/\b(?:door|by)\s+(?:(?:de|the)\s+)?(?:(?:gebruiker|user)\s*:?\s*)?(\d{4,6}\.[\w-]+)/iu,
	// Without the flag for any case: only a word with a capital goes on with a name.
	new RegExp(
		String.raw`\b(?:[Dd]oor|[Bb]y)\s+(?:(?:de|the)\s+)?(?:[Gg]ebruiker|[Uu]ser)(?!\p{L})\s*:?\s*(${NAME})`,
		'u',
	),
	new RegExp(String.raw`\b(?:[Gg]ebruiker|[Uu]ser)\s+(${NAME})\s+(?:is|heeft|has)\b`, 'u'),
	/(?:\bbij|\(|\bgelockt door)\s*gebruiker\s+(\d{4,6}\.[\w-]+)/iu,
	/\b(?:door|by)\s+(profit)\b/i,
];

/** Words that follow "door gebruiker" where AFAS names nobody. */
const NO_NAME = expression(
	`^(?:${HELD}|is|wordt|heeft|has|op|in|en|and|die|who|that|setting|settings)$`,
);

const LONGEST_HOLDER = 60;

/**
 * Whether a message of AFAS says that somebody else holds what was asked for, so that it may work in
 * a moment.
 *
 * AFAS writes `geblokkeerd` ("blocked") for two different things: a record that another user, another
 * process or Profit itself has open, and a setting that somebody made. Only with the one who holds it
 * in the text it is the first, as in AFAS's own "Deze regel is geblokkeerd door gebruiker …" and "…
 * momenteel geblokkeerd door Profit". In doubt it is a refusal: that costs one more run, where a lock
 * that is none costs waiting on every run.
 *
 * @param message AFAS's own words, in Dutch or English
 * @returns undefined for every other refusal
 */
export function lockIn(message: string): Lock | undefined {
	if (!LOCKS.some((pattern) => pattern.test(message))) return undefined;
	if (NO_LOCKS.some((pattern) => pattern.test(message))) return undefined;
	if (USED.test(message) && VALUE.test(message) && !RECORD_USED.test(message)) return undefined;
	const holder = holderIn(message);
	return holder === undefined ? {} : { holder };
}

function holderIn(message: string): string | undefined {
	for (const pattern of HOLDERS) {
		const found = pattern.exec(message)?.slice(1).find(Boolean)?.trim();
		if (found === undefined || found.length > LONGEST_HOLDER || NO_NAME.test(found)) continue;
		return /^profit$/i.test(found) ? 'Profit' : found;
	}
	return undefined;
}

/** A sentence that says who holds it. */
export function lockText({ holder }: Lock): string {
	if (holder === undefined) return 'Somebody else, or another process, holds this in Profit.';
	if (holder === 'Profit') {
		return 'Profit itself holds this: somebody else works on it, or stopped without releasing it.';
	}
	return `User ${holder} holds this in Profit.`;
}

function expression(pattern: string): RegExp {
	return new RegExp(pattern, 'iu');
}
