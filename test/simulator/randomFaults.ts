import type { Random } from '../seededRandom';
import type { Fault } from './faults';
import { lockTexts, type LockText } from './messages';

const WORDINGS = Object.keys(lockTexts) as LockText[];

/** Pages and bodies of gateways; AFAS documents none of them, so a client should take them all. */
const GATEWAY_FAULTS: readonly Fault[] = [
	{ kind: 'requestTimeout' },
	{ kind: 'badGateway' },
	{ kind: 'htmlPage', status: 400 },
	{ kind: 'htmlPage', status: 500 },
	{ kind: 'htmlPage', status: 503 },
	{ kind: 'htmlPage', status: 521 },
	{ kind: 'plainText' },
	{ kind: 'malformedJson', status: 200 },
	{ kind: 'malformedJson' },
];

/** JSON of gateways, which never comes after the work of AFAS here. */
const GATEWAY_BODIES: readonly Fault[] = [
	{ kind: 'errorBody', status: 502, body: { message: 'Bad gateway' } },
	{ kind: 'errorBody', status: 504, body: { error: { message: 'Gateway timeout' } } },
	{ kind: 'errorBody', status: 503, body: { error: { code: '503', message: 'Busy' } } },
];

/** Something that passes: a request that is sent again gets its answer. Nothing was carried out. */
export function passingFault(random: Random): Fault {
	return pick(random, [
		{ kind: 'locked', wording: pick(random, WORDINGS) },
		{ kind: 'locked', wording: pick(random, WORDINGS) },
		{ kind: 'tooManyRequests' },
		{ kind: 'maintenance', seconds: 1 },
		{ kind: 'resetBefore' },
		pick(random, GATEWAY_FAULTS),
		pick(random, GATEWAY_BODIES),
	]);
}

/** Something after which a write may have been carried out, or not. */
export function doubtfulFault(random: Random): Fault {
	const isDone = random() < 0.5;
	return random() < 0.25
		? { kind: isDone ? 'resetAfter' : 'resetBefore' }
		: { ...pick(random, GATEWAY_FAULTS), afterWork: isDone };
}

function pick<T>(random: Random, from: readonly T[]): T {
	return from[Math.floor(random() * from.length)] as T;
}
