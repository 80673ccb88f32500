import { getConnector, type Join } from '../getConnector';
import { cellOf, textOf } from '../store';

const yearOf = ({ record }: Join): number => Number(textOf(record, 'DaTi').slice(0, 4));
const monthOf = ({ record }: Join): number => Number(textOf(record, 'DaTi').slice(5, 7));

/** GetConnectors about projects and hours. */
export const PROJECT_CONNECTORS = [
	getConnector({
		id: 'Profit_Projects',
		description: 'Projecten | Projects',
		columns: `
			ProjectId s15 project.PrId Project | Project
			Description s100 project.Ds Omschrijving | Description
			UnitId i project.UnFi Administratie | Administration
			ProjectGroup s15 project.PrGp Projectgroep | Project group
			CheckedOut b project.ChOu Gereed | Ready
			BcCo s15 project.BcCo Organisatie/persoon | Organisation/person
			DebtorId s16 project.DbId Verkooprelatie | Sales relation
			Manager s15 project.EmId Projectleider | Project manager
			DateStart d project.DaSt Begindatum | Start date
			DateReady d project.DtGp Datum gereed | Date ready
			CreateDate d project.@created Aanmaakdatum | Created on
			ModifiedDate d project.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('PtProject').map((project) => ({ project })),
	}),
	getConnector({
		id: 'Profit_Projectstage',
		description: 'Projectfasen | Project stages',
		columns: `
			ProjectId s15 project.PrId Project | Project
			ProjectStage s15 stage.PrSt Fase | Stage
			Description s100 stage.Ds Omschrijving | Description
			DateStart d stage.DaSt Begindatum | Start date
			CreateDate d stage.@created Aanmaakdatum | Created on
			ModifiedDate d stage.@modified Gewijzigd op | Modified on`,
		joins: (reader) =>
			reader.all('PtProjectStage').map((stage) => ({
				stage,
				project: stage.parentId === undefined ? undefined : reader.byId(stage.parentId),
			})),
	}),
	getConnector({
		id: 'Profit_Realization',
		description: 'Nacalculatie | Actual costing',
		columns: `
			Identity i record.Id Regelnummer | Line number
			Year i =year Jaar | Year
			PeriodId i =month Periode | Period
			DateTime d record.DaTi Datum | Date
			EmployeeId s15 record.EmId Medewerker | Employee
			ProjectId s15 record.PrId Project | Project
			ProjectStage s15 record.PrSt Fase | Stage
			Description s255 record.Ds Omschrijving | Description
			ItemType s10 record.VaIt Type item | Type of item
			ItemCodeId s40 record.ItCd Itemcode | Item code
			QuantityUnit n2 record.Qu Aantal | Quantity
			ExternalReference s40 record.XpRe Externe referentie | External reference
			StartTime s8 =start Begintijd | Start time
			EndTime s8 =end Eindtijd | End time
			SystemDate d record.@created Aanmaakdatum | Created on
			DateModified d record.@modified Gewijzigd op | Modified on`,
		joins: (reader) => reader.all('PtRealization').map((record) => ({ record })),
		computed: {
			year: yearOf,
			month: monthOf,
			start: ({ record }) => cellOf(record, 'StTi'),
			end: ({ record }) => cellOf(record, 'EnTi'),
		},
	}),
];
