import { seal } from '@tradepost/personal-data/seal';
import { toSharedKey } from '@tradepost/personal-data/shared-key';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { type DisputesConfig, disputePayment } from './disputes.ts';
import { type Command, sendCommand, toMessage } from './send-command.ts';

export type PayerConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: DisputesConfig['record'];
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these payers among the customers, so that they can be left out of a run. */
export const PAYER = -9;

const PAYERS_SHARE = 0.35;
const MAX_PAYMENTS = 3;
const ULID_LENGTH = 26;
const NONCE_LENGTH = 12;
const AMOUNT_MINOR = 5_000;
const MAX_ATTEMPTS = 4;
const RETRY_MS = 3_000;
const MAX_UNTIL_COMPLETED_MS = 60_000;
const NEAR_MS = 4_000;
/** A late void: the customer's time for 3-D Secure or a redirect is over. */
const LATE_VOID_MS = 2 * 3_600_000;
const MAX_PARTS = 3;
const DISPUTED_SHARE = 0.7;
const TOKENS = [
  ...['tok_3ds', 'tok_redirect', 'tok_bank_transfer'],
  ...['tok_approved', 'tok_approved', 'tok_approved', 'tok_capture_refused'],
];
const PAYMENT_TOKENS = '/tradepost/dev/platform/payment-tokens';
const FUNCTION = 'tradepost-dev-payments-commands';

/**
 * Plays another system with payments of its own: the customer completes pending ones, at about the time of a void, or not at all;
 * others are captured in parts, some of them twice at once, and then disputed, released, refunded or voided. All of them end.
 */
export async function payLater(config: PayerConfig): Promise<void> {
  const { world, draw: drawn } = config;
  const draw = drawn.under('payer');
  if (!draw.chance('any', PAYERS_SHARE) || config.withoutOrders?.has(PAYER)) return;
  await world.scheduler.sleep(60_000 * draw.unit('comes'));
  const places = Array.from({ length: draw.int('how many', 1, MAX_PAYMENTS) }, (_none, place) => place);
  await Promise.all(places.map((place) => pay(config, draw.under(`payment ${place}`), place)));
}

type Payment = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly run: (type: string, data: object, key: string) => Promise<UncheckedJson | undefined>;
};

async function pay(config: PayerConfig, draw: Draw, place: number): Promise<void> {
  const { world } = config;
  const ulid = Array.from({ length: ULID_LENGTH }, (_none, at) => draw.int(`id ${at}`, 0, 7)).join('');
  const paymentId = `pay_${ulid}`;
  const name = `payer ${place}`;
  const run: Payment['run'] = (type, data, key) =>
    invoke(world, draw, {
      id: `${name}/${type}/${key}`,
      type,
      subject: paymentId,
      data: { paymentId, ...data },
    });
  const payment = { paymentId, orderId: `ord_${ulid}`, run };
  const token = draw.pick('token', TOKENS);
  const authorization = {
    orderId: payment.orderId,
    amount: { amountMinor: AMOUNT_MINOR, currency: 'GBP' },
    ...(draw.chance('has parts', 0.5)
      ? { split: { goodsMinor: 4_001, shippingMinor: 599, taxMinor: 900, discountsMinor: 500 } }
      : {}),
    sealedToken: sealed(world, paymentId, token, place),
  };
  const copies = draw.int('copies', 1, 2);
  const replies = await Promise.all(
    Array.from({ length: copies }, (_none, copy) => run('AuthorizePayment', authorization, `copy ${copy}`)),
  );
  const isPending = replies.some((reply) => reply?.status === 'pending');
  await (isPending ? complete(config, draw, payment) : settle(config, draw, payment));
  if (draw.chance('voided late', 0.5)) await world.scheduler.sleep(LATE_VOID_MS * draw.unit('late void'));
  await run('VoidPayment', { orderId: payment.orderId }, 'end');
}

/** The customer completes the payment; sometimes it is voided, or requested again, at about the same time. */
async function complete(
  { world, http }: PayerConfig,
  draw: Draw,
  { paymentId, orderId, run }: Payment,
): Promise<void> {
  const { scheduler } = world;
  const outcome = draw.pick('outcome', ['approve', 'approve', 'decline', 'nothing']);
  const atMs = MAX_UNTIL_COMPLETED_MS * draw.unit('completed') ** 2;
  const path = `/v1/simulated-provider/payments/${paymentId}/complete`;
  const near = (key: string) => atMs + NEAR_MS * (2 * draw.unit(key) - 1);
  const finish = async () => {
    await scheduler.sleep(atMs);
    const body = { outcome, webhooks: draw.int('webhooks', 0, 2) };
    await http.send(
      { method: 'POST', path, headers: { 'content-type': 'application/json' }, body },
      `complete ${paymentId}`,
    );
  };
  const interfere = async () => {
    if (!draw.chance('interferes', 0.4)) return;
    await scheduler.sleep(Math.max(0, near('interference')));
    await run('VoidPayment', { orderId }, 'near');
  };
  await Promise.all([finish(), interfere()]);
}

/** Captures parts, some of them twice at the same time, and then releases the rest or not. What was captured may be disputed. */
async function settle(config: PayerConfig, draw: Draw, { paymentId, run }: Payment): Promise<void> {
  const parts = Array.from({ length: draw.int('parts', 0, MAX_PARTS) }, (_none, part) => part);
  let capturedMinor = 0;
  let atMostMinor = 0;
  const isTogether = draw.chance('together', 0.5);
  const capture = async (part: number) => {
    const captureId = `${paymentId.replace('pay_', 'cap_').slice(0, -1)}${part}`;
    const amountMinor = draw.int(`part ${part}`, 1, AMOUNT_MINOR / 2);
    atMostMinor += amountMinor;
    const data = { captureId, amount: { amountMinor, currency: 'GBP' } };
    const copies = draw.int(`copies of part ${part}`, 1, 2);
    const replies = await Promise.all(
      Array.from({ length: copies }, (_none, copy) => run('CapturePayment', data, `${part} copy ${copy}`)),
    );
    return replies.some((reply) => reply?.outcome === 'accepted') ? amountMinor : 0;
  };
  if (isTogether) for (const minor of await Promise.all(parts.map(capture))) capturedMinor += minor;
  else for (const part of parts) capturedMinor += await capture(part);
  const disputes =
    capturedMinor > 0 && draw.chance('is disputed', DISPUTED_SHARE)
      ? disputePayment(
          { paymentId, capturedMinor, atMostMinor, currency: 'GBP' },
          { ...config, draw: draw.under('disputes') },
        )
      : undefined;
  if (draw.chance('refunds', 0.4)) {
    const refundId = paymentId.replace('pay_', 'rfd_');
    const amount = { amountMinor: draw.int('refund', 1, AMOUNT_MINOR), currency: 'GBP' };
    await run('RefundPayment', { refundId, amount }, 'refund');
  }
  if (draw.chance('releases', 0.5)) await run('VoidRemainder', {}, 'release');
  await disputes;
}

/** Invokes the function, and repeats that while it fails; in the end, the inbox repeats it. */
async function invoke(world: World, draw: Draw, command: Command): Promise<UncheckedJson | undefined> {
  const message = toMessage(world, command);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const result = await world.functions.invoke(FUNCTION, message, `${command.id} try ${attempt}`);
    if (result.ok) return result.payload as UncheckedJson;
    await world.scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${command.id} ${attempt}`));
  }
  sendCommand(world, 'payments', command);
  return undefined;
}

/** Seals the token as orders does, with a nonce that is the same in each run of a seed. */
function sealed(world: World, paymentId: string, token: string, place: number): string {
  const { id, key } = toSharedKey(world.secrets.valueOf(PAYMENT_TOKENS), 'payment-token/v1');
  const context = { ownerId: paymentId, seal: 'payment-token', schema: 1 };
  return seal(key, context, token, { keyId: id, nonce: Buffer.alloc(NONCE_LENGTH, place + 1) });
}
