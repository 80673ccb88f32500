/** A table and where it is. */
export interface BiTable {
	readonly name: string;
	readonly path: string;
}

/** A BI model as it was found. */
export interface BiModel {
	readonly name: string;
	/** Path of its root, with a slash at the end: `/bi/Verkoopomzet/v2/`. */
	readonly root: string;
	/** Path at which the root answered. */
	readonly path: string;
	/** Undefined when the root itself gives the rows: there is one table, without a name. */
	readonly tables: readonly BiTable[] | undefined;
}
