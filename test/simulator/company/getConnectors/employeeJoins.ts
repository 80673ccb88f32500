import type { Join } from '../getConnector';
import { cellOf, textOf, type StoredRecord, type TableReader } from '../store';
import { currentAddress } from './addressLines';

/** The line that started last, such as the current contract of an employee. */
export function latest(
	lines: readonly StoredRecord[],
	dateField: string,
): StoredRecord | undefined {
	return [...lines].sort((left, right) =>
		textOf(right, dateField).localeCompare(textOf(left, dateField)),
	)[0];
}

/** Employees with person, address and their latest contract, function, timetable and salary. */
export function employeeJoins(reader: TableReader): readonly Join[] {
	const persons = reader.indexBy('KnPerson', 'BcCo');
	const units = reader.indexBy('KnOrgunit', 'OuId');
	const jobs = reader.indexBy('KnFunction', 'FuId');
	return reader.all('AfasEmployee').map((employee) => {
		const person = persons.get(textOf(employee, 'BcCo'));
		const placement = latest(reader.children('AfasOrgunitFunction', employee.id), 'DaBe');
		return {
			employee,
			person,
			placement,
			address: currentAddress(reader, person),
			contract: latest(reader.children('AfasContract', employee.id), 'DaBe'),
			timetable: latest(reader.children('AfasTimeTable', employee.id), 'DaBg'),
			salary: latest(reader.children('AfasSalary', employee.id), 'DaBe'),
			unit: units.get(textOf(placement, 'DpId')),
			job: jobs.get(textOf(placement, 'FuId')),
			employment: firstContract(reader, employee),
		};
	});
}

function firstContract(reader: TableReader, employee: StoredRecord): StoredRecord | undefined {
	const contracts = reader.children('AfasContract', employee.id);
	return [...contracts].sort((left, right) =>
		textOf(left, 'DaBe').localeCompare(textOf(right, 'DaBe')),
	)[0];
}

/** Lines of employees, such as all contracts, with the employee of each. */
export function employeeLineJoins(reader: TableReader, table: string): readonly Join[] {
	const persons = reader.indexBy('KnPerson', 'BcCo');
	return reader.all(table).map((line) => {
		const employee = line.parentId === undefined ? undefined : reader.byId(line.parentId);
		return { line, employee, person: persons.get(textOf(employee, 'BcCo')) };
	});
}

/** Records that name an employee, such as leave, with employee and person of each. */
export function withEmployee(reader: TableReader, table: string): readonly Join[] {
	const employees = reader.indexBy('AfasEmployee', 'EmId');
	const persons = reader.indexBy('KnPerson', 'BcCo');
	return reader.all(table).map((record) => {
		const employee = employees.get(textOf(record, 'EmId'));
		return { record, employee, person: persons.get(String(cellOf(employee, 'BcCo') ?? '')) };
	});
}
