import * as z from 'zod/mini';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { ACT_NAMES } from './acts.ts';

const text = z.string();
const facts = z.record(z.string(), z.unknown());
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

/** Act that the audit log records. */
export const auditAct = /* @__PURE__ */ z.enum(ACT_NAMES).register(z.globalRegistry, {
  description: 'Act that the audit log records, before it is carried out.',
});

/** An entry of the audit log. */
export const auditEntry = /* @__PURE__ */ z
  .object({
    id: text.check(
      z.describe('Id of the entry: its chain and its sequence number.'),
      notPersonal('id of an audit entry'),
    ),
    at: timestamp.check(z.describe('Time at which the act was recorded.')),
    actor: text.check(
      z.describe('Subject of the person, or client id of the machine.'),
      personal('pseudonym'),
    ),
    act: auditAct,
    target: text.check(
      z.describe('Target of the act: the thing that was read or changed, such as grants/group/support.'),
      personal('pseudonym'),
    ),
    reason: z
      .optional(text)
      .check(z.describe('Reason that the caller gave.'), notPersonal('written by staff, about an act')),
    before: z.optional(facts).check(z.describe('Facts before the act.'), personal('pseudonym')),
    after: z.optional(facts).check(z.describe('Facts of the act, or after it.'), personal('pseudonym')),
    correlationId: text.check(z.describe('Correlation id of the request.'), notPersonal('id of a request')),
    chain: text.check(
      z.describe('Chain of the entry: stage, day in UTC and shard.'),
      notPersonal('name of a chain'),
    ),
    seq: z.int().check(z.minimum(1), z.describe('Sequence number in the chain, from 1.')),
    prev: hash.check(z.describe('Hash of the entry before, in hexadecimal.')),
    hash: hash.check(
      z.describe(
        'SHA-256 of the bytes of `prev` and the canonical JSON (RFC 8785) of the entry without `id`, `prev` and `hash`, in hexadecimal.',
      ),
    ),
  })
  .register(z.globalRegistry, { description: 'An entry of the audit log.' });

export type AuditEntryReply = z.infer<typeof auditEntry>;
