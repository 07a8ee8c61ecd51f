/** Asks for the run of one spec with the sources that are in the copy now. */
export type SpecRequest = {
  /** Path from the copy's root. */
  readonly spec: string;
};

export type SpecResponse =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'done';
      /** The first failed test, or undefined if all passed. */
      readonly failed?: string;
      /** Regions and templates that the spec reached, if the copy is instrumented. */
      readonly reached: readonly string[];
      readonly ms: number;
      /** Memory of the process. */
      readonly residentBytes: number;
    };
