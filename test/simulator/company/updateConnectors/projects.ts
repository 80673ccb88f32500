import { element, updateConnector } from '../updateConnector';
import { addresses } from './parties';

/** UpdateConnectors for projects, hours and item sets. */
export const PROJECT_CONNECTORS = [
	updateConnector({
		id: 'PtProject',
		description: 'Project | Project',
		methods: 'POST PUT DELETE',
		answers: 'PrId',
		element: element(
			'PtProject',
			`
			PrId# s15 Project | Project
			Prof i Projectprofiel | Project profile
			CpId i Contactpersoon | Contact person
			DtAn d Datum toegevoegd | Date added
			PrSt s15 Projectstatus | Project status
			Ch b Doorbelasten | Charge
			CmId s4 Kostprijsmodel | Cost price model
			PaCd s5 >KnPaymentCondition.PaCd Betaalvoorwaarde | Payment condition
			PrGp! s15 >PtProjectGroup.PrGp Projectgroep | Project group
			Ds s100 Omschrijving | Description
			BcCo s15 >KnBasicContact.BcCo Organisatie/persoon | Organisation/person
			DbId s16 >KnSalesRelation.DbId Verkooprelatie | Sales relation
			EmId s15 >AfasEmployee.EmId Projectleider | Project manager
			DaSt d Begindatum | Start date
			DtGp d Datum gereed gepland | Planned completion
			DtGw d Datum gereed | Completion
			UnFi i >KnAdministration.UnId Administratie | Administration
			ChOu b Gereed | Ready
			PtPrpTyEj* s20 =costModel Type project | Type of project
			Char s100 Kenmerk | Characteristic
			U4C5D6E7F8091A2B3C4D5E6F708192A3B n2 Contractwaarde | Contract value`,
			[
				...addresses().slice(0, 1),
				element(
					'PtProjectStage',
					`
					PrSt#! s15 Fase | Stage
					Ds s100 Omschrijving | Description
					DaSt d Begindatum | Start date
					DaEn d Einddatum | End date
					ViSt s20 =stageState Status | Status`,
				),
			],
		),
	}),
	updateConnector({
		id: 'PtRealization',
		description: 'Nacalculatie | Actual costing',
		methods: 'POST PUT DELETE',
		answers: 'XpRe Id Sessieguid',
		element: element(
			'PtRealization',
			`
			Id# i Regelnummer | Line number
			XpRe s40 Externe referentie | External reference
			DaTi! d Datum | Date
			VaIt! s10 =itemType Type item | Type of item
			ItCd! s40 Itemcode | Item code
			Qu^ n2 Aantal | Quantity
			QuSa n2 Verkoop (aantal) | Sales (quantity)
			AmCo n2 Kostprijs | Cost price
			AmSe n2 Verkoopprijs | Sales price
			CrId s30 Kostenplaats medewerker | Cost centre of employee
			CcId s30 Kostendrager medewerker | Cost carrier of employee
			Ch b Doorbelasten | Charge
			EmId s15 >AfasEmployee.EmId Medewerker | Employee
			EnSe i Dienstverband | Employment
			PrId s15 >PtProject.PrId Project | Project
			PrSt s15 Projectfase | Project stage
			StId s5 Soort uren | Kind of hours
			Ds s255 Omschrijving | Description
			StTi t Begintijd | Start time
			EnTi t Eindtijd | End time
			Ap b Geaccordeerd | Approved
			ApprovWorkflow~ b Goedkeuren via workflow | Approve by workflow
			GetPcIdAndPrId~ b Contract en project bepalen | Determine contract and project
			UseSetImport~ b Importset gebruiken | Use import set
			CreateDeclarations~ b Declaraties maken | Create claims`,
		),
	}),
	updateConnector({
		id: 'PtItemSet',
		description: 'Itemset | Item set',
		methods: 'POST PUT DELETE',
		element: element(
			'PtItemset',
			`
			IsId#! s15 Itemset | Item set
			Ds! s50 Omschrijving | Description
			DaBe d Begindatum | Start date`,
			[
				element(
					'PtItemSetLine',
					`
					VaIt#! s10 =itemType Type item | Type of item
					ItCd#! s40 Itemcode | Item code
					Pr n2 Prijs | Price`,
				),
			],
		),
	}),
];
