import type { MethodState } from '../domain/shipping-method.ts';
import { toShippingMethod } from '../projections/to-shipping-method.ts';

/** The reply with a shipping method and its version. */
export function toReply({ state, version }: { readonly state: MethodState; readonly version: number }) {
  return { body: toShippingMethod(state, version), version };
}
