import type { CodeValue } from '../contract';
import { COUNTRIES } from './countries';
import { translated } from './labels';

/** Code tables: name to lines `id Nederlands | English`. */
const NOTATION: Readonly<Record<string, string>> = {
	gender: 'M Man | Male; O Onbekend | Unknown; V Vrouw | Female; X Non-binair | Non-binary',
	nameUse:
		'0 Geboortenaam | Name at birth; 1 Partner en geboortenaam | Partner and name at birth; 2 Naam partner | Name of partner; 3 Geboortenaam en partner | Name at birth and partner',
	maritalStatus:
		'DZ Duurzaam gescheiden | Permanently separated; GH Gehuwd | Married; GP Geregistreerd partner | Registered partner; GS Gescheiden | Divorced; OG Ongehuwd | Unmarried; OV Overig | Other; WE Weduwe of weduwnaar | Widowed',
	matchPerson:
		'0 Op nummer (BcCo) | By number (BcCo); 1 Op BSN | By citizen service number; 2 Op naam | By name; 3 Op naam en e-mail werk | By name and work e-mail; 4 Op naam en mobiel werk | By name and work mobile; 5 Op naam en telefoon werk | By name and work phone; 6 Op naam en geboortedatum | By name and date of birth; 7 Altijd toevoegen | Always add',
	matchOrganisation:
		'0 Op nummer (BcCo) | By number (BcCo); 1 Op KvK-nummer | By chamber of commerce number; 2 Op fiscaal nummer | By fiscal number; 3 Op naam | By name; 4 Op adres | By address; 5 Op postadres | By postal address; 6 Altijd toevoegen | Always add; 9 Bovenliggende gebruiken | Use the one above',
	contactKind:
		'AFD Afdeling bij organisatie | Department of organisation; AFL Afleveradres | Delivery address; ORG Organisatie | Organisation; PER Persoon | Person; PRS Persoon bij organisatie | Person at organisation',
	medium:
		'EMA E-mail | E-mail; PRS Persoonlijk | In person; PST Post | Post; TEL Telefoon | Telephone',
	priority: 'H Hoog | High; L Laag | Low; N Normaal | Normal',
	legalForm:
		'05 Eenmanszaak | Sole proprietorship; 20 Vennootschap onder firma | General partnership; 41 Besloten vennootschap | Private limited company; 54 Naamloze vennootschap | Public limited company; 74 Stichting | Foundation; 88 Overheid | Government',
	branch:
		'0200 Industrie | Manufacturing; 0300 Bouw | Construction; 0400 Groothandel | Wholesale; 0500 Detailhandel | Retail; 0700 Installatietechniek | Installation; 0900 Overheid | Government',
	vatDuty:
		'1 Btw-plichtig Nederland | Subject to Dutch VAT; 2 Binnen de EU | Within the EU; 3 Buiten de EU | Outside the EU; 4 Verlegd | Reverse charge; 9 Niet btw-plichtig | Not subject to VAT',
	itemType:
		'1 Werksoort | Work type; 10 Productie-indicator | Production indicator; 2 Artikel | Item; 3 Tekst | Text; 4 Subtotaal | Subtotal; 5 Toeslag | Surcharge; 6 Kosten | Costs; 7 Samenstelling | Composition; 8 Cursus | Course',
	vatGroup: '0 Nul | Zero; 1 Hoog | High; 2 Laag | Low; 3 Verlegd | Reverse charge',
	articleKind:
		'0 Standaard artikel | Standard item; 1 Serienummerartikel | Serial number item; 2 Partijartikel | Lot item; 3 Eén dimensie | One dimension; 4 Twee dimensies | Two dimensions; 5 Orderregelartikel | Order line item',
	delivery:
		'0 Deellevering toegestaan | Partial delivery allowed; 1 Regel volledig | Complete line; 2 Order volledig | Complete order; 3 Geen backorder | No backorder',
	deliveryWay: 'A Afdrukken | Print; E E-mail PDF | E-mail PDF; F UBL | UBL; P Peppol | Peppol',
	language:
		'1031 Duits | German; 1036 Frans | French; 1043 Nederlands | Dutch; 2057 Engels | English; 2067 Vlaams | Flemish',
	userAction:
		'0 Blokkeren en uit alle groepen | Block and remove from all groups; 1 Toevoegen of wijzigen | Add or change; 2 Blokkeren en uit de groepen | Block and remove from the groups; 3 Toevoegen, groep zo nodig maken | Add, create the group when needed; 4 Code wijzigen | Change code; 5 Wachtwoord wijzigen | Change password; 6 Deblokkeren | Unblock',
	accountKind: '1 Grootboek | Ledger; 2 Debiteur | Debtor; 3 Crediteur | Creditor',
	vatCode:
		'0 Geen btw | No VAT; 1 Btw laag | VAT low; 2 Btw hoog | VAT high; 7 Btw verlegd | VAT reverse charged',
	employeeKind:
		'I Interne medewerker | Internal employee; E Externe medewerker | External employee; S Sollicitant | Applicant; V Vrijwilliger | Volunteer',
	contractKind:
		'B Bepaalde tijd | Fixed term; O Onbepaalde tijd | Permanent; P Oproep | On call; S Stage | Internship',
	employmentKind:
		'1 Werknemer | Employee; 2 Directeur | Director; 3 Stagiair | Intern; 4 Oproepkracht | On-call worker',
	endReason:
		'01 Opzegging door werkgever | Termination by employer; 20 Opzegging door werknemer | Resignation; 30 Einde bepaalde tijd | End of fixed term; 40 Pensioen | Retirement',
	salaryPeriod: '4 Per vier weken | Four-weekly; M Per maand | Monthly; U Per uur | Hourly',
	salaryKind:
		'P Periodesalaris | Period salary; S Schaalsalaris | Scale salary; U Uurloon | Hourly wage',
	wageTable: 'G Groen | Green; W Wit | White',
	documentKind:
		'EU Verblijfsdocument EU | EU residence document; ID Identiteitskaart | Identity card; PA Paspoort | Passport; RB Rijbewijs | Driving licence',
	illnessKind:
		'A Adoptie | Adoption; AO Arbeidsongeval | Work accident; B Bedrijfsongeval | Industrial accident; D Door derde | Caused by third party; F Familieomstandigheden | Family circumstances; Z Ziekte | Illness; ZW Zwangerschap | Pregnancy',
	illnessReason:
		'0 Onbekend | Unknown; 1 Griep of verkoudheid | Flu or cold; 2 Hoofdpijn of migraine | Headache or migraine; 3 Sportblessure | Sports injury; 5 Buikgriep | Stomach flu; 7 Overspannen | Stress; 8 Rugklachten | Back complaints',
	recovery:
		'1 Hersteld | Recovered; 2 Uit dienst | Left; 4 Gedeeltelijk hersteld | Partly recovered',
	leaveReason:
		'01 Huwelijk | Marriage; 03 Bevalling partner | Childbirth of partner; 05 Verhuizing | Moving house; TvT Tijd voor tijd | Time off in lieu; Vak Vakantie | Holiday',
	visibility:
		'EI Extern en intern | External and internal; I Intern | Internal; N Niet zichtbaar | Hidden',
	destination:
		'1 Geen | None; 10 Werkgever | Employer; 11 Inkooprelatie | Purchase relation; 13 Verkooprelatie en factuur | Sales relation and invoice; 16 Organisatie en contact | Organisation and contact; 17 Sollicitant | Applicant; 2 Medewerker | Employee; 3 Organisatie/persoon | Organisation/person; 31 Item | Item; 35 Dossieritem | Dossier item; 4 Verkooprelatie | Sales relation; 5 Project | Project; 50 Verkooprelatie en order | Sales relation and order',
	appointmentKind: '1 Afspraak | Appointment; 2 Taak | Task; 3 Vergadering | Meeting',
	axis: '1 Kostenplaats | Cost centre; 2 Kostendrager | Cost carrier; 3 Project | Project',
	maintenance:
		'I Inspectie | Inspection; O Onderhoud | Maintenance; R Reparatie | Repair; S Storing | Failure',
	ledgerKind: 'B Balans | Balance sheet; W Winst en verlies | Profit and loss',
	stageState: '1 Gepland | Planned; 2 In uitvoering | In progress; 3 Gereed | Ready',
	costModel: '1 Vaste prijs | Fixed price; 2 Regie | Time and material; 3 Intern | Internal',
};

const SECTORS =
	'Metaal en techniek;Metalektro;Technische groothandel;Bouw en infra;Detailhandel non-food;Zorgverzekeraars;Ziekenhuizen;Gemeenten;Waterschappen;Provincies;Primair onderwijs;Voortgezet onderwijs;Hoger beroepsonderwijs;Universiteiten;Kinderopvang;Sociaal werk;Jeugdzorg;Gehandicaptenzorg;Huisartsenzorg;Apotheken;Horeca;Recreatie;Zwembaden;Sport;Theaters;Bibliotheken;Musea;Omroepen;Uitgeverijen;Grafimedia;Papier en karton;Verpakkingsindustrie;Meubelindustrie;Timmerindustrie;Houthandel;Glastuinbouw;Open teelten;Bloemen groothandel;Dierhouderij;Loonwerk;Hoveniers;Visserij;Zuivel;Vleesverwerking;Bakkersbedrijf;Suikerverwerking;Dranken;Levensmiddelen groothandel;Supermarkten;Mode detailhandel;Textielverzorging;Schoonmaak;Beveiliging;Uitzendkrachten;Contactcenters;Taxivervoer;Openbaar vervoer;Beroepsgoederenvervoer;Binnenvaart;Havens;Luchtvaart;Post en pakketten;Banken;Verzekeraars;Makelaardij;Woningcorporaties;Architecten;Ingenieursbureaus;Notariaat;Advocatuur;Reisbranche;Kappers;Uitvaartzorg;Tandtechniek;Optiek;Motorvoertuigen;Tankstations;Carrosserie;Scheepsbouw;Energie;Netbeheer;Waterbedrijven;Afvalbeheer;Chemie;Farmacie;Kunststof en rubber;Schilders;Stukadoors;Dakbedekking;Afbouw;Natuursteen;Beton;Baksteen;Cement;Glas;Orgelbouw';

/** Every code table with its values ordered by id as text, as metainfo gives them. */
const LISTS: ReadonlyMap<string, readonly CodeValue[]> = new Map([
	...Object.entries(NOTATION).map(
		([name, text]) => [name, ordered(text.split(';').map(valueFrom))] as const,
	),
	['country', ordered(COUNTRIES)],
	['nationality', ordered(COUNTRIES)],
	['collectiveAgreement', ordered(SECTORS.split(';').map(agreement))],
]);

/** The values of a code table. Throws when there is no such table: a slip in a fixture. */
export function codeList(name: string): readonly CodeValue[] {
	const values = LISTS.get(name);
	if (values === undefined) throw new Error(`Unknown code list: ${name}`);
	return values;
}

/** Names of all code tables. */
export function codeListNames(): readonly string[] {
	return [...LISTS.keys()];
}

/** Description of a code in Dutch; the code itself when the table does not have it. */
export function codeDescription(list: string, id: string): string {
	return codeList(list).find((value) => value.id === id)?.description.nl ?? id;
}

function valueFrom(text: string): CodeValue {
	const [id = '', ...description] = text.trim().split(' ');
	return { id, description: translated(description.join(' ')) };
}

function agreement(sector: string, position: number): CodeValue {
	const id = String(position * 7 + 10);
	return { id, description: { nl: `Cao ${sector}`, en: `Collective agreement ${sector}` } };
}

function ordered(values: readonly CodeValue[]): readonly CodeValue[] {
	return [...values].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
