import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { personal } from '../fields/personal-data.ts';
import { atMost, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { auditAct, auditEntry } from './model.ts';

type Period = { readonly from?: string | undefined; readonly to?: string | undefined };

const name = z.string().check(z.minLength(1), atMost(200), unicode(), personal('pseudonym'));

export const listAuditEntries = /* @__PURE__ */ defineRoute({
  service: 'operations',
  method: 'GET',
  path: '/v1/audit',
  summary:
    'List the entries of the audit log, newest first. A page may have fewer entries than `limit`, or none, while `nextCursor` is present.',
  access: { kind: 'staff', scope: 'audit:read', machines: false },
  query: () =>
    z
      .strictObject({
        ...paging,
        act: z.optional(auditAct),
        actor: z.optional(name).check(z.describe('Subject of a person, or client id of a machine.')),
        target: z
          .optional(name)
          .check(
            z.describe(
              'Target of the act: the thing that was read or changed, such as grants/group/support.',
            ),
          ),
        from: z.optional(timestamp).check(z.describe('Start of the period, inclusive.')),
        to: z.optional(timestamp).check(z.describe('End of the period, exclusive.')),
      })
      .check(
        z.refine(({ from, to }: Period) => from === undefined || to === undefined || isBefore(from, to), {
          path: ['to'],
          error: 'must be later than from',
        }),
      ),
  success: { status: 200, body: () => pageOf(auditEntry) },
  problems: ['INVALID_CURSOR'],
});

/** Returns true if one of them is not a time: its own schema reports that. */
function isBefore(from: string, to: string): boolean {
  return !(Date.parse(from) >= Date.parse(to));
}
