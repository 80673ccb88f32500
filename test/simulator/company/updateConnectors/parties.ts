import { element, type ElementModel } from '../updateConnector';

const ADDRESS = `
	CoId! s3 =country Land | Country
	PbAd* b Postbusadres | P.O. box address
	StAd s255 Toev. voor straat | Addition before street
	Ad s60 Straat | Street
	HmNr i Huisnummer | House number
	HmAd s30 Toev. aan huisnr. | House number addition
	ZpCd s15 Postcode | Postal code
	Rs s50 Woonplaats | City
	AdAd s255 Adres toevoeging | Addition to address
	BeginDate d Ingangsdatum wijziging | Date of change
	ResZip~ b Zoek woonplaats bij postcode | Find city by postal code`;

const BANK_ACCOUNT = `
	CoId* s3 =country Land van de bank | Country of the bank
	IbCk~ b IBAN-controle | IBAN check
	Iban! s40 IBAN-nummer | IBAN number
	BaAc s40 Bankrekening | Bank account
	BkIc s15 Bank | Bank
	AcCk b Cheque | Cheque
	BaNm s35 Naam bank | Name of the bank
	BkTp i Type bank | Type of bank
	Bic s11 BIC-code | BIC code
	AcGa b G-rekening | G account
	DiNm s80 Afwijkende naam | Deviating name`;

const COMMUNICATION = `
	TeNr s255 Telefoonnr. werk | Work phone no.
	FaNr s255 Fax werk | Work fax
	MbNr s255 Mobiel werk | Work mobile no.
	EmAd s255 E-mail werk | Work e-mail
	HoPa s255 Website | Website
	Corr b Correspondentie | Correspondence
	ViMd s20 =medium Voorkeursmedium | Preferred medium
	Re memo Opmerking | Remark
	SocN s255 Sociale netwerken | Social media
	Link s255 LinkedIn | LinkedIn`;

const PERSON = `
	PadAdr~* b Postadres is adres | Postal address is address
	AutoNum~* b Autonummering | Automatic numbering
	MatchPer~* s1 =matchPerson Persoon vergelijken | Match person
	BcId* i Organisatie/persoon (intern) | Organisation/person (internal)
	BcCo* s15 Nummer | Number
	SeNm s10 Zoeknaam | Search name
	CaNm s80 Roepnaam | Usual name
	FiNm s50 Voornaam | First name
	In s15 Voorletters | Initials
	Is s15 Voorvoegsel | Prefix
	LaNm! s80 Achternaam | Last name
	SpNm b Geboortenaam apart vastleggen | Keep name at birth separately
	IsBi s15 Voorv. geb.naam | Prefix of name at birth
	NmBi s80 Geboortenaam | Name at birth
	IsPa s15 Voorvoegsel partner | Prefix of partner
	NmPa s80 Geb.naam partner | Name of partner at birth
	ViUs s20 =nameUse Naamgebruik | Use of name
	ViGe s20 =gender Geslacht | Gender
	PsNa s20 =nationality Nationaliteit | Nationality
	DaBi d Geboortedatum | Date of birth
	CoBi s3 =country Geboorteland | Country of birth
	RsBi s50 Geboorteplaats | Place of birth
	SoSe s25 BSN | Citizen service number
	ViCs s20 =maritalStatus Burgerlijke staat | Marital status
	DaMa d Huwelijksdatum | Date of marriage
	DaDe d Overlijdensdatum | Date of death
	TtId s3 Titel/aanhef | Title/salutation
	LeHe s255 Briefaanhef | Salutation of letter
	TeN2 s255 Telefoonnr. privé | Private phone no.
	MbN2 s255 Mobiel privé | Private mobile no.
	EmA2 s255 E-mail privé | Private e-mail
	LgId s3 Taal | Language
	CoLw s2 Land wetgeving | Country of legislation
	FileName~ s255 Naam bestand | Name of file
	FileStream~ file Afbeelding | Image
	AddToPortal~* b Toegang tot portal geven | Give access to portal
	EmailPortal s255 E-mail toegang | E-mail for access
	U7C41D2E9F0A84B6C9D3E5F60718293AB s50 Voorkeur nieuwsbrief | Newsletter preference
	${COMMUNICATION}`;

const ORGANISATION = `
	PadAdr~* b Postadres is adres | Postal address is address
	AutoNum~* b Autonummering | Automatic numbering
	MatchOga~* s1 =matchOrganisation Organisatie vergelijken | Match organisation
	BcId* i Organisatie/persoon (intern) | Organisation/person (internal)
	BcCo* s15 Nummer | Number
	SeNm s10 Zoeknaam | Search name
	Nm! s255 Naam | Name
	ViLe s20 =legalForm Rechtsvorm | Legal form
	ViLb s20 =branch Branche | Branch of industry
	CcNr s30 KvK-nummer | Chamber of commerce number
	CcDa d Datum KvK | Chamber of commerce date
	NmRg s80 Naam (statutair) | Name (statutory)
	RsRg s50 Vestiging (statutair) | Seat (statutory)
	FiNr s9 Fiscaalnummer | Fiscal number
	LeHe s255 Briefaanhef | Salutation of letter
	LgId s3 Taal | Language
	StId s20 Status | Status
	FileName~ s255 Naam bestand | Name of file
	FileStream~ file Afbeelding | Image
	UD19E0B7C5A3F4E2187654321FEDCBA98 s20 Klantsegment | Customer segment
	${COMMUNICATION}`;

const CONTACT = `
	PadAdr~* b Postadres is adres | Postal address is address
	ViKc* s20 =contactKind Soort contact | Kind of contact
	ExAd s255 Afdeling | Department
	ViFu s20 Functie | Job
	FuDs s50 Functie op visitekaart | Job on business card
	Bl b Geblokkeerd | Blocked
	AtLn s255 T.a.v. regel | Attention line
	LeHe s255 Briefaanhef | Salutation of letter
	${COMMUNICATION}`;

/** Visiting and postal address. */
export function addresses(): readonly ElementModel[] {
	return [element('KnBasicAddressAdr', ADDRESS), element('KnBasicAddressPad', ADDRESS)];
}

/** Address of anything else than a person or organisation. */
export function plainAddress(name: string): ElementModel {
	return element(name, ADDRESS);
}

function authorisationRole(): ElementModel {
	return element('KnContactAutRole', 'AutRoleDs! s80 Autorisatierol | Authorisation role');
}

/** A person with addresses and bank account, and the given nested elements. */
export function personElement(name = 'KnPerson', more: readonly ElementModel[] = []): ElementModel {
	return element(name, PERSON, [
		authorisationRole(),
		element('KnBankAccount', BANK_ACCOUNT),
		...addresses(),
		...more,
	]);
}

/**
 * A contact below a person or organisation. With `nesting` 1 it holds a person, with 2 that person
 * holds contacts in turn: six levels below a sales relation.
 */
export function contactElement(nesting: number): ElementModel {
	const person =
		nesting > 0 ? [personElement('KnPerson', nesting > 1 ? [contactElement(0)] : [])] : [];
	return element('KnContact', CONTACT, [...addresses(), ...person]);
}

/** A contact as it is addressed on its own. */
export function soloContactElement(): ElementModel {
	const keys = `
		CdId#* i Contact | Contact
		BcCoOga s15 >KnOrganisation.BcCo Organisatie | Organisation
		BcCoPer s15 >KnPerson.BcCo Persoon | Person`;
	return element('KnContact', `${keys}\n${CONTACT}`, [authorisationRole(), ...addresses()]);
}

/** An organisation with addresses, bank account and contacts. */
export function organisationElement(): ElementModel {
	return element('KnOrganisation', ORGANISATION, [
		element('KnBankAccount', BANK_ACCOUNT),
		...addresses(),
		contactElement(2),
	]);
}
