import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { OrderPlan } from '../workload/plan-orders.ts';
import type { LogTable, StoredItem } from './history.ts';

/** A reservation with more allocations needs several transactions. */
const MAX_ALLOCATIONS_PER_STEP = 99;

/**
 * Returns the paths of an order: `OrderCancelled` for each stored event, `reservation releasing` for each status of its
 * reservation, `PaymentCaptured published` for each message, `rejected OUT_OF_STOCK` for its end.
 *
 * @param stored the items of its logs
 * @param published the types of the messages
 * @param plan the actions of its customer
 */
export function pathsOf(
  stored: readonly StoredItem[],
  published: readonly string[],
  plan: Pick<OrderPlan, 'body' | 'copies' | 'isRepeated'>,
): readonly string[] {
  const of = (wanted: LogTable) => stored.filter(({ table }) => table === wanted).map(({ item }) => item);
  const events = of('orders-events').flatMap((item): UncheckedJson[] => item['events']);
  const payment = of('payments-events').flatMap((item): UncheckedJson[] => item['events']);
  const [placed] = events;
  const rejected = events.find(({ type }) => type === 'OrderRejected');
  const isCancelled = events.some(({ type }) => type === 'OrderCancelled');
  const isConfirmed = events.some(({ type }) => type === 'OrderConfirmed');
  const isCaptured = payment.some(({ type }) => type === 'PaymentCaptured');
  return [
    ...new Set([
      ...[...events, ...payment].map(({ type }) => type),
      ...of('inventory-stock').map((item) => `reservation ${item['state'].status}`),
      ...published.map((type) => `${type} published`),
      ...(rejected === undefined ? [] : [`rejected ${rejected.rejection.code}`]),
      ...(isCancelled ? [isConfirmed ? 'cancelled after it was confirmed' : 'cancelled while placed'] : []),
      ...(isCancelled && isCaptured ? ['cancelled after it was paid'] : []),
      ...(placed.lines.length > 1 ? ['several lines'] : []),
      ...(placed.lines.length > MAX_ALLOCATIONS_PER_STEP ? ['more lines than a transaction holds'] : []),
      ...(placed.cartId === undefined ? [] : ['made of a cart']),
      ...(placed.codes === undefined ? [] : ['with discount codes']),
      ...of('pricing-terms').flatMap((item) => statesOfCodes(item['state'])),
      ...(placed.lines.some(({ components }: UncheckedJson) => components !== undefined)
        ? ['with a bundle']
        : []),
      `in ${placed.currency}`,
      ...(placed.placedBy === undefined ? [] : [`placed by a ${placed.placedBy.kind}`]),
      ...asked(plan),
    ]),
  ];
}

/** States of the codes of an order, and of its parts of budgets. */
function statesOfCodes({ status, codes = [], budgets }: UncheckedJson): readonly string[] {
  return [
    ...(codes.length > 0 ? [`codes ${status}`] : []),
    ...(budgets === undefined ? [] : [`budgets ${status}`]),
  ];
}

function asked({
  body,
  copies,
  isRepeated,
}: Pick<OrderPlan, 'body' | 'copies' | 'isRepeated'>): readonly string[] {
  const lines = body['lines'] as readonly object[];
  return [
    ...(copies > 1 ? ['sent several times at once'] : []),
    ...(isRepeated ? ['sent again later'] : []),
    ...('customerId' in body ? ['of a customer, with a note and a reference'] : []),
    ...('expectedTotal' in body ? ['a total was expected'] : []),
    ...(lines.some((line) => 'unitPrice' in line) ? ['a price was negotiated'] : []),
  ];
}
