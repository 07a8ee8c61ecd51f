import type { FunctionError } from '../invocation.ts';

/** The functions of a service, as a thread runs them. */
export type ThreadService = {
  readonly name: string;
  /** Folder of the bundles. Handlers are relative to it. */
  readonly bundleDir: string;
  /** Files of all modules of the bundle. */
  readonly modules: readonly string[];
  readonly region: string;
  readonly functions: readonly ThreadFunction[];
};

export type ThreadFunction = {
  readonly functionName: string;
  /** `FILE.export`. */
  readonly handler: string;
  readonly runtime: string;
  readonly memorySizeMb: number;
  readonly timeoutSeconds: number;
  /** All variables, except for those that Lambda sets for a function. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Data of a new thread. */
export type ThreadData = {
  /** Adds the name of the calling function to requests to AWS. */
  readonly nameCallers: boolean;
};

export type ToThread = { readonly id: number } & (
  | { readonly type: 'deploy'; readonly service: ThreadService }
  | { readonly type: 'invoke'; readonly functionName: string; readonly event: string }
);

/** Payloads and events are JSON. */
export type ThreadReply =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

export type FromThread =
  | { readonly type: 'reply'; readonly id: number; readonly reply: ThreadReply }
  /** Printed lines of a function. */
  | { readonly type: 'log'; readonly text: string; readonly functionName: string };
