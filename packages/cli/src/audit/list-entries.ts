import type { ActName } from '@tradepost/contracts/audit/acts';
import type { Api } from '../api/connect.ts';

export type EntryFilter = {
  readonly act?: string | undefined;
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Prints a line for each entry of the audit log, newest first; returns the exit code. */
export async function listEntries(api: Api, { act, ...filter }: EntryFilter): Promise<number> {
  const given = Object.entries({ ...filter, act }).filter(([, value]) => value !== undefined);
  // The API rejects an act that it does not know, with the names of all.
  const query = Object.fromEntries(given) as Omit<EntryFilter, 'act'> & { readonly act?: ActName };
  for await (const entry of api.paginate('/v1/audit', { params: { query } })) {
    const { at, act: name, actor, target, reason = '-' } = entry;
    console.log([at, name, actor, target, reason].join('  '));
  }
  return 0;
}
