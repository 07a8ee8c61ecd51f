import { isDeepStrictEqual } from 'node:util';
import type { Command, StateAggregate, StoredSchema } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/** Fields of everything that this service stores for merchandisers: price lists, promotions, codes, tax rules. */
export type Terms = { readonly id: string; readonly createdAt: string; readonly updatedAt: string };

/** Stored fields of `Terms`. */
export const storedTerms = { id: z.string(), createdAt: z.string(), updatedAt: z.string() };

/**
 * The stored event of a change: the terms after it and, unless they were created, before it. One commit has one of them, so it
 * names everything that the commit changes beside the terms: claims, rows, counters.
 */
export type TermsChanged<Facts extends Terms> = {
  readonly type: 'TermsChanged';
  readonly at: string;
  readonly terms: Facts;
  readonly former?: Facts | undefined;
};

/** An aggregate of terms. Its state is undefined until it is created. */
export type TermsAggregate<Facts extends Terms> = StateAggregate<Facts | undefined, TermsChanged<Facts>>;

export type TermsCommand<Facts extends Terms, Rejection extends { readonly code: string } = never> = Command<
  Facts | undefined,
  TermsChanged<Facts>,
  Rejection
>;

/**
 * Declares an aggregate of terms.
 *
 * @param name the part of its keys before the `#`
 * @param facts stored shape of the terms
 */
export function termsAggregate<Facts extends Terms>(
  name: string,
  facts: z.ZodMiniType<Facts>,
): TermsAggregate<Facts> & { readonly name: string } {
  const event = z.object({
    type: z.literal('TermsChanged'),
    at: z.string(),
    terms: facts,
    former: z.optional(facts),
  });
  return {
    name,
    initial: undefined,
    // A creation cannot follow a creation, and a change only follows one.
    evolve: (terms, { terms: changed, former }) =>
      (terms === undefined) === (former === undefined) ? changed : terms,
    events: { schema: event as unknown as StoredSchema<TermsChanged<Facts>> },
    state: { schema: facts as unknown as StoredSchema<Facts | undefined> },
  };
}

/** Fields of terms that a command sets. The store sets the times. */
export type NewTerms<Facts extends Terms> = Omit<Facts, 'createdAt' | 'updatedAt'>;

/** Creates terms. Existing ones were created by the same request, from which their id is derived. */
export const create =
  <Facts extends Terms>(terms: NewTerms<Facts>): TermsCommand<Facts> =>
  (existing, { at }) =>
    existing === undefined
      ? { events: [changedTo({ ...terms, createdAt: at, updatedAt: at } as unknown as Facts)] }
      : { events: [] };

/**
 * Returns the decision to replace terms, or not to change anything if they are the same.
 *
 * @param terms the terms as they should be
 */
export function replaceBy<Facts extends Terms>(former: Facts, terms: NewTerms<Facts>, at: string) {
  const next = withoutUndefined({ ...terms, createdAt: former.createdAt, updatedAt: former.updatedAt });
  if (isDeepStrictEqual(next, withoutUndefined(former))) return { events: [] };
  return { events: [{ ...changedTo({ ...next, updatedAt: at } as unknown as Facts), former }] };
}

function changedTo<Facts extends Terms>(terms: Facts) {
  return { type: 'TermsChanged' as const, terms: withoutUndefined(terms) as Facts };
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/** Applies a change of RFC 7396: an absent field stays, null removes a field. */
export function merge<Facts extends object>(terms: Facts, change: Readonly<Record<string, unknown>>): Facts {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(terms));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = value;
  }
  return merged as Facts;
}
