import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { differences } from '../models/differences.ts';
import {
  type CommitAt,
  commitsAt,
  type OrderView,
  orderFields,
  toOrderModel,
} from '../models/order-model.ts';
import { logsDuring, queryOf, type ReadCheck } from './read-check.ts';

/** Returns the check of an answer with an order, as one kind of caller sees it. */
export function orderCheck(view: OrderView): ReadCheck {
  const fields = orderFields(view);
  return (answered, { orders }) => {
    const { route, params, request, answer } = answered;
    const { status, body } = answer;
    const log = orders.get(params['orderId'] ?? body?.id) ?? [];
    const at = queryOf(request.path).get('at');
    const isRead = route.startsWith('GET');
    const found = logsDuring(log, answered).map((each) => (at === null ? each : commitsAt(each, at)));
    // Only a person of staff reaches every order.
    if (status === 404 && view === 'staff' && isRead && request.claims?.['username'] !== undefined)
      return found.some(({ length }) => length === 0) ? undefined : 'the order exists';
    if (status !== 200 && status !== 201) return undefined;
    const shown = isShownErased(body, view) ? fields.filter((name) => !PERSONAL.has(name)) : fields;
    if (isRead) return closest(found, (commits) => differences(body, toOrderModel(commits, view), shown));
    // A repeat of a request that placed an order gets the order as it was placed. A cancellation gets the order after it.
    const commits = log.slice(0, body.version + 1);
    if (commits.length !== body.version + 1) return `version ${body.version} was never stored`;
    return differences(body, toOrderModel(commits, view), shown);
  };
}

/** Fields about the buyer, which are absent or replaced after an erasure: `check-erasures.ts` checks when. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['customerId', 'email', 'shippingAddress', 'billingAddress', 'note', 'placedBy', 'cancellationReason'],
  'awaitingPayment',
]);

/** Returns true if an order is shown without personal data. Every order of the simulation has a city. */
function isShownErased(body: UncheckedJson, view: OrderView): boolean {
  return view === 'guest' ? body.shippingAddress?.city === undefined : body.personalData === 'erased';
}

/** Returns undefined if one of the candidates agrees with the answer, otherwise how the newest one differs. */
function closest(
  candidates: readonly (readonly CommitAt[])[],
  differenceOf: (commits: readonly CommitAt[]) => string | undefined,
): string | undefined {
  const results = candidates.map((commits) =>
    commits.length === 0 ? 'the order did not exist' : differenceOf(commits),
  );
  return results.includes(undefined) ? undefined : results.at(-1);
}

/** A history has every event of the order, in the order of the versions. */
export const checkHistory: ReadCheck = (answered, { orders }) => {
  const { params, request, answer } = answered;
  const found = logsDuring(orders.get(params['orderId'] ?? '') ?? [], answered);
  if (answer.status === 404 && request.claims?.['username'] !== undefined)
    return found.some(({ length }) => length === 0) ? undefined : 'the order exists';
  if (answer.status !== 200) return undefined;
  return closest(found, (commits) => {
    const isErased = answer.body.items[0]?.data.personalData === 'erased';
    const items = answer.body.items.map(withoutUnknown);
    const model = toHistory(commits);
    return isErased
      ? differences({ items: items.map(withoutPerson) }, { items: model.map(withoutPerson) }, ['items'])
      : differences({ items }, { items: model }, ['items']);
  });
};

function toHistory(commits: readonly CommitAt[]): readonly UncheckedJson[] {
  return commits.flatMap(({ version, actor, correlationId, events }, index) =>
    events.map(({ type, at, ...event }: UncheckedJson) => {
      const data =
        type === 'PersonalDataCorrected' ? correctionIn(event, commits.slice(0, index + 1)) : event;
      return withoutUnknown({ version, type, at, actor, correlationId, data });
    }),
  );
}

/** The entry of a correction has all personal data, as it is after it. */
function correctionIn(event: UncheckedJson, commits: readonly CommitAt[]): UncheckedJson {
  const corrected = ['contact', 'invoice'].filter((part) => event[part] !== undefined);
  const { email, note, shippingAddress, billingAddress } = toOrderModel(commits, 'staff');
  return {
    ...{ corrected, email, shippingAddress },
    ...(note === undefined ? {} : { note }),
    ...(billingAddress === undefined ? {} : { billingAddress }),
  };
}

/** Leaves out secrets, and fields that only the next version of orders has. */
function withoutUnknown({ data, version, type, at, actor, correlationId }: UncheckedJson): UncheckedJson {
  const { sealedPaymentToken: _token, emailHash: _email, ipHash: _ip, nextAction: _next, ...known } = data;
  const { channel: _channel, schemaVersion: _schema, ...shown } = known;
  return { version, type, at, actor, correlationId, data: shown };
}

/** Leaves out what an erasure removes from an entry. */
function withoutPerson({ actor: _actor, data, ...entry }: UncheckedJson): UncheckedJson {
  const { personalData: _erased, reason: _reason, ...facts } = data;
  return {
    ...entry,
    data: Object.fromEntries(Object.entries(facts).filter(([name]) => !PERSONAL.has(name))),
  };
}
