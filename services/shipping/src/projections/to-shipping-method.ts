import type { ShippingMethod } from '@tradepost/contracts/shipping/model';
import type { MethodState } from '../domain/shipping-method.ts';

/**
 * The shipping method in the staff's API and in events.
 *
 * @throws Error if the method does not exist
 */
export function toShippingMethod(method: MethodState, version: number): ShippingMethod {
  if (method.status === 'none') throw new Error('a shipping method that does not exist has no projection');
  return { ...method, version } as ShippingMethod;
}
