import type { FunctionError } from '../invocation.ts';

/** Description of a service from which its thread starts the functions. */
export type ThreadService = {
  readonly name: string;
  readonly stage: string;
  /** Folder of the bundles. Handlers are relative to it. */
  readonly bundleDir: string;
  /** Files of all modules of the bundle. */
  readonly modules: readonly string[];
  readonly provider: Readonly<Record<string, unknown>>;
  readonly custom: Readonly<Record<string, unknown>>;
  /** Definitions by function key, as in serverless.yml, but with bundled handlers and the resolved environment. */
  readonly functions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Bundles to load before the first request, relative to `bundleDir`. */
  readonly preload: readonly string[];
  /** Adds the name of the calling function to requests to AWS. */
  readonly nameCallers: boolean;
};

export type ToThread =
  | { readonly type: 'start'; readonly generation: number; readonly service: ThreadService }
  | { readonly type: 'invoke'; readonly id: number; readonly functionName: string; readonly event: string }
  | { readonly type: 'retire'; readonly generation: number };

export type FromThread =
  /** `port` of the service's HTTP server; undefined if no function has an HTTP event. */
  | { readonly type: 'ready'; readonly generation: number; readonly port?: number }
  | { readonly type: 'failed'; readonly generation: number; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly payload: string }
  | { readonly type: 'error'; readonly id: number; readonly error: FunctionError }
  /** Printed lines, with the function that printed them; undefined if no function did. */
  | { readonly type: 'log'; readonly text: string; readonly functionName?: string };
