import type { OfferedShippingMethod } from '@tradepost/contracts/shipping/model';
import type { ShippingMethodsRequest } from '@tradepost/contracts/shipping/queries';
import { deliversTo } from '../domain/delivers-to.ts';
import { estimateDelivery } from '../domain/estimate-delivery.ts';
import type { MethodFacts } from '../domain/shipping-method.ts';

/**
 * Returns the active methods that are offered for a destination and a currency, in display order; methods with the same order by their
 * ids.
 *
 * @param at time of the order, RFC 3339
 */
export function offerMethods(
  methods: readonly MethodFacts[],
  { destination, currency }: Pick<ShippingMethodsRequest, 'destination' | 'currency'>,
  at: string,
): OfferedShippingMethod[] {
  return methods
    .filter(({ zones }) => deliversTo(zones, destination))
    .toSorted((a, b) => a.displayOrder - b.displayOrder || (a.id < b.id ? -1 : 1))
    .flatMap((method) => {
      const rates = method.rates.filter((rate) => rate.currency === currency);
      if (rates.length === 0) return [];
      const { id, name, description, carrier, taxClass, condition, days, cutOff } = method;
      const delivery = estimateDelivery(method, at);
      const offered = { name, description, carrier, taxClass, condition, days, cutOff, rates, delivery };
      return [{ methodId: id, ...withoutUndefined(offered) } as OfferedShippingMethod];
    });
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
