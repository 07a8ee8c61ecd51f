import {
  type ShippingMethodsAnswer,
  type ShippingMethodsRequest,
  shippingMethodsRequest,
} from '@tradepost/contracts/shipping/queries';
import { task } from '@tradepost/lambda/messages/task';
import { type Deps, deps } from '../deps.ts';
import { offerMethods } from '../projections/offer-methods.ts';

export const handler = task(
  shippingMethodsRequest,
  async (request): Promise<ShippingMethodsAnswer> => readMethods(request, deps()),
);

/** Returns the shipping methods that are offered for a destination and a currency, to carts. */
async function readMethods(
  { at, ...offer }: ShippingMethodsRequest,
  { methods, now }: Pick<Deps, 'methods' | 'now'>,
): Promise<ShippingMethodsAnswer> {
  return { methods: offerMethods(await methods.active(), offer, at ?? now()) };
}
