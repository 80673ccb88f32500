import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../scripts/system/childProcess.mjs';

/** A PostgreSQL of the tests, with what programs and nodes need to know of it. */
export class Database {
	#postgres;
	#queries = 0;

	/** @param {{ programs: string, environment: Record<string, string> }} postgres */
	constructor(postgres) {
		this.#postgres = postgres;
	}

	/** The fields of n8n's credential for it. */
	get credential() {
		const { environment } = this.#postgres;
		const data = {
			host: environment.DB_POSTGRESDB_HOST,
			port: Number(environment.DB_POSTGRESDB_PORT),
			database: environment.DB_POSTGRESDB_DATABASE,
			user: environment.DB_POSTGRESDB_USER,
			password: environment.DB_POSTGRESDB_PASSWORD,
			ssl: 'disable',
		};
		return { name: 'database', type: 'postgres', data };
	}

	/** The rows of a query, asked beside n8n. */
	async rows(query) {
		this.#queries += 1;
		const file = join(tmpdir(), `n8n-nodes-afas-rows-${process.pid}-${this.#queries}.json`);
		const wanted = `SELECT coalesce(json_agg(row_to_json(found)), '[]') FROM (${query}) AS found`;
		try {
			await this.#psql(['-t', '-A', '-o', file, '-c', wanted]);
			return JSON.parse(await readFile(file, 'utf8'));
		} finally {
			await rm(file, { force: true });
		}
	}

	/** Runs commands one after another in one session; each may hold several statements, as n8n sends them. */
	async run(...commands) {
		const parameters = commands.flatMap((command) => ['-c', command]);
		await this.#psql(['-q', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', ...parameters]);
	}

	async #psql(parameters) {
		const { host, port, user, password, database } = this.credential.data;
		const env = {
			...process.env,
			PGHOST: host,
			PGPORT: String(port),
			PGUSER: user,
			PGPASSWORD: password,
			PGDATABASE: database,
		};
		const psql = join(this.#postgres.programs, 'psql');
		await runCommand(psql, ['-X', ...parameters], { env, name: 'psql' });
	}

	/** How many rows a table has; 0 when it is not there. */
	async count(table) {
		const [{ exists }] = await this.rows(`SELECT to_regclass('${table}') IS NOT NULL AS exists`);
		if (!exists) return 0;
		const [{ count }] = await this.rows(`SELECT count(*) AS count FROM ${table}`);
		return count;
	}
}
