import { ifVersion } from '@tradepost/aggregate/if-version';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import type { Loaded } from '@tradepost/aggregate/store';
import type { AuditLog } from '@tradepost/audit/audit-log';
import type { Recorded } from '@tradepost/contracts/audit/acts';
import { correctOrder as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { HashEmail } from '@tradepost/personal-data/email-hash';
import type { CommitCorrection } from '../adapters/commit-correction.ts';
import { audit, commitCorrection, type Deps, deps, guestHashes, orderSeals } from '../deps.ts';
import { correct } from '../domain/correct.ts';
import type { PlacedOrder } from '../domain/order.ts';
import { correctPersonalData } from '../domain/personal-data.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  correctOrder(request, {
    ...deps(),
    audit: audit(),
    orderSeals: orderSeals(),
    hashEmail: guestHashes().ofEmail,
    commitCorrection: commitCorrection(),
  }),
);

export type CorrectDeps = Pick<Deps, 'orders' | 'now'> &
  ShowDeps & {
    readonly audit: AuditLog;
    readonly hashEmail: HashEmail;
    readonly commitCorrection: CommitCorrection;
  };

type Reply = HttpReply<typeof route>;

/**
 * Corrects personal data of an order for staff. The names of the corrected fields and the reason are recorded first, never their
 * content. If something else changes the order meanwhile, the patch is applied again to the order as it then is.
 */
export async function correctOrder(
  request: HttpRequest<typeof route>,
  dependencies: CorrectDeps,
): Promise<Reply> {
  const { orderId } = request.params;
  let recorded: Recorded<'OrderCorrected'> | undefined;
  const record = async (fields: readonly string[]) => {
    recorded ??= await dependencies.audit.record({
      ...{ act: 'OrderCorrected', actor: request.caller.id, target: `orders/${orderId}` },
      ...{ reason: request.body.reason, after: { corrected: fields }, correlationId: request.correlationId },
    });
    return recorded;
  };
  return retryOnConflict(async () => {
    const { version, state } = await dependencies.orders.load(orderId);
    if (state.status === 'none') return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
    return correctLoaded(request, { version, state }, record, dependencies);
  });
}

async function correctLoaded(
  { body, caller, correlationId, ifMatch }: HttpRequest<typeof route>,
  { version, state }: Loaded<PlacedOrder>,
  record: (fields: readonly string[]) => Promise<Recorded<'OrderCorrected'>>,
  { orders, orderSeals: seals, hashEmail, commitCorrection: commit, now }: CorrectDeps,
): Promise<Reply> {
  const { orderId, subjectId, country, customerId } = state;
  const erased = { rejection: { code: 'PERSONAL_DATA_ERASED', orderId } } as const;
  const [{ contact, invoice } = {}] = await seals.open([state]);
  if (contact === undefined || invoice === undefined) return erased;
  const { shippingAddress: { country: given = country, ...address } = {}, email, note } = body;
  if (given !== country) return { rejection: { code: 'COUNTRY_NOT_CORRECTABLE', country } };
  const { fields, ...parts } = correctPersonalData(
    { contact, invoice },
    { email, note, shippingAddress: address },
  );
  const sealed = await seals.sealCorrected(state, parts);
  if (sealed === undefined) return erased;
  // The keys of an order without a customer are its own, and found by the address.
  const isOfOrder = customerId === undefined || state.emailHash !== undefined;
  const emailHash = fields.includes('email') && isOfOrder ? await hashEmail(email ?? '') : undefined;
  const decision = ifVersion(ifMatch, correct({ sealed, emailHash }))(state, { version, at: now() });
  if ('rejection' in decision) return decision;
  if (decision.events.length === 0) {
    const shown = await showOrder(state, version, { orderSeals: seals });
    return { body: shown, version, recorded: { notAnAct: 'nothing is changed' } };
  }
  const recorded = await record(fields);
  const cause = by({ caller, correlationId });
  const prepared = orders.prepare({ version, state }, decision.events, cause);
  if (!(await commit(orderId, prepared, { subjectId, emailHash, claimedBy: customerId }))) return erased;
  const after = prepared.state as PlacedOrder;
  return { body: await showOrder(after, version + 1, { orderSeals: seals }), version: version + 1, recorded };
}
