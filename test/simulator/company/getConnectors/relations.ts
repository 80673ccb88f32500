import { fullName } from '../data/people';
import { getConnector } from '../getConnector';
import { textOf, type TableReader } from '../store';
import { countryLine, currentAddress, streetLine, townLine } from './addressLines';
import { basicContactFinder, partyName, relationJoins } from './relationJoins';

const LINES = {
	name: (join: { party?: Parameters<typeof partyName>[0] }) => partyName(join.party),
	line1: (join: { address?: Parameters<typeof streetLine>[0] }) => streetLine(join.address),
	line3: (join: { address?: Parameters<typeof townLine>[0] }) => townLine(join.address),
	line4: (join: { address?: Parameters<typeof countryLine>[0] }) => countryLine(join.address),
};

/** Every person and every organisation, with the address of each. */
function parties(reader: TableReader) {
	return [...reader.all('KnOrganisation'), ...reader.all('KnPerson')].map((party) => ({
		party,
		address: currentAddress(reader, party),
		person: party.table === 'KnPerson' ? party : undefined,
		organisation: party.table === 'KnOrganisation' ? party : undefined,
	}));
}

/** GetConnectors about organisations, persons, contacts, debtors and creditors. */
export const RELATION_CONNECTORS = [
	getConnector({
		id: 'Profit_Debtor',
		description: 'Debiteuren | Debtors',
		columns: `
			DebtorId s16 relation.DbId Nummer debiteur | Debtor number
			DebtorName s255 =name Naam | Name
			BcCo s15 relation.BcCo Nummer | Number
			SearchName s10 party.SeNm Zoeknaam | Search name
			AdressLine1 s255 =line1 Adresregel 1 | Address line 1
			AdressLine3 s255 =line3 Adresregel 3 | Address line 3
			AdressLine4 s255 =line4 Adresregel 4 | Address line 4
			TelNr s255 party.TeNr Telefoonnr. werk | Work phone no.
			Email s255 party.EmAd E-mail werk | Work e-mail
			IBAN s40 relation.Iban IBAN-nummer | IBAN number
			VatNr s21 relation.VaId Btw-identificatienummer | VAT identification number
			ChOfCommNr s30 party.CcNr KvK-nummer | Chamber of commerce number
			CollectAccount s16 relation.ColA Verzamelrekening | Summary account
			PayCon s5 relation.PaCd Betaalvoorwaarde | Payment condition
			VatDuty s3 relation.VaDu Btw-plicht | VAT duty
			Blocked b relation.Bl Geblokkeerd | Blocked
			CreditLimit n2 relation.Krli Kredietlimiet | Credit limit
			CurrencyId s3 relation.CuId Valuta | Currency
			AutoPayment b relation.AuPa Automatisch incasseren | Automatically collect
			CreateDate d relation.@created Aanmaakdatum | Created on
			ModifiedDate d relation.@modified Gewijzigd op | Modified on`,
		joins: (reader) => relationJoins(reader, 'KnSalesRelation'),
		computed: LINES,
	}),
	getConnector({
		id: 'Profit_Creditor',
		description: 'Crediteuren | Creditors',
		columns: `
			CreditorId s16 relation.CrId Nummer crediteur | Creditor number
			CreditorName s255 =name Naam | Name
			BcCo s15 relation.BcCo Nummer | Number
			SearchName s10 party.SeNm Zoeknaam | Search name
			Adressline1 s255 =line1 Adresregel 1 | Address line 1
			Adressline3 s255 =line3 Adresregel 3 | Address line 3
			TelNr s255 party.TeNr Telefoonnr. werk | Work phone no.
			Email s255 party.EmAd E-mail werk | Work e-mail
			IBAN s40 relation.Iban IBAN-nummer | IBAN number
			Btw-nummer s21 relation.VaId Btw-nummer | VAT number
			ChOfCommNr s30 party.CcNr KvK-nummer | Chamber of commerce number
			PaymentCondition s5 relation.PaCd Betaalvoorwaarde | Payment condition
			Blocked b relation.Bl Geblokkeerd | Blocked
			CreateDate d relation.@created Aanmaakdatum | Created on
			ModifiedDate d relation.@modified Gewijzigd op | Modified on`,
		joins: (reader) => relationJoins(reader, 'KnPurchaseRelation'),
		computed: LINES,
	}),
	getConnector({
		id: 'Profit_OrgPer',
		description: 'Organisaties/personen | Organisations/persons',
		columns: `
			BcCo s15 party.BcCo Nummer | Number
			Type s50 =type Type | Type
			SearchName s10 party.SeNm Zoeknaam | Search name
			Name s255 =name Naam | Name
			AdressLine1 s255 =line1 Adresregel 1 | Address line 1
			AdressLine3 s255 =line3 Adresregel 3 | Address line 3
			AdressLine4 s255 =line4 Adresregel 4 | Address line 4
			TelWork s255 party.TeNr Telefoonnr. werk | Work phone no.
			MailWork s255 party.EmAd E-mail werk | Work e-mail
			Homepage s255 party.HoPa Website | Website
			Note memo party.Re Opmerking | Remark
			ChOfCommNr s30 party.CcNr KvK-nummer | Chamber of commerce number
			DateBirth d party.DaBi Geboortedatum | Date of birth
			BSN s25 party.SoSe BSN | Citizen service number
			CreateDate d party.@created Aanmaakdatum | Created on
			ModifiedDate d party.@modified Gewijzigd op | Modified on`,
		joins: parties,
		computed: {
			...LINES,
			type: ({ person }) => (person === undefined ? 'Organisatie' : 'Persoon'),
		},
	}),
	getConnector({
		id: 'Profit_Contacts',
		description: 'Contacten | Contacts',
		columns: `
			Type s20 contact.ViKc Soort contact | Kind of contact
			ContactId i contact.CdId Contact | Contact
			Name s255 =name Naam organisatie | Name of organisation
			OrgNumber s15 contact.BcCoOga Organisatie | Organisation
			PerNumber s15 contact.BcCoPer Persoon | Person
			Department s255 contact.ExAd Afdeling | Department
			Blocked b contact.Bl Geblokkeerd | Blocked
			AddressLine1 s255 =line1 Adresregel 1 | Address line 1
			AddressLine3 s255 =line3 Adresregel 3 | Address line 3
			TelWork s255 contact.TeNr Telefoonnr. werk | Work phone no.
			MobWork s255 contact.MbNr Mobiel werk | Work mobile no.
			MailWork s255 contact.EmAd E-mail werk | Work e-mail
			Note memo contact.Re Toelichting | Comment
			Function s20 contact.ViFu Functie | Job
			FunctionCard s50 contact.FuDs Functie op visitekaart | Job on business card
			FullName s255 =person Volledige naam | Full name
			Gender s20 person.ViGe Geslacht | Gender
			MobPrivate s255 person.MbN2 Mobiel privé | Private mobile no.
			MailPrivate s255 person.EmA2 E-mail privé | Personal e-mail
			CreateDate d contact.@created Aanmaakdatum | Created on
			ModifiedDate d contact.@modified Gewijzigd op | Modified on`,
		joins: (reader) => {
			const partyWith = basicContactFinder(reader);
			const persons = reader.indexBy('KnPerson', 'BcCo');
			return reader.all('KnContact').map((contact) => {
				const party = partyWith(textOf(contact, 'BcCoOga'));
				const person = persons.get(textOf(contact, 'BcCoPer'));
				const address = currentAddress(reader, contact) ?? currentAddress(reader, party);
				return { contact, party, person, address };
			});
		},
		computed: {
			...LINES,
			person: ({ person }) => (person === undefined ? null : fullName(person)),
		},
	}),
	getConnector({
		id: 'Lindeboom_Relaties',
		description: 'Relaties voor koppelingen | Relations for integrations',
		columns: `
			Debiteur s16 relation.DbId Debiteur | Debtor
			Naam s255 =name Naam | Name
			Relatienummer s15 relation.BcCo Relatienummer | Relation number
			KvK-nummer s30 party.CcNr KvK-nummer | Chamber of commerce number
			Btw-nummer s21 relation.VaId Btw-nummer | VAT number
			A_Straat s60 address.Ad Straat | Street
			A_Huisnr i address.HmNr Huisnummer | House number
			A_Toev_Huisnr. s30 address.HmAd Toev. huisnr. | House number addition
			A_Postcode s15 address.ZpCd Postcode | Postal code
			A_Woonplaats s50 address.Rs Woonplaats | City
			A_Land s3 address.CoId Land | Country
			E-mail s255 party.EmAd E-mail | E-mail
			Bankrekening s40 bank.Iban Bankrekening | Bank account
			Kredietlimiet n2 relation.Krli Kredietlimiet | Credit limit
			Betaalvoorwaarde s5 relation.PaCd Betaalvoorwaarde | Payment condition
			Geblokkeerd b relation.Bl Geblokkeerd | Blocked
			Gewijzigd_op d relation.@modified Gewijzigd op | Modified on
			Gewijzigd_op_2 d party.@modified Gewijzigd op | Modified on`,
		joins: (reader) => relationJoins(reader, 'KnSalesRelation'),
		computed: LINES,
	}),
	getConnector({
		id: 'Lindeboom_Debiteuren',
		description: 'Debiteuren met alle wijzigingsdatums | Debtors with all dates of change',
		columns: `
			Debiteur s16 relation.DbId Debiteur | Debtor
			Naam s255 =name Naam | Name
			Adres s255 =line1 Adresregel 1 | Address line 1
			Plaats s255 =line3 Adresregel 3 | Address line 3
			E-mail s255 party.EmAd E-mail | E-mail
			Kredietlimiet n2 relation.Krli Kredietlimiet | Credit limit
			Betaalvoorwaarde s5 relation.PaCd Betaalvoorwaarde | Payment condition
			Geblokkeerd b relation.Bl Geblokkeerd | Blocked
			Aangemaakt_op d relation.@created Aangemaakt op | Created on
			Gewijzigd_op d relation.@modified Verkooprelatie gewijzigd op | Sales relation modified on
			Relatie_gewijzigd_op d party.@modified Relatie gewijzigd op | Relation modified on
			Adres_gewijzigd_op d address.@modified Adres gewijzigd op | Address modified on`,
		joins: (reader) => relationJoins(reader, 'KnSalesRelation'),
		computed: LINES,
	}),
	getConnector({
		id: 'Lindeboom_Debiteurnummers',
		description: 'Nummers van debiteuren | Numbers of debtors',
		columns: 'Debiteur s16 relation.DbId Debiteur | Debtor',
		joins: (reader) => reader.all('KnSalesRelation').map((relation) => ({ relation })),
	}),
	getConnector({
		id: 'Profit_Address',
		description: 'Adressen | Addresses',
		columns: `
			AddressId i address.AdId Adres | Address
			AddressLine s255 =line1 Adresregel | Address line
			PoBox b address.PbAd Postbusadres | P.O. box address
			Address s60 address.Ad Straat | Street
			Number i address.HmNr Huisnummer | House number
			NumberAdd s30 address.HmAd Toev. huisnr. | House number addition
			ZipCode s15 address.ZpCd Postcode | Postal code
			Recidence s50 address.Rs Woonplaats | City
			Country s3 address.CoId Land | Country
			Addition s255 address.AdAd Adres toevoeging | Addition to address
			CreateDate d address.@created Aanmaakdatum | Created on
			ModifiedDate d address.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('KnBasicAddressAdr').map((address) => ({ address })),
		computed: LINES,
	}),
	getConnector({
		id: 'Profit_BankAccounts',
		description: 'Bankrekeningen | Bank accounts',
		columns: `
			BcCo s15 owner.BcCo Nummer | Number
			Name s255 =owner Naam | Name
			Country s3 bank.CoId Land | Country
			BIC s11 bank.Bic BIC-code | BIC code
			IBAN s40 bank.Iban IBAN-nummer | IBAN number
			Grek b bank.AcGa G-rekening | G account
			Employee s15 owner.EmId Medewerker | Employee
			ModifiedDate d bank.@modified Gewijzigd op | Modified on`,
		joins: (reader) =>
			[...reader.all('KnBankAccount'), ...reader.all('AfasBankInfo')].map((bank) => ({
				bank,
				owner: bank.parentId === undefined ? undefined : reader.byId(bank.parentId),
			})),
		computed: {
			owner: ({ owner }, reader) =>
				owner?.table === 'AfasEmployee'
					? fullName(reader.indexBy('KnPerson', 'BcCo').get(textOf(owner, 'BcCo')))
					: partyName(owner),
		},
	}),
];
