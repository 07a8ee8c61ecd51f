// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of sources.
import { inSource } from './mutant.ts';

const DECIDE = 'services/payments/src/domain/decide.ts';
const REQUESTS = 'services/payments/src/providers/provider-requests.ts';
const CARRY_OUT = 'services/payments/src/consumers/carry-out.ts';
const LEDGER = 'services/payments/src/views/ledger-table.ts';
const NOTICE = 'services/payments/src/domain/record-notice.ts';
const WEBHOOKS = 'services/payments/src/providers/simulated/webhooks.ts';

export const paymentsMutants = [
  inSource(
    'void ignores an authorization in progress',
    DECIDE,
    "    case 'authorizing':\n    case 'authorized':\n      return { events: [{ type: 'VoidRequested' }] };",
    "    case 'authorizing':\n      return { events: [] };\n    case 'authorized':\n      return { events: [{ type: 'VoidRequested' }] };",
  ),
  inSource(
    'void does nothing',
    DECIDE,
    "return { events: [{ type: 'VoidRequested' }] };",
    'return { events: [] };',
  ),
  inSource(
    'a void that comes first leaves no tombstone',
    DECIDE,
    "if (payment.status === 'none') return { events: [{ type: 'AuthorizationBarred', orderId }] };",
    "if (payment.status === 'none') return { events: [] };",
  ),
  inSource(
    'each attempt to authorize has a key of its own',
    REQUESTS,
    'authorizationKey: `${paymentId}/authorize` };',
    'authorizationKey: `${paymentId}/authorize/${Math.random()}` };',
  ),
  inSource(
    'each attempt to capture has a key of its own',
    REQUESTS,
    'idempotencyKey: `${paymentId}/capture`',
    'idempotencyKey: `${paymentId}/capture/${Math.random()}`',
  ),
  inSource(
    'a decline counts as an authorization',
    REQUESTS,
    "return { type: 'declined', declineCode: reply.declineCode };",
    "return { type: 'authorized', providerReference: 'none' };",
  ),
  inSource(
    'no answer counts as a decline',
    CARRY_OUT,
    'throw new PaymentOutcomeUnknown(`${request.idempotencyKey}: ${error.message}`, { cause: error });',
    "return { outcome: 'declined', declineCode: 'PAYMENT_DECLINED' };",
  ),
  inSource(
    'no answer counts as an authorization',
    CARRY_OUT,
    'throw new PaymentOutcomeUnknown(`${request.idempotencyKey}: ${error.message}`, { cause: error });',
    "return { outcome: 'authorized', providerReference: 'none' };",
  ),
  inSource(
    'an intent is not followed by its call',
    CARRY_OUT,
    'if (request === undefined) return { payment: decided.state };',
    'if (request === undefined || Math.random() < 0.2) return { payment: decided.state };',
  ),
  inSource(
    'an entry is booked each time it arrives',
    LEDGER,
    "...entry },\n      ConditionExpression: 'attribute_not_exists(pk)',",
    '...entry },',
  ),
  inSource(
    'a balance gets entries that were booked before',
    LEDGER,
    'toUpdate(tableName, balanceKey, missing)',
    'toUpdate(tableName, balanceKey, entries)',
  ),
  inSource(
    'a hold that was never booked is booked back',
    'services/payments/src/views/journal.ts',
    'const released = event.wasBooked ? amountMinor : 0;',
    'const released = amountMinor;',
  ),
  inSource(
    'the ledger skips failed records',
    'services/payments/src/streams/project-ledger.ts',
    'for (const { record } of entries) fail(record, thrown);',
    'void thrown;',
  ),
  inSource(
    'a refund is made each time that it is requested',
    DECIDE,
    'const earlier = refunds.find((each) => each.refundId === refundId);',
    'const earlier = refunds.find((each) => each.refundId === refundId && each.status !== "refunded");',
  ),
  inSource(
    'more is captured than was authorized',
    DECIDE,
    'if (amount.amountMinor > authorized.amountMinor) {',
    'if (amount.amountMinor > 2 * authorized.amountMinor + 2) {',
  ),
  {
    name: 'the provider is called before the intent is written',
    patches: [
      {
        file: CARRY_OUT,
        find: "import { noPayment, type PaymentState } from '../domain/payment.ts';",
        replace: "import { evolve, noPayment, type PaymentState } from '../domain/payment.ts';",
      },
      {
        file: CARRY_OUT,
        find: '    const decided = await executeFrom(',
        replace: `    const early = decide(command, payment.state);
          if ('events' in early && payment.state.status === 'none') {
            const intended = early.events.reduce(evolve, payment.state);
            const first = pendingRequest(paymentId, intended);
            if (first !== undefined) await call(first, intended, deps);
          }
          const decided = await executeFrom(`,
      },
    ],
  },
  inSource(
    'a webhook’s signature is not checked',
    WEBHOOKS,
    "if (text === undefined || !isSigned(text, webhook.headers, await signingSecret())) return 'notSigned';",
    "if (text === undefined) return 'notSigned';",
  ),
  inSource(
    'a webhook’s age is not checked',
    WEBHOOKS,
    'new Signer(signingSecret).verify(text, headers as Record<string, string>, { jsonParse: false });',
    `const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
    const signature = new Signer(signingSecret).sign(headers['webhook-id'] ?? '', at, text);
    if (signature !== headers['webhook-signature']) throw new Error('another signature');`,
  ),
  inSource(
    'a webhook of another amount or currency is applied',
    NOTICE,
    "if (!isOfAmount(notice, payment)) return { rejection: { code: 'WEBHOOK_AMOUNT_MISMATCH' } };",
    '',
  ),
  inSource(
    'a webhook of another currency is applied',
    NOTICE,
    'amount.currency === payment.amount.currency &&',
    '',
  ),
  inSource(
    'a webhook’s result is recorded in every state of the payment',
    NOTICE,
    'return { events: record(notice.result, payment) };',
    `return { events: record(notice.result, {
      captureAmount: (payment as never)['amount'],
      ...payment,
      status: {
        authorized: 'authorizing',
        declined: 'authorizing',
        captured: 'capturing',
        voided: 'voiding',
        refunded: 'captured',
        refundFailed: 'captured',
      }[notice.result.type],
    } as never) };`,
  ),
];
