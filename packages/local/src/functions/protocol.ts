import type { FunctionError } from '../invocation.ts';

/** What a service's thread needs to bring its functions up. */
export type ThreadService = {
  readonly name: string;
  readonly stage: string;
  /** The folder with the bundles: handlers are relative to it. */
  readonly bundleDir: string;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly custom: Readonly<Record<string, unknown>>;
  /** As under `functions` in serverless.yml, with bundled handlers and the resolved environment; by function key. */
  readonly functions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Bundles that are loaded before the first request, relative to `bundleDir`. */
  readonly preload: readonly string[];
  /** Whether requests to AWS say which function makes them. */
  readonly nameCallers: boolean;
};

export type ToThread =
  | { readonly type: 'start'; readonly generation: number; readonly service: ThreadService }
  | { readonly type: 'invoke'; readonly id: number; readonly functionName: string; readonly event: string }
  | { readonly type: 'retire'; readonly generation: number };

export type FromThread =
  /** `port` is that of the service's HTTP server; undefined where no function has an HTTP event. */
  | { readonly type: 'ready'; readonly generation: number; readonly port?: number }
  | { readonly type: 'failed'; readonly generation: number; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly payload: string }
  | { readonly type: 'error'; readonly id: number; readonly error: FunctionError }
  /** Lines that were printed, with the function that printed them; undefined where it was none. */
  | { readonly type: 'log'; readonly text: string; readonly functionName?: string };
