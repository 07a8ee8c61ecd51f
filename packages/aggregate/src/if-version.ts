import type { Command } from './aggregate.ts';

/** The aggregate is at none of the versions that the caller accepts. */
export type PreconditionFailed = { readonly code: 'PRECONDITION_FAILED'; readonly currentVersion: number };

/**
 * Makes a command conditional on the version of the aggregate, as HTTP's `If-Match` does.
 *
 * @param accepted versions that the caller accepts; `*` accepts any version of an existing aggregate; undefined accepts all
 * @param options.isRepeatable true if a command that has nothing to change succeeds at every version: it repeats what was done
 * @returns the command. A rejection of its own comes first: a precondition is evaluated only if the request would succeed
 *   without it
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.1
 */
export const ifVersion =
  <State, Event, Rejection extends { readonly code: string }>(
    accepted: '*' | readonly number[] | undefined,
    command: Command<State, Event, Rejection>,
    { isRepeatable = false }: { readonly isRepeatable?: boolean } = {},
  ): Command<State, Event, Rejection | PreconditionFailed> =>
  (state, context) => {
    const decision = command(state, context);
    if ('rejection' in decision || accepted === undefined) return decision;
    if (isRepeatable && decision.events.length === 0) return decision;
    const { version } = context;
    if (accepted === '*' ? version >= 0 : accepted.includes(version)) return decision;
    return { rejection: { code: 'PRECONDITION_FAILED', currentVersion: version } };
  };
