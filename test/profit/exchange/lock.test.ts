import { lockIn, lockText } from '../../../nodes/Afas/profit/exchange/lock';

describe('somebody holds it', () => {
	it.each([
		// AFAS's own wordings.
		['Deze regel is geblokkeerd door gebruiker 12345.jansen.', '12345.jansen'],
		['This line is blocked by user 12345.jansen.', '12345.jansen'],
		[
			"Kan medewerker 1001 niet muteren. Deze medewerker is momenteel geblokkeerd door Profit. Ga naar 'Algemeen / Inrichting / Blokkeringen' om de blokkering op te heffen",
			'Profit',
		],
		[
			'Cannot change employee 1001. This employee is currently blocked by Profit. Go to General / Configuration / Blocks.',
			'Profit',
		],
		['De boekingslay-out is op dit moment geblokkeerd door een andere gebruiker.', undefined],
		['The booking layout is blocked by another user at this time.', undefined],
		['De boekingslay-out (definitie) is geblokkeerd door gebruiker 12345.BKR', '12345.BKR'],
		// The same in other words.
		[
			"Het record is vergrendeld door gebruiker '12345.JANSEN'. Probeer het later opnieuw.",
			'12345.JANSEN',
		],
		["The record is locked by user '12345.JANSEN'. Try again later.", '12345.JANSEN'],
		['De boeking is vergrendeld door een andere gebruiker.', undefined],
		['Deze regel is geblokkeerd door gebruiker AOL\\12345.BKR', 'AOL\\12345.BKR'],
		['Deze regel is geblokkeerd door gebruiker Jan van der Berg.', 'Jan van der Berg'],
		['Deze regel is geblokkeerd door gebruiker: jansen', 'jansen'],
		['Debiteur 10001 is geblokkeerd door gebruiker 12345.jansen', '12345.jansen'],
		['Deze regel wordt door gebruiker 12345.jansen bewerkt.', '12345.jansen'],
		['De verkooporder is door een andere gebruiker geopend.', undefined],
		['Het dagboek is in gebruik door 12345.jansen', '12345.jansen'],
		['Deze gegevens zijn al in gebruik door een ander proces.', undefined],
		['The row is already in use by another process', undefined],
		['Een andere gebruiker is hiermee bezig.', undefined],
		['Gebruiker 12345.jansen heeft deze boeking geopend.', '12345.jansen'],
		['Another user is editing this entry.', undefined],
		['Het record is vergrendeld.', undefined],
		["The line '12' is currently locked.", undefined],
		['De tabel is tijdelijk vergrendeld', undefined],
		[
			"GetConnector 'Acme_Orders': deze regel is geblokkeerd door gebruiker 12345.jansen.",
			'12345.jansen',
		],
		[
			'Transaction (Process ID 61) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
			undefined,
		],
		['Lock request time out period exceeded.', undefined],
		['Deze verkooporder is in gebruik bij gebruiker 12345.jansen', '12345.jansen'],
		['Medewerker 1001 is in bewerking bij gebruiker 12345.jansen', '12345.jansen'],
		['Medewerker 1001 is in bewerking door gebruiker 12345.jansen', '12345.jansen'],
		['Dit dossieritem wordt momenteel bewerkt door P. de Vries.', undefined],
		['Deze gegevens worden op dit moment gewijzigd door een andere gebruiker.', undefined],
		['Deze regel is geblokkeerd door gebruiker 12345.jansen op 12-11-2026 10:43', '12345.jansen'],
		['This line is locked by user 12345.jansen since 12-11-2026 10:43:00', '12345.jansen'],
		['Iemand anders is bezig met dit dossieritem', undefined],
		['Record vergrendeld (gebruiker 12345.jansen)', '12345.jansen'],
		['Regel is gelockt door gebruiker 12345.jansen', '12345.jansen'],
		['Could not lock record', undefined],
		['Geblokkeerd door gebruiker: J. Jansen', 'J. Jansen'],
		['Deze regel is in gebruik door gebruikers', undefined],
		['DEZE REGEL IS GEBLOKKEERD DOOR GEBRUIKER 12345.JANSEN', '12345.JANSEN'],
	])('%s', (message, holder) => {
		expect(lockIn(message)).toEqual(holder === undefined ? {} : { holder });
	});
});

describe('somebody has to change something', () => {
	it.each([
		'Deze GetConnector (definitie) is geblokkeerd',
		'This GetConnector (definition) is blocked',
		'GetConnector Acme_Debiteuren is geblokkeerd door gebruiker 12345.beheer',
		'This GetConnector is blocked by another user',
		'App connector is blocked',
		'De app connector is geblokkeerd door een gebruiker',
		"Date '1-11-2024' belongs to a blocked period",
		'For this administration, period 8 of the year 2024 is blocked.',
		'Voor deze administratie is periode 8 van het jaar 2024 geblokkeerd.',
		'Periode 8 is geblokkeerd door gebruiker 12345.jansen',
		'De periode is vergrendeld.',
		'Het boekjaar 2024 is vergrendeld door een andere gebruiker',
		'De opdracht is geblokkeerd.',
		'Artikel 1006 is geblokkeerd',
		'De debiteur is momenteel geblokkeerd.',
		'Crediteur is tijdelijk geblokkeerd',
		'Debtor 10001 is blocked.',
		'De debiteur is geblokkeerd door de beheerder.',
		'Het dossieritem is geblokkeerd door een workflow',
		'De debiteur is op 01-02-2024 geblokkeerd door gebruiker Jansen',
		'De debiteur is geblokkeerd op 1-2-2024 door gebruiker Jansen',
		'Gebruiker 12345.jansen is geblokkeerd.',
		'User 12345.jansen is locked.',
		'Your account is temporarily locked.',
		'Gebruiker 12345.jansen is geblokkeerd door gebruiker 12345.beheer',
		'De factuur is vergrendeld',
		'Dit e-mailadres is al in gebruik door een andere gebruiker.',
		'The UPN is in use by another user.',
		'Deze gebruikersnaam wordt door een andere gebruiker gebruikt',
		'Persoon is al in gebruik bij gebruiker 12345.jansen',
		'De werksoort is in gebruik door project P1 en kan niet worden verwijderd.',
		'This code is in use by projects',
		'De debiteur kan niet worden geblokkeerd door een gebruiker',
		'De gegevens zijn gewijzigd door een andere gebruiker',
		'Er is een onverwachte fout opgetreden.',
		"De ingevulde waarde bij 'Medewerker' bestaat niet.",
		'Geblokkeerd is een verplicht veld',
		'De salarisperiode is geblokkeerd door gebruiker 12345.jansen',
		'De journaalpost is vergrendeld omdat de periode is afgesloten',
		'Record is locked for editing because the period is closed',
		'De regel is vergrendeld en kan niet meer worden gewijzigd',
		'Data is locked: invoice is already sent',
		'Verkooporder is geblokkeerd door gebruiker 12345.jansen wegens kredietlimiet',
		'De relatie is geblokkeerd door Profit omdat de kredietlimiet is overschreden',
		'',
	])('%s', (message) => {
		expect(lockIn(message)).toBeUndefined();
	});
});

test.each([
	[{}, 'Somebody else, or another process, holds this in Profit.'],
	[
		{ holder: 'Profit' },
		'Profit itself holds this: somebody else works on it, or stopped without releasing it.',
	],
	[{ holder: '12345.jansen' }, 'User 12345.jansen holds this in Profit.'],
])('who it is (%j)', (lock, sentence) => {
	expect(lockText(lock)).toBe(sentence);
});

test('a long message takes no time', () => {
	const long = `${'door gebruiker is '.repeat(5_000)}${'geblokkeerd '.repeat(5_000)}`;
	const started = performance.now();
	lockIn(long);
	expect(performance.now() - started).toBeLessThan(500);
});
