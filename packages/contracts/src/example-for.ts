import type * as z from 'zod/mini';
import type { RouteContract } from './define-route.ts';

/** Example of a request, as it is sent, and of its successful response. */
export type RouteExample<Route extends RouteContract = RouteContract> = {
  readonly kind: 'example';
  readonly params?: z.input<Route['params']>;
  readonly query?: z.input<Route['query']>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.input<Route['body']>;
  readonly answer: z.input<Route['success']['body']>;
};

/**
 * Takes a route and its example; returns the example, which the compiler checks against the contract. Examples are exported
 * from `examples/` under the name of their route; no function imports them.
 */
export function exampleFor<Route extends RouteContract>(
  _route: Route,
  example: Omit<RouteExample<Route>, 'kind'>,
): RouteExample<Route> {
  return { kind: 'example', ...example };
}
