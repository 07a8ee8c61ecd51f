import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Header with the function that makes a request. Credentials identify it on AWS; here functions of a process share them. */
export const CALLER_HEADER = 'x-local-cloud-function';

/** Channel to which Node publishes every HTTP request before it sends the headers. */
const REQUEST_CREATED = 'http.client.request.created';

const caller = new AsyncLocalStorage<string>();

/** Runs `run` so that its output and, with `nameCallers`, its requests are attributed to the function. */
export function runAsFunction<Result>(functionName: string, run: () => Result): Result {
  return caller.run(functionName, run);
}

/** Returns the function of the current asynchronous context; undefined outside `runAsFunction`. */
export function runningFunction(): string | undefined {
  return caller.getStore();
}

/** Adds `CALLER_HEADER` to the requests of this process. Returns a function that ends this. */
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
