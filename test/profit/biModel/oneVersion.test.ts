import { redirectedTo } from '../../../nodes/Afas/profit/biModel/biAddress';
import {
	answer,
	linkTo,
	readAll,
	redirect,
	rowsFrom,
	ROOT,
	type Script,
	scriptedModel,
} from './scriptedModel';

const NEWER = '/ProfitRestServices/bi/X/v3/';

/** Gives two pages in version 2, of which the second one is somewhere else. */
const linked =
	(second: ReturnType<Script>, link: string = linkTo(5)): Script =>
	({ path, link: place }) => {
		if (path !== ROOT) return answer(rowsFrom(100, 105));
		return place === undefined ? answer(rowsFrom(0, 5), link) : second;
	};

describe('a read keeps to one version of its model', () => {
	it('where the next page redirects', async () => {
		const { source } = scriptedModel(linked(redirect(NEWER)));
		await expect(readAll(source)).rejects.toThrow(
			'AFAS leads from one version of the BI model to another during the read',
		);
	});

	it('where rows are counted off', async () => {
		const script: Script = ({ path, skip = 0 }) =>
			path === ROOT && skip > 0
				? redirect(NEWER)
				: answer(rowsFrom(skip, skip > 12 ? skip : skip + 5));
		const { source } = scriptedModel(script);
		const failing = readAll(source, { pagination: 'skipTop', pageSize: 5 });
		await expect(failing).rejects.toThrow(/from one version of the BI model to another/);
	});

	it('where the link itself leads to another one', async () => {
		const { source, asked } = scriptedModel(linked({}, `${NEWER}?$skiptoken=5`));
		await expect(readAll(source)).rejects.toThrow(/from one version of the BI model to another/);
		expect(asked).toHaveLength(2);
	});

	it('and never goes to another model', async () => {
		const { source, asked } = scriptedModel(
			linked({}, '/ProfitRestServices/bi/Y/v2/?$skiptoken=5'),
		);
		await expect(readAll(source)).rejects.toThrow(/leads to another place, and isn't followed/);
		expect(asked).toHaveLength(2);
	});

	it('and takes a link without a version that redirects to it', async () => {
		const script: Script = ({ path, link }) => {
			if (path === '/bi/x') return redirect(`/ProfitRestServices${ROOT}`);
			return link === undefined
				? answer(rowsFrom(0, 5), '/ProfitRestServices/bi/x?$skiptoken=5')
				: answer(rowsFrom(5, 7));
		};
		const { source } = scriptedModel(script);
		expect((await readAll(source)).rows).toEqual(rowsFrom(0, 7));
	});

	it('and follows a redirect within it', async () => {
		const script: Script = ({ path, link }) => {
			if (link === undefined) return answer(rowsFrom(0, 5), linkTo(5));
			return path === ROOT ? redirect(`${NEWER.replace('v3', 'v2')}rest`) : answer(rowsFrom(5, 7));
		};
		const { source } = scriptedModel(script);
		expect((await readAll(source)).rows).toEqual(rowsFrom(0, 7));
	});
});

describe('a redirect that has a query', () => {
	const from = { path: '/bi/X', query: '$filter=A%20lt%201&$top=5' };

	it('keeps what was asked beside it', () => {
		expect(redirectedTo('/ProfitRestServices/bi/X/v2/?culture=nl', from)).toEqual({
			path: ROOT,
			query: 'culture=nl&$filter=A%20lt%201&$top=5',
		});
	});

	it('says nothing twice', () => {
		const location = '/ProfitRestServices/bi/X/v2/?%24filter=A+lt+1';
		expect(redirectedTo(location, from)?.query).toBe('%24filter=A+lt+1&$top=5');
	});

	it('is not followed where it asks for something else', () => {
		expect(redirectedTo('/ProfitRestServices/bi/X/v2/?$filter=B', from)).toBeUndefined();
	});

	it('never loses a filter', async () => {
		const script: Script = ({ path, query }) => {
			if (path === ROOT && !query.includes('culture')) return redirect(`${NEWER}?culture=nl`);
			return answer(query.includes('$filter=') ? rowsFrom(0, 1) : rowsFrom(0, 5));
		};
		const { source } = scriptedModel(script);
		expect((await readAll(source, { asked: '$filter=Id%20lt%201' })).rows).toEqual(rowsFrom(0, 1));
	});
});
