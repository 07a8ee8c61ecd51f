import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Answered } from '../../world/http-client.ts';
import { during } from '../during.ts';
import { differences } from '../models/differences.ts';
import { type Facts, listInQuery, type ReadCheck } from './read-check.ts';

const LEVEL_FIELDS = [
  ...['sku', 'location', 'onHand', 'reserved', 'available', 'lowStockThreshold', 'version', 'updatedAt'],
];
const UNITS = ['onHand', 'reserved', 'available'] as const;

/** The states of each stock level of a SKU from the request to the answer; the first may be undefined. */
function levelsIn(sku: string, { journal }: Facts, { sentMs, answeredMs }: Answered) {
  return [...journal.of('inventory-stock')].flatMap(([key, states]) =>
    key.startsWith(`sku#${sku} location#`)
      ? [during(states, sentMs, answeredMs).map((state): UncheckedJson => state?.item)]
      : [],
  );
}

export const checkStockRead: ReadCheck = (answered, facts) => {
  const { params, answer } = answered;
  const { sku = '' } = params;
  if (answer.status === 404)
    return levelsIn(sku, facts, answered).some(([first]) => first !== undefined) ? 'it has stock' : undefined;
  return answer.status === 200 ? checkSku(sku, answer.body, facts, answered) : undefined;
};

export const checkStockList: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  if (status !== 200) return undefined;
  const asked = [...new Set(listInQuery(answered, 'skus'))];
  const skus = body.items.map(({ sku }: UncheckedJson) => sku);
  const wrong = differences({ skus }, { skus: asked }, ['skus']);
  if (wrong !== undefined) return wrong;
  for (const item of body.items) {
    const wrongItem = checkSku(item.sku, item, facts, answered);
    if (wrongItem !== undefined) return `${item.sku}: ${wrongItem}`;
  }
  return undefined;
};

/** Each level is one that the location had, no location is left out, and the totals are their sums. */
function checkSku(sku: string, body: UncheckedJson, facts: Facts, answered: Answered): string | undefined {
  if (body.components !== undefined) return checkBundle(body, facts, answered);
  const levels = levelsIn(sku, facts, answered);
  const shown = body.locations as readonly UncheckedJson[];
  if (levels.filter(([first]) => first !== undefined).length > shown.length) return 'a location is left out';
  for (const level of shown) {
    const states = levels.find((each) => each.some((state) => state?.location === level.location)) ?? [];
    const results = states.map((state) => differences(level, state, LEVEL_FIELDS));
    if (!results.includes(undefined)) return `${level.location}: ${results.at(-1) ?? 'it has no stock'}`;
  }
  const sums = Object.fromEntries(
    UNITS.map((name) => [name, shown.reduce((sum, level) => sum + level[name], 0)]),
  );
  return differences(body, sums, UNITS);
}

/** A bundle is as many as its components suffice for; the units of a component whose stock did not change are those of its levels. */
function checkBundle(body: UncheckedJson, facts: Facts, answered: Answered): string | undefined {
  const components = body.components as readonly UncheckedJson[];
  const most = components.map(({ quantity, available }) => (available - (available % quantity)) / quantity);
  const available = Math.min(...most);
  for (const component of components) {
    const levels = levelsIn(component.sku, facts, answered);
    if (levels.some(({ length }) => length > 1)) continue;
    const units = levels.flat().reduce((sum, level) => sum + (level?.available ?? 0), 0);
    if (units !== component.available)
      return `${component.sku} has ${units} units, not ${component.available}`;
  }
  return differences(body, { onHand: available, reserved: 0, available }, UNITS);
}

/** The SKUs that inventory has as bundles at some time from the request to the answer. */
function isBundle(sku: string, { journal }: Facts, { sentMs, answeredMs }: Answered): boolean {
  return [...journal.of('inventory-bundles')].some(
    ([key, states]) =>
      key.startsWith(`sku#${sku}`) &&
      during(states, sentMs, answeredMs).some((state) => state?.item?.components !== undefined),
  );
}

/** A SKU whose stock did not change has the availability that follows from it. */
export const checkAvailabilityRead: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  if (status !== 200) return undefined;
  for (const { sku, availability } of body.items) {
    // `check-availability.ts` compares bundles at the end of a run.
    if (isBundle(sku, facts, answered)) continue;
    const levels = levelsIn(sku, facts, answered);
    if (levels.some(({ length }) => length > 1)) continue;
    const known = levels.flatMap(([level]) => (level === undefined ? [] : [level]));
    const expected = known.every(({ available }) => available === 0)
      ? 'out'
      : known.some(({ available, lowStockThreshold }) => available > lowStockThreshold)
        ? 'in'
        : 'low';
    if (availability !== expected) return `${sku} is ${availability}, not ${expected}`;
  }
  return undefined;
};

export const checkReservation: ReadCheck = ({ params, answer, sentMs, answeredMs }, { journal }) => {
  const { reservationId = '' } = params;
  const states = journal.of('inventory-stock').get(`reservation#${reservationId} state`) ?? [];
  const found = during(states, sentMs, answeredMs).map((state) => state?.item as UncheckedJson);
  if (answer.status === 404) return found.includes(undefined) ? undefined : 'the reservation exists';
  if (answer.status !== 200) return undefined;
  const results = found.map((item) => {
    if (item === undefined) return 'it did not exist';
    const { status, orderId, expiresAt, updatedAt } = item.state;
    const expected = {
      ...{ id: reservationId, version: item.version, orderId, expiresAt, updatedAt },
      status: status === 'taking' ? 'reserving' : status,
    };
    return differences(answer.body, expected, Object.keys(expected));
  });
  return results.includes(undefined) ? undefined : results.at(-1);
};
