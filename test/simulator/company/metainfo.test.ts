import type { UpdateField, UpdateObject } from '../contract';
import { fixedCompany } from './fixture';

const company = fixedCompany();
const connectors = company.updateConnectors;

function objectsIn(object: UpdateObject): readonly UpdateObject[] {
	return [object, ...object.objects.flatMap(objectsIn)];
}

function depthOf(object: UpdateObject): number {
	return 1 + Math.max(0, ...object.objects.map(depthOf));
}

function fieldOf(connectorId: string, fieldId: string): UpdateField | undefined {
	const connector = connectors.find(({ id }) => id === connectorId);
	return connector?.fields.find((field) => field.fieldId === fieldId);
}

describe('metainfo', () => {
	it('has enough connectors, with unique ids', () => {
		expect(company.getConnectors.length).toBeGreaterThanOrEqual(14);
		expect(connectors.length).toBeGreaterThanOrEqual(24);
		expect(new Set(connectors.map(({ id }) => id)).size).toBe(connectors.length);
		expect(new Set(company.getConnectors.map(({ id }) => id)).size).toBe(
			company.getConnectors.length,
		);
	});

	it('names the root element where it differs from the id', () => {
		const different = Object.fromEntries(
			connectors.filter(({ id, name }) => id !== name).map(({ id, name }) => [id, name]),
		);
		expect(different).toEqual({
			KnEmployee: 'AfasEmployee',
			KnEmployeeGuid: 'AfasEmployee',
			FiEntries: 'FiEntryPar',
			KnSubjectReaction: 'KnReaction',
			KnSubjectWorkflowReaction: 'KnWorkflow',
			PtItemSet: 'PtItemset',
			KnOrgUnit: 'KnOrgunit',
			HrEmpBinMutInSite: 'HrEmpBinMutInsite',
			HrEmpMutInSite: 'HrEmpMutInsite',
			HrIllnessProgressInSite: 'HrAbsIllnessProgress',
			HrEmployeeducationScope: 'KnEmployee',
			HrOnboarding: 'AfasPerson',
		});
	});

	it('nests six levels and no more', () => {
		const depths = Object.fromEntries(
			connectors.map((connector) => [connector.id, depthOf(connector)]),
		);
		expect(depths.KnSalesRelationOrg).toBe(6);
		expect(Math.max(...Object.values(depths))).toBe(6);
	});

	it('has no field twice in an object and no label without text', () => {
		for (const connector of connectors) {
			for (const { name, fields } of objectsIn(connector)) {
				const ids = fields.map(({ fieldId }) => fieldId);
				expect([connector.id, name, new Set(ids).size]).toEqual([connector.id, name, ids.length]);
				expect(fields.filter(({ label }) => label.nl === '' || label.en === '')).toEqual([]);
			}
		}
	});

	it('has custom fields of U and 32 hexadecimal digits, two with the same label', () => {
		const custom = connectors
			.flatMap(objectsIn)
			.flatMap(({ fields }) => fields)
			.filter(({ fieldId }) => fieldId.length > 20);
		expect(custom.length).toBeGreaterThan(10);
		expect(custom.filter(({ fieldId }) => !/^U[0-9A-F]{32}$/.test(fieldId))).toEqual([]);
		const employee = connectors.find(({ id }) => id === 'KnEmployee');
		const labels = employee?.fields.filter(({ label }) => label.nl === 'Geldig tot');
		expect(labels).toHaveLength(2);
	});

	it('gives code lists ordered by id as text, one of more than 50 values', () => {
		const lists = connectors
			.flatMap(objectsIn)
			.flatMap(({ fields }) => fields.flatMap(({ values }) => (values === null ? [] : [values])));
		expect(Math.max(...lists.map(({ length }) => length))).toBeGreaterThan(50);
		for (const list of lists) {
			const ids = list.map(({ id }) => id);
			expect(ids).toEqual([...ids].sort());
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	it('marks references in labels the way metainfo does', () => {
		expect(fieldOf('FbSales', 'DbId')?.label).toEqual({
			nl: 'Verkooprelatie (verwijzing naar: Verkooprelatie => AfasKnSalRelation)',
			en: 'Sales relation (reference to: Sales relation => AfasKnSalRelation)',
		});
	});

	it('has composite keys, translated fields and memo fields', () => {
		const keys = (id: string) =>
			connectors
				.find((connector) => connector.id === id)
				?.fields.flatMap((field) => (field.primaryKey ? field.fieldId : []));
		expect(keys('KnCourseMember')).toEqual(['CrId', 'CdId']);
		expect(keys('HrCompMut')).toEqual(['PtId', 'Year', 'PeId', 'DaTi', 'EmId', 'ErId', 'Sc02']);
		expect(fieldOf('FbItemArticle', 'Ds_1031')?.dataType).toBe('string');
		expect(fieldOf('KnSubject', 'SbTx')).toMatchObject({ dataType: 'blob', controlType: 23 });
		expect(fieldOf('KnSubject', 'FileStream')).toMatchObject({ dataType: 'blob', controlType: 1 });
	});

	it('can make KnEmployee several MB large', () => {
		const large = fixedCompany({ largeMetainfo: true });
		const employee = large.updateConnectors.find(({ id }) => id === 'KnEmployee');
		expect(employee?.fields.length).toBeGreaterThan(3_000);
		expect(JSON.stringify(employee).length).toBeGreaterThan(3_000_000);
	});
});
