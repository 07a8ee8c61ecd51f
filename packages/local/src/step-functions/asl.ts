/** A state of an Amazon States Language document. Its fields depend on `Type`, and are checked before they are read. */
export type State = { readonly Type: string; readonly [field: string]: unknown };

/** A state machine, a branch of a Parallel state, or the processor of a Map state. */
export type Definition = {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly [field: string]: unknown;
};

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

export type LocatedState = {
  readonly name: string;
  readonly state: State;
  /** False for the states of a branch or of a Map's processor. */
  readonly topLevel: boolean;
};

/** Yields each state of a definition; states of branches and Map processors follow the state that contains them. */
export function* statesOf(definition: Definition, topLevel = true): Generator<LocatedState> {
  for (const [name, state] of Object.entries(definition.States)) {
    yield { name, state, topLevel };
    for (const inner of innerDefinitionsOf(state)) yield* statesOf(inner, false);
  }
}

/** Names of the fields that contain definitions. */
export const DEFINITION_FIELDS: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator']);

function innerDefinitionsOf(state: State): readonly Definition[] {
  if (Array.isArray(state['Branches'])) return state['Branches'] as readonly Definition[];
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  return processor === undefined ? [] : [processor as Definition];
}

/**
 * Returns whether a string in a field is a path or an intrinsic function to be evaluated. A `ResultPath` is a target for
 * writing, and is not evaluated.
 */
export function isExpressionField(field: string): boolean {
  return field.endsWith('.$') || field === 'Variable' || (field.endsWith('Path') && field !== 'ResultPath');
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
