/** A promise that was broken, and by what. */
export type Violation = { readonly invariant: string; readonly what: string };
