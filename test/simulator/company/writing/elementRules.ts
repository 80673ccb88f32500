import { ABSENCE_RULES } from './absenceRules';
import { EMPLOYEE_RULES } from './employeeRules';
import { FINANCE_RULES } from './financeRules';
import {
	ADDRESS_RULE,
	BANK_ACCOUNT_RULE,
	CONTACT_RULE,
	ORGANISATION_RULE,
	PERSON_RULE,
	relationRule,
} from './partyRules';
import { PROJECT_RULES } from './projectRules';
import type { ElementRule } from './rules';
import { SALES_RULES } from './salesRules';
import { SUBJECT_RULES } from './subjectRules';
import { USER_RULE } from './userRules';

const SALES_RELATION = relationRule('KnSalesRelation', 'DbId');
const PURCHASE_RELATION = relationRule('KnPurchaseRelation', 'CrId');

/** A record that Profit numbers in a series of its own. */
function numbered(table: string, key: string): ElementRule {
	return {
		standalone: true,
		defaults: ({ session }) => ({ [key]: session.number(`${table}.${key}`, table, key) }),
	};
}

const RULES: Readonly<Record<string, ElementRule>> = {
	...ABSENCE_RULES,
	...EMPLOYEE_RULES,
	...FINANCE_RULES,
	...PROJECT_RULES,
	...SALES_RULES,
	...SUBJECT_RULES,
	KnPerson: PERSON_RULE,
	KnOrganisation: ORGANISATION_RULE,
	KnContact: CONTACT_RULE,
	KnBasicAddress: ADDRESS_RULE,
	KnBasicAddressAdr: ADDRESS_RULE,
	KnBasicAddressPad: ADDRESS_RULE,
	KnBankAccount: BANK_ACCOUNT_RULE,
	KnSalesRelationOrg: SALES_RELATION,
	KnSalesRelationPer: SALES_RELATION,
	KnPurchaseRelationOrg: PURCHASE_RELATION,
	KnPurchaseRelationPer: PURCHASE_RELATION,
	KnUser: USER_RULE,
	KnAppointment: numbered('KnAppointment', 'ApId'),
	KnCustomK01: numbered('KnCustomK01', 'SqNo'),
	KnCustomK02: numbered('KnCustomK02', 'SqNo'),
	KnEmployee: { table: 'KnEmployeeEducation', matches: true },
};

const NO_RULE: ElementRule = {};

/** The rule of an element; elements without one are kept by their key, field for field. */
export function elementRule(name: string): ElementRule {
	return RULES[name] ?? NO_RULE;
}
