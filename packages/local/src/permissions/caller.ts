import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Names the function that makes a request. On AWS its credentials do; here all functions of a process share those. */
export const CALLER_HEADER = 'x-local-cloud-function';

/** Node tells of every request that is made, before its headers leave. */
const REQUEST_CREATED = 'http.client.request.created';

const caller = new AsyncLocalStorage<string>();

/** Runs a function's handler (or anything else) so that what it prints and, with `nameCallers`, the requests that it
 * makes are known to be the function's. */
export function runAsFunction<Result>(functionName: string, run: () => Result): Result {
  return caller.run(functionName, run);
}

/** The function that runs here; undefined outside of all. */
export function runningFunction(): string | undefined {
  return caller.getStore();
}

/** Has the requests of this process name the function that makes them, from now on. Returns what ends that. */
export function nameCallers(): () => void {
  const name = (message: unknown): void => {
    const functionName = caller.getStore();
    if (functionName === undefined) return;
    (message as { readonly request: ClientRequest }).request.setHeader(CALLER_HEADER, functionName);
  };
  subscribe(REQUEST_CREATED, name);
  return () => {
    unsubscribe(REQUEST_CREATED, name);
  };
}
