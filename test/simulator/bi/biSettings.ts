/**
 * How BI models behave where AFAS documents nothing. It documents that the address of a model redirects
 * to its newest version, that skip and top keep a fixed order, and that large answers have a link to the
 * next page when neither is given; all of the rest is a guess or the OData standard.
 */
export interface BiSettings {
	/** Status of the redirect to the newest version. */
	redirectStatus: number;
	/** Redirects in a row; 0 answers at the address without a version. */
	redirects: number;
	/** How `Location` names the place: `inner` names a host behind the proxy. */
	location: 'absolute' | 'path' | 'relative' | 'inner';
	/** Whether `Location` keeps what was asked. */
	locationQuery: 'dropped' | 'kept';
	/** What the root of a model with one table gives; one with more gives its tables. */
	rootShape: 'tables' | 'rows';
	/** What the list of tables does with options of OData. */
	rootOptions: 'refuse' | 'ignore';
	/** Whether `$metadata` is there. */
	metadata: 'given' | 'missing';
	/** Rows of a page that AFAS makes. */
	pageSize: number;
	/** How the link to the next page names it. */
	nextLink: 'absolute' | 'path' | 'relative' | 'inner';
	/** How skip and top are spelled; the other spelling is an unknown option. */
	optionNames: 'dollar' | 'both' | 'bare';
	/** What happens to a top above the size of a page: a page with a link, or just fewer rows. */
	topCap: 'none' | 'linked' | 'silent';
	/** What happens to options that are not known; `select` knows `$select`, and refuses others. */
	queryOptions: 'refuse' | 'ignore' | 'select';
	/** What a model or table gets that isn't there, or not for the caller. */
	missing: 'notFound' | 'refuse';
	/** Whether `GET /bi` lists the models. */
	list: boolean;
	/** Whether the user may see rows: since Profit 8 the rights on definitions count. */
	rights: boolean;
	/** The version of OData. */
	odata: 'v4' | 'v3' | 'v2';
	/** What OData says about rows within them. */
	annotations: 'none' | 'full';
	/** Whether columns that are empty are left out of a row. */
	nulls: 'kept' | 'leftOut';
	/** Whether metainfo has a list of BI models, and under which name. */
	metainfoList: '' | 'odataConnectors' | 'dataModels';
	/** Where next links lead that don't lead on. */
	links: 'right' | 'circle' | 'foreign' | 'otherResource' | 'empty' | 'repeats';
	/** Where `foreign` links and redirects lead: `http://127.0.0.1:1234`. */
	foreignOrigin: string;
	/** Whether the redirect of a model leads to `foreignOrigin`, or to another resource. */
	redirectTo: 'model' | 'foreign' | 'otherResource';
}

/** How BI models behave unless a test wants it otherwise. */
export function defaultBiSettings(): BiSettings {
	return {
		redirectStatus: 307,
		redirects: 1,
		location: 'absolute',
		locationQuery: 'dropped',
		rootShape: 'rows',
		rootOptions: 'refuse',
		metadata: 'given',
		pageSize: 5_000,
		nextLink: 'absolute',
		optionNames: 'dollar',
		topCap: 'none',
		queryOptions: 'refuse',
		missing: 'notFound',
		list: false,
		rights: true,
		odata: 'v4',
		annotations: 'none',
		nulls: 'kept',
		metainfoList: '',
		links: 'right',
		foreignOrigin: '',
		redirectTo: 'model',
	};
}

/** What each may be; those that aren't here may be anything of their type. */
export const BI_CHOICES: Readonly<Partial<Record<keyof BiSettings, readonly unknown[]>>> = {
	redirectStatus: [301, 302, 303, 307, 308],
	redirects: [0, 1, 2, 3, 4],
	location: ['absolute', 'path', 'relative', 'inner'],
	locationQuery: ['dropped', 'kept'],
	rootShape: ['tables', 'rows'],
	rootOptions: ['refuse', 'ignore'],
	metadata: ['given', 'missing'],
	nextLink: ['absolute', 'path', 'relative', 'inner'],
	optionNames: ['dollar', 'both', 'bare'],
	topCap: ['none', 'linked', 'silent'],
	queryOptions: ['refuse', 'ignore', 'select'],
	missing: ['notFound', 'refuse'],
	odata: ['v4', 'v3', 'v2'],
	annotations: ['none', 'full'],
	nulls: ['kept', 'leftOut'],
	metainfoList: ['', 'odataConnectors', 'dataModels'],
	links: ['right', 'circle', 'foreign', 'otherResource', 'empty', 'repeats'],
	redirectTo: ['model', 'foreign', 'otherResource'],
};

/** What is wrong with a change of these settings; undefined when nothing is. */
export function biSettingProblem(change: unknown): string | undefined {
	const defaults: Readonly<Record<string, unknown>> = { ...defaultBiSettings() };
	for (const [name, value] of Object.entries(Object(change) as object)) {
		if (!Object.hasOwn(defaults, name)) {
			return `There is no setting 'bi.${name}'. Use ${Object.keys(defaults).join(', ')}.`;
		}
		const choices = BI_CHOICES[name as keyof BiSettings];
		if (choices !== undefined && !choices.includes(value)) {
			return `The setting 'bi.${name}' must be ${choices.join(' or ')}.`;
		}
		if (typeof value !== typeof defaults[name]) {
			return `The setting 'bi.${name}' must be a ${typeof defaults[name]}.`;
		}
	}
	return undefined;
}
