import type { JsonValue } from './definition.ts';

/** Values to which the expressions of a state refer. */
export type Scope = {
  /** The input of the state, which `$` is. */
  readonly input: JsonValue;
  /** The context object, which `$$` is. */
  readonly context: { readonly [name: string]: JsonValue };
  readonly random: (purpose: string) => number;
};

/** A compiled path or intrinsic function. */
export type Expression = (scope: Scope) => JsonValue;
