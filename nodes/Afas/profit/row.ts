/** One row of a GetConnector as JSON gives it, keyed by column id. */
export type Row = Record<string, unknown>;
