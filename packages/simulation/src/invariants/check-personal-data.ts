import type { AttributeValue } from '../dynamodb/attribute-value.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Answered } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { Books } from './tables.ts';
import { createUnseal } from './unseal.ts';
import type { Report } from './violation.ts';

const IN_CLEAR = 'no message, item or log line holds personal data in clear';
const READS = 'whoever may read an order reads what was sent';

/** Parts of the e-mail addresses, names and streets of all orders of a run. */
const PERSONAL = /@example\.com|lovelace|st james/i;

/** Tables with facts of orders. */
const TABLES = [
  'orders-events',
  'orders-views',
  'orders-limits',
  'carts-carts',
  'payments-events',
  'customers-customers',
  'platform-event-archive',
  'operations-audit',
];

/** Reports a log line with personal data. */
export function checkLogLine(line: string, report: Report): void {
  if (PERSONAL.test(line)) report(IN_CLEAR, `a log line: ${line.slice(0, 200)}`);
}

/** Nothing that services store, send or publish has personal data in clear. */
export function checkInClear(
  { dynamodb, sentBodies, bus }: Pick<World, 'dynamodb' | 'sentBodies' | 'bus'>,
  report: Report,
): void {
  for (const name of TABLES)
    for (const item of dynamodb.table(`tradepost-dev-${name}`).all())
      for (const [attribute, value] of Object.entries(item))
        if (isPersonal(value)) report(IN_CLEAR, `${name} ${item['pk']?.S}: ${attribute}`);
  for (const body of sentBodies)
    if (PERSONAL.test(body)) report(IN_CLEAR, `a message: ${body.slice(0, 200)}`);
  for (const { id, detail } of bus.published)
    if (PERSONAL.test(detail)) report(IN_CLEAR, `the event ${id}: ${detail.slice(0, 200)}`);
}

function isPersonal(value: AttributeValue): boolean {
  if (value.S !== undefined) return PERSONAL.test(value.S);
  if (value.L !== undefined) return value.L.some(isPersonal);
  return value.M !== undefined && Object.values(value.M).some(isPersonal);
}

/** Every seal can be opened with the keys of its subject, and an accepted request gets its own data back. */
export function checkSeals(
  { dynamodb, keyItems }: Pick<World, 'dynamodb' | 'keyItems'>,
  { orders }: Pick<Books, 'orders'>,
  answers: readonly Answered[],
  report: Report,
): void {
  const keys = dynamodb.table('tradepost-dev-customers-subject-keys').all();
  // Keys that were deleted since still open what was sealed with them.
  const deleted = keys
    .filter((item) => !('contact' in item))
    .map((item) => keyItems.get(item['pk']?.S ?? '') ?? item);
  const unseal = createUnseal([...keys, ...deleted].map(toPlain));
  for (const [id, log] of orders)
    for (const event of log.flatMap(({ events }) => events as UncheckedJson[])) {
      const { broken } = unseal(id, event);
      if (broken !== undefined) report(READS, `${id}: ${event.type}: ${broken}`);
    }
  for (const { route, request, answer } of answers) {
    if (answer.status !== 201 || !(route === 'POST /v1/orders' || route === 'POST /v1/me/orders')) continue;
    const sent = request.body as UncheckedJson;
    if (typeof sent !== 'object') continue;
    for (const field of ['email', 'shippingAddress'])
      if (normalised(answer.body[field]) !== normalised(sent[field]))
        report(READS, `${answer.body.id}: ${field} is ${JSON.stringify(answer.body[field])}`);
  }
}

/** Fields in one order, without the white space that the contract removes. */
function normalised(value: UncheckedJson): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return JSON.stringify(
    Object.entries(value as Record<string, string>)
      .map(([name, text]) => [name, text.trim()])
      .toSorted(),
  );
}
