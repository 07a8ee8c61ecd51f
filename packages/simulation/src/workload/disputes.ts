import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { HttpAnswer, HttpClient } from '../world/http-client.ts';
import { type AnsweredWebhook, chargeIdIn, toRequest, WEBHOOKS_SECRET } from '../world/provider-webhooks.ts';
import type { Notice } from '../world/webhook-notice.ts';
import type { World } from '../world/world.ts';

type Decision = 'won' | 'lost';

/** A dispute of a payment at the provider, whose webhook was accepted. */
export type ReportedDispute = {
  readonly paymentId: string;
  readonly disputeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly feeMinor: number;
  /** The decision of the customer's bank whose webhook was accepted first; absent while the dispute is open. */
  decision?: Decision;
};

export type DisputesConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly disputes: ReportedDispute[]; readonly webhooks: AnsweredWebhook[] };
};

/** A payment of which a part is captured, as we have recorded it. */
export type DisputedPayment = {
  readonly paymentId: string;
  readonly capturedMinor: number;
  /** More cannot have been captured: the outcome of some parts is unknown. */
  readonly atMostMinor: number;
  readonly currency: string;
};

const MINUTE_MS = 60_000;
const FEE_MINOR = 1_500;
const MAX_DISPUTES = 2;
const WITHIN_MS = 10 * MINUTE_MS;
const MAX_BETWEEN_MS = 5 * MINUTE_MS;
/** Pauses before the attempts: providers repeat a webhook for days. */
const PAUSES_MS = [0, 5_000, ...[5, 30, 120, 600, 1_800].map((minutes) => minutes * MINUTE_MS)];
const FORGERIES = ['signed by another', 'another charge', 'another currency', 'another amount'] as const;

/**
 * The customer's bank disputes what was captured, once or twice, and decides. The webhooks of opening and of decision arrive in any order,
 * some of them twice; a second decision may contradict the first. Meanwhile disputes are forged.
 */
export async function disputePayment(payment: DisputedPayment, config: DisputesConfig): Promise<void> {
  const { draw } = config;
  const places = Array.from({ length: draw.int('disputes', 1, MAX_DISPUTES) }, (_none, place) => place);
  await Promise.all(
    places.map((place) => playDispute(payment, place, { ...config, draw: draw.under(`dispute ${place}`) })),
  );
}

async function playDispute(
  { paymentId, capturedMinor, atMostMinor, currency }: DisputedPayment,
  place: number,
  config: DisputesConfig,
): Promise<void> {
  const { world, draw, record } = config;
  const disputeId = `dp_${place}`;
  // All disputes of a payment are of what was captured at most.
  const amountMinor = draw.int('amount', 1, Math.max(1, Math.floor(capturedMinor / MAX_DISPUTES)));
  const facts = { amountMinor, currency, feeMinor: draw.pick('fee', [0, FEE_MINOR]) };
  const toNotice = (type: string): Notice => ({
    type: `charge.dispute_${type}`,
    data: {
      ...facts,
      idempotencyKey: `${paymentId}/dispute/${disputeId}`,
      id: chargeIdOf(world, paymentId),
      reason: 'fraudulent',
    },
  });
  const known: ReportedDispute = { paymentId, disputeId, ...facts };
  const accept = (decision?: Decision) => {
    if (!record.disputes.includes(known)) record.disputes.push(known);
    if (decision !== undefined) known.decision ??= decision;
  };
  await world.scheduler.sleep(WITHIN_MS * draw.unit('opens') ** 2);
  const decision = draw.pick('decision', ['won', 'lost', 'none'] as const);
  const open = async (copy: number) => {
    await world.scheduler.sleep(MAX_BETWEEN_MS * draw.unit(`open ${copy}`) ** 3);
    if (await deliver(toNotice('opened'), `open ${copy}`, config)) accept();
  };
  const decide = async () => {
    if (decision === 'none') return;
    await world.scheduler.sleep(MAX_BETWEEN_MS * draw.unit('decided') ** 2);
    if (!(await deliver(toNotice(decision), 'decided', config))) return;
    accept(decision);
    if (!draw.chance('contradicted', 0.2)) return;
    const other = decision === 'won' ? 'lost' : 'won';
    if (await deliver(toNotice(other), 'contradicted', config)) accept(other);
  };
  const forge = async () => {
    if (!draw.chance('is forged', 0.4)) return;
    const notice = toNotice('opened');
    const data = { ...notice.data, idempotencyKey: `${paymentId}/dispute/dp_forged` };
    await forgeDispute({ ...notice, data }, { atMostMinor, config });
  };
  await Promise.all([open(0), ...(draw.chance('twice', 0.3) ? [open(1)] : []), decide(), forge()]);
}

async function forgeDispute(
  { type, data }: Notice,
  { atMostMinor, config }: { readonly atMostMinor: number; readonly config: DisputesConfig },
): Promise<void> {
  const { world, draw, record } = config;
  const forgery = draw.pick('forgery', FORGERIES);
  const changed = {
    'signed by another': {},
    'another charge': { id: 'ch_of_another' },
    'another currency': { currency: data['currency'] === 'GBP' ? 'EUR' : 'GBP' },
    'another amount': { amountMinor: atMostMinor + 1 },
  }[forgery];
  const secret = world.secrets.valueOf(WEBHOOKS_SECRET);
  const key = forgery === 'signed by another' ? [...secret].reverse().join('') : secret;
  const about = `forged ${data.idempotencyKey} ${forgery}`;
  const request = toRequest({ type, data: { ...data, ...changed } }, key, world.scheduler.nowMs());
  const answer = await config.http.send(request, about);
  if (answer !== undefined) record.webhooks.push(toAnswered(answer, about, world, { forgery }));
}

/** Sends a webhook until it is accepted, and returns true if it was. */
async function deliver(
  notice: Notice,
  name: string,
  { world, http, draw, record }: DisputesConfig,
): Promise<boolean> {
  const { idempotencyKey } = notice.data;
  const about = `${notice.type} ${idempotencyKey} ${name}`;
  for (const [attempt, pauseMs] of PAUSES_MS.entries()) {
    await world.scheduler.sleep(pauseMs * (0.5 + draw.unit(`pause ${name} ${attempt}`)));
    const request = toRequest(notice, world.secrets.valueOf(WEBHOOKS_SECRET), world.scheduler.nowMs());
    const answer = await http.send(request, `${about} attempt ${attempt}`);
    if (answer === undefined) continue;
    record.webhooks.push(toAnswered(answer, about, world, { forgery: undefined, idempotencyKey }));
    if (answer.status < 300) return true;
  }
  return false;
}

function toAnswered(
  { status, correlationId }: HttpAnswer,
  about: string,
  { scheduler }: World,
  more: Pick<AnsweredWebhook, 'forgery' | 'idempotencyKey'>,
): AnsweredWebhook {
  return { about, status, correlationId, answeredMs: scheduler.nowMs(), ...more };
}

/** The provider's id of a charge. */
function chargeIdOf({ dynamodb }: World, paymentId: string): string | undefined {
  const items = dynamodb.table('tradepost-dev-payments-simulated-provider').all();
  const charge: UncheckedJson = items
    .map(toPlain)
    .find(({ pk }) => String(pk).startsWith(`charge#${paymentId}/`));
  return chargeIdIn(charge?.answers ?? {});
}
