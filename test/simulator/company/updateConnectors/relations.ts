import { element, updateConnector } from '../updateConnector';
import { contactElement, organisationElement, personElement, soloContactElement } from './parties';

const TRADE_TERMS = `
	BaAc s40 Voorkeur bankrekening | Preferred bank account
	DsId i Afwijkende aanmaningsset | Deviating reminder set
	PfId s16 Profiel | Profile
	InPv s20 =deliveryWay Wijze van verstrekken | Way of delivery
	Iban s40 Voorkeur IBAN-nummer | Preferred IBAN number
	CoId s3 =country Voorkeur land bank | Preferred country of bank
	ToAc s16 >KnAccount.AcNr Voorkeur tegenrekening | Preferred contra account
	VaId s21 Btw-identificatienummer | VAT identification number
	PaCd s5 >KnPaymentCondition.PaCd Betaalvoorwaarde | Payment condition
	LgId s3 Taal | Language
	CuId* s3 Valuta | Currency
	EmId s15 >AfasEmployee.EmId Verantwoordelijke | Responsible person
	VaDu s3 =vatDuty Btw-plicht | VAT duty
	PrLi n2 % Regelkorting | % Line discount
	PrFc n2 Factuurkorting (%) | Invoice discount (%)
	Krli n2 Kredietlimiet | Credit limit
	Bl b Geblokkeerd voor levering | Blocked for delivery
	BlTl b Volledig blokkeren | Block completely
	ColA s16 >KnAccount.AcNr Verzamelrekening | Summary account
	AuPa b Automatisch incasseren | Automatically collect
	CsDa d Klant sinds | Customer since
	Rm memo Opmerking | Remark
	DeCo s20 =delivery Leveringsconditie | Delivery condition
	CdDa i >KnContact.CdId Voorkeur afleveradres | Preferred delivery address
	CtI1 i >KnContact.CdId Voorkeur contact | Preferred contact`;

const SALES = `
	DbId# s16 Nummer debiteur | Debtor number
	IsDb b Is debiteur | Is debtor
	UE2F1A0B9C8D74E6FA5B4C3D2E1F00911 s30 Accountplan | Account plan
	UF3A2B1C0D9E85F70B6C5D4E3F2011A22 s30 Accountplan | Account plan
	${TRADE_TERMS}`;

const PURCHASE = `
	CrId# s16 Nummer crediteur | Creditor number
	IsCr b Is crediteur | Is creditor
	${TRADE_TERMS}`;

/** UpdateConnectors for organisations, persons, contacts, debtors and creditors. */
export const RELATION_CONNECTORS = [
	updateConnector({
		id: 'KnPerson',
		description: 'Persoon | Person',
		methods: 'POST PUT',
		answers: 'BcId BcCo',
		element: personElement('KnPerson', [contactElement(2)]),
	}),
	updateConnector({
		id: 'KnOrganisation',
		description: 'Organisatie | Organisation',
		methods: 'POST PUT',
		answers: 'BcId BcCo',
		element: organisationElement(),
	}),
	updateConnector({
		id: 'KnContact',
		description: 'Contact | Contact',
		methods: 'PUT',
		element: soloContactElement(),
	}),
	updateConnector({
		id: 'KnSalesRelationOrg',
		description: 'Verkooprelatie, organisatie | Sales relation, organisation',
		methods: 'POST PUT',
		answers: 'DbId BcCo',
		element: element('KnSalesRelationOrg', SALES, [organisationElement()]),
	}),
	updateConnector({
		id: 'KnSalesRelationPer',
		description: 'Verkooprelatie, persoon | Sales relation, person',
		methods: 'POST PUT',
		answers: 'DbId BcCo',
		element: element('KnSalesRelationPer', SALES, [personElement('KnPerson', [contactElement(1)])]),
	}),
	updateConnector({
		id: 'KnPurchaseRelationOrg',
		description: 'Inkooprelatie, organisatie | Purchase relation, organisation',
		methods: 'POST PUT DELETE',
		answers: 'CrId BcCo',
		element: element('KnPurchaseRelationOrg', PURCHASE, [organisationElement()]),
	}),
	updateConnector({
		id: 'KnPurchaseRelationPer',
		description: 'Inkooprelatie, persoon | Purchase relation, person',
		methods: 'POST PUT DELETE',
		answers: 'CrId BcCo',
		element: element('KnPurchaseRelationPer', PURCHASE, [personElement()]),
	}),
];
