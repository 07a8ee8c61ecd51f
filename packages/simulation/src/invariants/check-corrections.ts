import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import { type Answered, jsonOf } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import { differences } from './models/differences.ts';
import { type CommitAt, commitsIn, toOrderModel } from './models/order-model.ts';
import type { Report } from './violation.ts';

const SHOWN = 'an accepted correction changes what it names, of the version that it names, and nothing else';
const FOUND = 'a corrected order is found by its address, and by no former one';

const ROUTE = 'PATCH /v1/orders/{orderId}/personal-data';
const PEPPER = '/tradepost/dev/platform/id-pepper';

/** Fields of an order that a correction changes, or leaves as they were. */
const FIELDS = [
  ...['email', 'note', 'shippingAddress', 'status', 'lines', 'total', 'customerId', 'placedBy', 'placedAt'],
];

/**
 * An accepted correction has its effect once, on the version that the caller named: the order has the corrected fields and all others
 * as they were. The hashes by which it is found, and who claims it, follow from the address that it has.
 *
 * @param isAtRest all work has finished: projections are up to date
 */
export async function checkCorrections(
  world: Pick<World, 'dynamodb' | 'secrets'>,
  { answers, journal }: { readonly answers: readonly Answered[]; readonly journal: Journal },
  isAtRest: boolean,
  report: Report,
): Promise<void> {
  const orders = commitsIn(journal, 'orders-events');
  for (const answered of answers) {
    if (answered.route !== ROUTE || answered.answer.status !== 200) continue;
    const wrong = wrongIn(answered, orders.get(answered.params['orderId'] ?? '') ?? []);
    if (wrong !== undefined) report(SHOWN, `${answered.request.path}: ${wrong}`);
  }
  checkClaimants(answers, orders, report);
  await checkHashes(world, journal, orders, isAtRest, report);
}

function wrongIn({ request, answer }: Answered, log: readonly CommitAt[]): string | undefined {
  const { body, correlationId } = answer;
  // The person was erased between the correction and its response.
  if (body.personalData === 'erased') return undefined;
  const made = log.find((commit) => commit.correlationId === correlationId && isCorrection(commit));
  if (made !== undefined && made.version !== body.version)
    return `version ${made.version} was written, and ${body.version} returned`;
  const version = made === undefined ? body.version : made.version - 1;
  const match = request.headers?.['if-match'];
  if (match !== '*' && match !== `"${version}"`) return `version ${version} was corrected, not ${match}`;
  const before = toOrderModel(log.slice(0, version + 1), 'staff');
  return differences(body, merge(before, jsonOf(request)), FIELDS);
}

function isCorrection({ events }: Pick<CommitAt, 'events'>): boolean {
  return events.some(({ type }) => type === 'PersonalDataCorrected');
}

/** Applies a JSON Merge Patch (RFC 7396). */
function merge(before: UncheckedJson, { reason: _reason, ...patch }: UncheckedJson): UncheckedJson {
  const after = { ...before };
  for (const [name, given] of Object.entries<UncheckedJson>(patch)) {
    if (given === null) delete after[name];
    else after[name] = typeof given === 'object' ? merge(before[name] ?? {}, given) : given;
  }
  return after;
}

/** Whoever claims an order has proven the address that it has at that moment. */
function checkClaimants(
  answers: readonly Answered[],
  orders: ReadonlyMap<string, readonly CommitAt[]>,
  report: Report,
): void {
  const addresses = new Map(
    answers.flatMap(({ route, request }) =>
      route === 'POST /v1/me/order-claims'
        ? [[request.claims?.['customer_id'], request.claims?.['email']?.toLowerCase()]]
        : [],
    ),
  );
  for (const [orderId, log] of orders) {
    const claimed = log.findIndex(({ events }) => events.some(({ type }) => type === 'OrderClaimed'));
    if (claimed < 0) continue;
    const address = addresses.get(log[claimed]?.events[0]?.customerId);
    const { email } = toOrderModel(log.slice(0, claimed), 'staff');
    if (address !== undefined && address !== String(email).toLowerCase())
      report(FOUND, `${orderId}: claimed by ${address}, and it has ${email}`);
  }
}

async function checkHashes(
  { dynamodb, secrets }: Pick<World, 'dynamodb' | 'secrets'>,
  journal: Journal,
  orders: ReadonlyMap<string, readonly CommitAt[]>,
  isAtRest: boolean,
  report: Report,
): Promise<void> {
  const hash = createHashEmail(async () => secrets.valueOf(PEPPER));
  const keys = dynamodb.table('tradepost-dev-customers-subject-keys').all().map(toPlain);
  for (const { pk, orderId, emailHash, contact } of keys) {
    const log = orders.get(orderId) ?? [];
    const [placed] = journal.of('orders-events').get(`order#${orderId} 0`) ?? [];
    // A request that placed the order twice leaves keys that the order does not have.
    const isOfOrder = pk === `subject#${placed?.item?.events[0].subjectId}`;
    if (contact === undefined || log.length === 0 || !isOfOrder) continue;
    if (emailHash !== (await hash(toOrderModel(log, 'staff').email)))
      report(FOUND, `${pk} has a former address`);
  }
  if (!isAtRest) return;
  for (const { pk, orderId } of dynamodb.table('tradepost-dev-orders-views').all().map(toPlain)) {
    if (!pk.startsWith('guest#')) continue;
    const { email } = toOrderModel(orders.get(orderId) ?? [], 'staff');
    if (pk !== `guest#${await hash(email)}`) report(FOUND, `${orderId} is the newest of a former address`);
  }
}
