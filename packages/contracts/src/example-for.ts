import type * as z from 'zod/mini';
import type { RouteContract } from './define-route.ts';

/** A request that a route takes, as it is sent, and its answer when all is well. */
export type RouteExample<Route extends RouteContract = RouteContract> = {
  readonly kind: 'example';
  readonly params?: z.input<Route['params']>;
  readonly query?: z.input<Route['query']>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.input<Route['body']>;
  readonly answer: z.input<Route['success']['body']>;
};

/**
 * Takes a route and its example; returns the example, which the compiler has held against the contract. It stands in
 * `examples/`, where no function comes upon it, under the name of its route.
 */
export function exampleFor<Route extends RouteContract>(
  _route: Route,
  example: Omit<RouteExample<Route>, 'kind'>,
): RouteExample<Route> {
  return { kind: 'example', ...example };
}
