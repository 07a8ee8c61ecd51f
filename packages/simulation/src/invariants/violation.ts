/** A broken promise (`invariant`), and the facts that break it. */
export type Violation = { readonly invariant: string; readonly what: string };
