/** Argument of the simulator's process: no other versions of services run. */
export const WITHOUT_VERSIONS = '--without-versions';

/** Bundles to make anew for a change: those of some or all services, or everything with the templates. */
export type Changed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'services'; readonly names: readonly string[] }
  | { readonly kind: 'code' }
  | { readonly kind: 'templates' };

/** Asks for runs of seeds with the code that is in the copy now, until one breaks a promise. */
export type Request = {
  readonly changed: Changed;
  readonly seeds: readonly number[];
  /** Ends also at the first seed whose run throws. */
  readonly endsAtThrow?: boolean;
};

/** The result of a change: the seed that broke a promise, or whose run threw, or none. */
export type SimulatorOutcome =
  | { readonly outcome: 'caught'; readonly seed: number; readonly promise: string }
  /** No service or template could be made of the change. */
  | { readonly outcome: 'unbuildable'; readonly reason: string }
  /** A seed did not end: code runs without an end. */
  | { readonly outcome: 'late'; readonly seed: number }
  /** The simulation could not continue, which proves nothing about the services; no other seed broke a promise. */
  | { readonly outcome: 'threw'; readonly seed: number; readonly reason: string }
  | { readonly outcome: 'survived' };

export type Response =
  | { readonly kind: 'ready' }
  | { readonly kind: 'seed'; readonly seed: number; readonly reached: readonly string[] }
  | {
      readonly kind: 'done';
      readonly outcome: SimulatorOutcome;
      /** Memory of the process. */
      readonly residentBytes: number;
    };
