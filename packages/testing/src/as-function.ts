import { runAsFunction } from '@tradepost/local/permissions/caller';

/**
 * Runs a handler with the role of its function: a call to an engine of this package that the role does not allow fails as
 * on AWS.
 *
 * @param functionName name of the function on the stage `dev`
 * @example
 * const placeOrder = asFunction('tradepost-dev-orders-place-order', placeOrderModule.handler);
 */
export function asFunction<Arguments extends readonly unknown[], Result>(
  functionName: string,
  handler: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  return (...args) => runAsFunction(functionName, () => handler(...args));
}
