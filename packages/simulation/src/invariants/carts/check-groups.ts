import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { CartsRecord } from '../../workload/carts/carts-record.ts';
import { TRADE } from '../../workload/carts/price-groups.ts';
import { during } from '../during.ts';
import type { Journal } from '../journal.ts';
import type { Report } from '../violation.ts';

const MEMBERS = 'a price of a group is charged to its members, and to nobody else';

/** The price list of a group, and who was in the group when. */
export type GroupPrices = {
  readonly trade: CartsRecord['trade'];
  /** Memberships of customers, oldest first, by their ids. */
  readonly members: ReadonlyMap<string, readonly { readonly atMs: number; readonly isMember: boolean }[]>;
};

/** Reads from the profiles who was in the group when. */
export function groupPricesIn(journal: Journal, trade: CartsRecord['trade']): GroupPrices {
  const members = new Map<string, { readonly atMs: number; readonly isMember: boolean }[]>();
  if (trade === undefined) return { trade, members };
  for (const states of journal.of('customers-customers').values())
    for (const { atMs, item } of states) {
      if (item?.sk !== 'state') continue;
      const { customerId, groups = [] } = item.state as UncheckedJson;
      const known = members.get(customerId) ?? [];
      members.set(customerId, [...known, { atMs, isMember: groups.includes(TRADE) }]);
    }
  return { trade, members };
}

/** Each line has the price of the group if its customer was in it at some moment of the submit, and another if they were not. */
export function checkGroups(
  { orderId, customerId, lines }: UncheckedJson,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { trade, members }: GroupPrices,
  report: Report,
): void {
  if (trade === undefined) return;
  const states = during(members.get(customerId) ?? [], fromMs, toMs).map((state) => state?.isMember ?? false);
  for (const { sku, priceList } of lines as UncheckedJson[]) {
    const isOfGroup = priceList === trade.priceListId;
    if (isOfGroup && !states.includes(true))
      report(MEMBERS, `${orderId} of ${customerId ?? 'a guest'} has the group's price of ${sku}`);
    const isPriced = (trade.sinceMs.get(sku) ?? Infinity) <= fromMs;
    if (!isOfGroup && isPriced && !states.includes(false))
      report(MEMBERS, `${orderId} of ${customerId} has another price of ${sku}`);
  }
}
