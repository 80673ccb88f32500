/**
 * Random work of people in Profit: debtors and journal entries that are added, changed and deleted.
 */
export class Changes {
	#company;
	#random;
	#added = 0;

	/**
	 * @param {import('../simulator/contract.ts').Company} company
	 * @param {() => number} random
	 */
	constructor(company, random) {
		this.#company = company;
		this.#random = random;
	}

	/** @param {number} count of changes to debtors */
	debtors(count) {
		for (let done = 0; done < count; done++) {
			const chance = this.#random();
			if (chance < 0.3) this.#deleteDebtor();
			else if (chance < 0.5) this.#addDebtor();
			else this.#changeDebtor();
		}
	}

	/** @param {number} count of debtors that are changed, and not added or deleted */
	changedDebtors(count) {
		for (let done = 0; done < count; done++) this.#changeDebtor();
	}

	/** @param {number} count of changes to journal entries */
	entries(count) {
		const deleted = new Set();
		const memorials = this.#memorials();
		for (let done = 0; done < count; done++) {
			const entry = this.#pick(memorials);
			if (this.#random() < 0.6) this.#addEntry(entry);
			else if (!deleted.has(entry.EntryNo)) this.#deleteEntry(entry, deleted);
		}
	}

	#pick(list) {
		return list[Math.floor(this.#random() * list.length)];
	}

	#changeDebtor() {
		const { DebtorId } = this.#pick(this.#company.rowsOf('Profit_Debtor'));
		const Fields = { Krli: Math.floor(this.#random() * 90_000) };
		this.#write('PUT', 'KnSalesRelationOrg', {
			KnSalesRelationOrg: { Element: { '@DbId': DebtorId, Fields } },
		});
	}

	#addDebtor() {
		this.#added += 1;
		const Fields = { PadAdr: true, AutoNum: true, MatchOga: '6', Nm: `Nieuw ${this.#added} B.V.` };
		const KnOrganisation = { Element: { Fields } };
		this.#write('POST', 'KnSalesRelationOrg', {
			KnSalesRelationOrg: {
				Element: {
					Fields: { IsDb: true, CuId: 'EUR', PaCd: '30', VaDu: '1', ColA: '1300' },
					Objects: { KnOrganisation },
				},
			},
		});
	}

	#deleteDebtor() {
		const { DebtorId } = this.#pick(this.#company.rowsOf('Profit_Debtor'));
		const level = { element: 'KnSalesRelationOrg', keys: { DbId: DebtorId } };
		this.#company.remove('KnSalesRelationOrg', [level], 'user');
	}

	#addEntry({ EntryDate }) {
		const day = EntryDate.slice(0, 10);
		const amount = String(Math.floor(this.#random() * 10_000) / 100);
		const line = (AcNr, AmDe, AmCr) => ({
			Fields: { VaAs: '1', AcNr, EnDa: day, BpDa: day, AmDe, AmCr, Ds: 'Correctie' },
		});
		const Element = [line('4300', amount, '0'), line('1100', '0', amount)];
		const Fields = { UnId: '1', JoCo: '90', Year: day.slice(0, 4), Peri: Number(day.slice(5, 7)) };
		this.#write('POST', 'FiEntries', {
			FiEntryPar: { Element: { Fields, Objects: { FiEntries: { Element } } } },
		});
	}

	#deleteEntry({ EntryNo }, deleted) {
		deleted.add(EntryNo);
		this.#company.remove('FiEntries', [
			{ element: 'FiEntryPar', keys: { UnId: '1', JoCo: '90' } },
			{ element: 'FiEntries', keys: { EnNo: String(EntryNo) } },
		]);
	}

	/** Entries of a journal in which people book by hand. */
	#memorials() {
		return this.#company.rowsOf('Profit_Transactions').filter((row) => row.JournalId === '90');
	}

	#write(method, connectorId, body) {
		this.#company.write({ method, connectorId, body });
	}
}
