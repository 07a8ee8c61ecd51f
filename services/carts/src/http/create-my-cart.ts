import { createMyCart as route } from '@tradepost/contracts/carts/routes';
import { by } from '@tradepost/lambda/by';
import type { Customer } from '@tradepost/lambda/http/caller';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps, type PepperDeps, pepperDeps } from '../deps.ts';
import type { StoredPerson } from '../domain/cart-shapes.ts';
import { show } from './change-cart.ts';
import { toCreation } from './fill-cart.ts';

export const handler = http(route, (request) => createMyCart(request, { ...cartDeps(), ...pepperDeps() }));

/** Creates a cart of the signed-in customer, with their verified e-mail address. A repeat gets the cart as it is. */
export async function createMyCart(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps & PepperDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const { carts, newCartId, idFromKey, fingerprintOf } = dependencies;
  const cartId = idempotencyKey === undefined ? newCartId() : await idFromKey('crt', caller, idempotencyKey);
  const person = await personOf(cartId, caller, dependencies);
  const { currency, country, ...contents } = body;
  const empty = {
    ...{ cartId, customerId: caller.customerId, currency, country },
    ...(person === undefined ? {} : { person }),
  };
  const command = await toCreation(empty, contents, dependencies, request.logger);
  const fingerprint = await fingerprintOf(body);
  const created = await carts.create(cartId, command, { ...by(request), fingerprint });
  if ('rejection' in created) return created;
  const shown = await show(created, request, dependencies);
  return { ...shown, location: `/v1/me/carts/${cartId}` };
}

async function personOf(
  cartId: string,
  { customerId, verifiedEmail: email }: Customer,
  { seals, hashEmail }: CartDeps & PepperDeps,
): Promise<StoredPerson | undefined> {
  if (email === undefined) return undefined;
  const subject = await seals.ofCustomer(customerId);
  return {
    subjectId: subject.subjectId,
    emailHash: await hashEmail(email),
    sealedEmail: seals.sealEmail(cartId, subject, email),
  };
}
