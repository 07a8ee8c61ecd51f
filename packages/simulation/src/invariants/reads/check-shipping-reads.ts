import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { MAX_STALE_MS } from '../../dynamodb/table-faults.ts';
import { MAX_LONG_LAG_MS } from '../../world/index-lag.ts';
import { during } from '../during.ts';
import { differences } from '../models/differences.ts';
import { isOffered, METHOD_FIELDS, methodsIn } from '../models/shipping-model.ts';
import { queryOf, type ReadCheck } from './read-check.ts';

/** A change arrives late, its two halves apart, and a read of the index may be stale. */
const BEHIND_MS = 3 * MAX_LONG_LAG_MS + MAX_STALE_MS;

/** Fields that customers see. */
const OFFERED_FIELDS = ['name', 'description', 'carrier', 'taxClass', 'condition', 'days', 'cutOff'];

/** A method as it was at a time between request and answer, or what a change has made it. */
export const methodCheck: ReadCheck = ({ params, request, answer, sentMs, answeredMs }, { journal }) => {
  const { status, body } = answer;
  const states = methodsIn(journal).get(params['methodId'] ?? '') ?? [];
  const then = during(states, sentMs, answeredMs).map((state) => state?.method);
  if (status === 404) return then[0] === undefined ? undefined : 'the method exists';
  if (status !== 200) return undefined;
  // Without a change, the version stays. An archived method is archived again whatever the version.
  const given = /^"(\d+)"$/.exec(request.headers?.['if-match'] ?? '')?.[1];
  if (request.method === 'PUT' && given !== undefined && ![0, 1].includes(body.version - Number(given)))
    return `version ${given} was asked for, and ${body.version} is returned`;
  const state = then.find((method) => method?.version === body.version);
  return state === undefined
    ? `version ${body.version} was not current, but ${then.at(-1)?.version}`
    : differences(body, state, METHOD_FIELDS);
};

/** A created method is version 0. A repeat gets it, too, after later changes. */
export const createdMethodCheck: ReadCheck = ({ answer: { status, body } }, { journal }) => {
  if (status !== 201) return undefined;
  const first = methodsIn(journal).get(body.id)?.[0]?.method;
  return differences(body, first, METHOD_FIELDS);
};

/**
 * The methods that are offered are active ones as the index had them: each equals a stored version that is for the destination, and none is
 * missing that was for it for as long as the index may lag behind.
 */
export const checkOffers: ReadCheck = ({ request, answer, sentMs, answeredMs }, { journal }) => {
  if (answer.status !== 200) return undefined;
  const query = queryOf(request.path);
  const asked = {
    country: query.get('country') ?? '',
    postalCode: query.get('postalCode') ?? '',
    currency: query.get('currency') ?? '',
  };
  const items = answer.body.items as readonly UncheckedJson[];
  const methods = methodsIn(journal);
  const unknown = items.find(({ methodId }) => !methods.has(methodId));
  if (unknown !== undefined) return `${unknown.methodId} was never stored`;
  for (const [id, states] of methods) {
    const then = during(states, sentMs - BEHIND_MS, answeredMs).map((state) => state?.method);
    const item = items.find(({ methodId }) => methodId === id);
    if (item === undefined) {
      if (then.every((method) => isOffered(method, asked))) return `${id} is missing`;
      continue;
    }
    const wrong = then.map((method) =>
      isOffered(method, asked) ? differenceOf(item, method, asked.currency) : 'it is not for the destination',
    );
    if (!wrong.includes(undefined)) return `${id}: ${wrong.at(-1)}`;
  }
  return undefined;
};

/** Returns how an offered method differs from a stored one; undefined if it does not. */
export function differenceOf(
  item: UncheckedJson,
  method: UncheckedJson,
  currency: string,
): string | undefined {
  const rates = method.rates.filter((rate: UncheckedJson) => rate.currency === currency);
  return differences(item, { ...method, rates }, [...OFFERED_FIELDS, 'rates']);
}
