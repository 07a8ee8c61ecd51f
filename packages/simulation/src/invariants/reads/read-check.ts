import type { Answered } from '../../world/http-client.ts';
import type { World } from '../../world/world.ts';
import type { Journal } from '../journal.ts';
import type { CommitAt } from '../models/order-model.ts';
import type { ProductAt } from '../models/product-model.ts';

/** The states that were stored in the run. */
export type Facts = {
  readonly journal: Journal;
  /** Logs by the id of the order or payment. */
  readonly orders: ReadonlyMap<string, readonly CommitAt[]>;
  readonly payments: ReadonlyMap<string, readonly CommitAt[]>;
  /** States of every product by its id. */
  readonly products: ReadonlyMap<string, readonly ProductAt[]>;
  /** Names of the declared machines by their client ids. */
  readonly machineNames?: ReadonlyMap<string, string>;
  /** Log lines and executions; undefined if clocks were off, because then a query may have another time range. */
  readonly logs?: Pick<World, 'logLines' | 'executions'> | undefined;
};

/** Returns what is wrong with an answer; undefined if it is one that the caller may get. */
export type ReadCheck = (answered: Answered, facts: Facts) => string | undefined;

/** Returns the logs that a strongly consistent read may have found: each as it was at a time between request and answer. */
export function logsDuring(
  log: readonly CommitAt[],
  { sentMs, answeredMs }: Pick<Answered, 'sentMs' | 'answeredMs'>,
): readonly (readonly CommitAt[])[] {
  const least = log.filter(({ atMs }) => atMs <= sentMs).length;
  const most = log.filter(({ atMs }) => atMs <= answeredMs).length;
  return Array.from({ length: most - least + 1 }, (_none, more) => log.slice(0, least + more));
}

/** Returns the values of a query parameter: separated by commas, repeated, or both. */
export function listInQuery({ request }: Pick<Answered, 'request'>, name: string): readonly string[] {
  return queryOf(request.path)
    .getAll(name)
    .flatMap((values) => values.split(','))
    .filter((value) => value !== '');
}

/** Returns the query parameters of a path. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split('?')[1] ?? '');
}
