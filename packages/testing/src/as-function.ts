import { runAsFunction } from '@tradepost/local/permissions/caller';

/**
 * A handler as its function runs it: what it calls of the engines that this package starts is held to the function's
 * role, and a call that the role does not allow fails as it does on AWS.
 *
 * @param functionName the function's name on the stage `dev`
 * @example
 * const placeOrder = asFunction('tradepost-dev-orders-place-order', placeOrderModule.handler);
 */
export function asFunction<Arguments extends readonly unknown[], Result>(
  functionName: string,
  handler: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  return (...args) => runAsFunction(functionName, () => handler(...args));
}
