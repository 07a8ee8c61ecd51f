// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const VOID = 'services/payments voidPayment';
const CALL = 'services/payments call';
const EXECUTE = 'services/payments executePaymentCommand';
const DISPUTE = 'services/payments recordDispute';
const NOTICE = 'services/payments recordNotice';
const LEDGER = 'services/payments bookTogether';

export const paymentsMutants = [
  inSource('void ignores an authorization in progress', 'no payment stays pending', {
    in: VOID,
    given: ["case 'voided': return $nothing;"],
    find: "case 'authorizing': case 'pending': case 'authorized': return $void;",
    replace: "case 'authorizing': return $nothing; case 'pending': case 'authorized': return $void;",
  }),
  inSource('void does nothing', 'an order that does not ship holds no money', {
    in: VOID,
    find: "[{ type: 'VoidRequested' }]",
    replace: '[]',
  }),
  inSource('a void that comes first leaves no tombstone', 'an order that does not ship holds no money', {
    in: VOID,
    find: "[{ type: 'PaymentVoidedInAdvance', $$$_ }]",
    replace: '[]',
  }),
  inSource('each attempt to authorize has a key of its own', 'no payment stays pending', {
    in: 'services/payments pendingRequest',
    find: 'authorizationKey: `${$id}/authorize`',
    replace: 'authorizationKey: `${$id}/authorize/${Math.random()}`',
  }),
  inSource('each attempt to capture has a key of its own', 'no payment stays pending', {
    in: 'services/payments pendingRequest',
    find: "$parts.join('/')",
    replace: "[...$parts, Math.random()].join('/')",
  }),
  inSource('a capture of a part has no key of its own', "our records match the provider's", {
    in: 'services/payments pendingRequest',
    find: '$id === undefined ? [] : [$id]',
    replace: '[]',
  }),
  inSource(
    'an authorization is recorded although a void was requested',
    'the ledger has the authorized amounts',
    {
      in: 'services/payments isOpen',
      find: "$payment.status === 'pending'",
      replace: "$payment.status === 'pending' || ($payment as { status: string }).status === 'voiding'",
    },
  ),
  inSource('a refund that is under way does not count', 'refunds are at most the captures', {
    in: 'services/payments refundedMoney',
    find: "$status !== 'failed'",
    replace: "$status === 'refunded'",
  }),
  inSource('a decline counts as an authorization', 'a confirmed order has its money', {
    in: 'services/payments toResult',
    find: "{ type: 'declined', declineCode: $_reply.declineCode }",
    replace: "{ type: 'authorized', providerReference: 'none' }",
  }),
  inSource('no answer counts as a decline', 'nothing is rejected without a reason', {
    in: CALL,
    find: 'throw new PaymentOutcomeUnknown($$$_);',
    replace: "return { outcome: 'declined', declineCode: 'PAYMENT_DECLINED' };",
  }),
  inSource('no answer counts as an authorization', 'a confirmed order has its money', {
    in: CALL,
    find: 'throw new PaymentOutcomeUnknown($$$_);',
    replace: "return { outcome: 'authorized', providerReference: 'none' };",
  }),
  inSource('an intent is not followed by its call', 'a confirmed order has its money', {
    in: EXECUTE,
    find: '$request === undefined',
    replace: '$request === undefined || Math.random() < 0.2',
  }),
  inSource('an entry is booked each time it arrives', 'the ledger balances', {
    in: 'services/payments toPut',
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('a balance gets entries that were booked before', 'the ledger balances', {
    in: LEDGER,
    given: ['let $missing = $entries;'],
    find: 'toUpdate($table, $key, $missing)',
    replace: 'toUpdate($table, $key, $entries)',
  }),
  inSource('a hold that was never booked is booked back', 'the ledger has the authorized amounts', {
    in: 'services/payments bookingOf',
    find: '$_event.wasBooked ? $amount : 0',
    replace: '$amount',
  }),
  inSource('the ledger skips failed records', 'the ledger has the authorized amounts', {
    in: 'services/payments projectLedger',
    find: 'for (const { record: $record } of $_) $fail($record, $thrown);',
    replace: 'void $thrown;',
  }),
  inSource('the reply to one capture is recorded for another', "our records match the provider's", {
    in: 'services/payments toResult',
    find: "return { type: 'captured', of: { captureId: $request.captureId } };",
    replace: "return { type: 'captured' };",
  }),
  inSource('a refund is made each time that it is requested', 'nothing is refunded twice', {
    in: 'services/payments refundCaptured',
    find: '$refunds.find(($each) => $each.refundId === $id)',
    replace: "$refunds.find(($each) => $each.refundId === $id && $each.status !== 'refunded')",
  }),
  inSource('more is captured than was authorized', 'no payment stays pending', {
    in: 'services/payments nextCapture',
    find: '$amount.amountMinor > $left',
    replace: '$amount.amountMinor > 2 * $left + 2',
  }),
  inSource(
    'the provider is called before the intent is written',
    'an order that does not ship holds no money',
    {
      in: EXECUTE,
      given: ['call($_, $_, $providers)'],
      find: 'const $decided = await $payments.executeFrom($id, $payment, $command, $cause); if ($_) return $decided; const $request = pendingRequest($id, $decided.state);',
      replace: `const early = $command($payment.state, { version: $payment.version, at: '2026-01-01T00:00:00.000Z' });
        if ('events' in early && $payment.state.status === 'none') {
          const intended = early.events.reduce(payment.evolve, $payment.state);
          const first = pendingRequest($id, intended);
          if (first !== undefined) await call(first, intended, $providers);
        }
        const $decided = await $payments.executeFrom($id, $payment, $command, $cause);
        if ('rejection' in $decided) return $decided;
        const $request = pendingRequest($id, $decided.state);`,
      imports: ['services/payments payment'],
    },
  ),
  inSource("a webhook's signature is not checked", 'a forged webhook is rejected', {
    in: 'services/payments createWebhookReader',
    find: '$text === undefined || !isSigned($$$_)',
    replace: '$text === undefined',
  }),
  inSource("a webhook's age is not checked", 'a forged webhook is rejected', {
    in: 'services/payments isSigned',
    find: 'new Signer($secret).verify($text, $headers, $_);',
    replace: `const at = new Date(Number(($headers)['webhook-timestamp']) * 1_000);
      const signature = new Signer($secret).sign(($headers)['webhook-id'] ?? '', at, $text);
      if (signature !== ($headers)['webhook-signature']) throw new Error('another signature');`,
  }),
  inSource('a webhook of another amount or currency is applied', 'a forged webhook has no effect', {
    in: 'services/payments mismatch',
    find: 'if (!isOfAmount($$$_)) return $_;',
    replace: '',
  }),
  inSource('a webhook of another currency is applied', 'a forged webhook has no effect', {
    in: 'services/payments isOfAmount',
    find: '$amount.currency === $payment.amount.currency && $others',
    replace: '$others',
  }),
  inSource("a webhook's result is recorded in every state of the payment", 'at most one authorization', {
    in: NOTICE,
    find: 'recordResult($notice.result, $amount)($payment, $context)',
    replace: `recordResult($notice.result, $amount)({
          capture: { amount: ($payment)['amount'], isFinal: true },
          captured: { ...($payment)['amount'], amountMinor: 0 },
          ...{ captures: [], refunds: [], disputes: [] },
          ...$payment,
          status: {
            authorized: 'authorizing',
            declined: 'authorizing',
            captured: 'capturing',
            voided: 'voiding',
            refunded: 'captured',
            refundFailed: 'captured',
          }[$notice.result.type],
        }, $context)`,
  }),
  inSource('of two entries of a batch the balance gets the last', 'the ledger balances', {
    in: 'services/payments toUpdate',
    find: '($_sums.get($_name) ?? 0) + $amountMinor',
    replace: '$amountMinor',
  }),
  inSource('a dispute is opened twice', 'a dispute is recorded once', {
    in: DISPUTE,
    find: '$known !== undefined',
    replace: "$known !== undefined && $known.status !== 'open'",
  }),
  inSource('a decision that comes before the dispute is forgotten', 'a dispute has its first decision', {
    in: DISPUTE,
    find: "$status === 'open' ? $events : [...$events, $_decided]",
    replace: '$events',
  }),
  inSource('a second decision counts', 'a dispute has its first decision', {
    in: DISPUTE,
    find: "$status === 'open' || $known.status !== 'open'",
    replace: "$status === 'open'",
  }),
  inSource('what is disputed is refunded, too', 'what is disputed is not refunded', {
    in: 'services/payments refundableMinor',
    find: '$refunded.amountMinor + $disputed.amountMinor',
    replace: '$refunded.amountMinor',
  }),
  inSource('a dispute may be of all that was authorized', 'a forged webhook has no effect', {
    in: 'services/payments takenMinor',
    find: '$payment.captured.amountMinor + $underWay',
    replace: '$payment.amount.amountMinor',
  }),
  inSource('a dispute has no fee', 'the ledger has the disputed amounts', {
    in: 'services/payments bookingOf',
    find: "move('fees', 'provider-receivable', $event.feeMinor)",
    replace: "move('fees', 'provider-receivable', 0)",
  }),
  inSource('a dispute that is lost stays open in the ledger', 'the ledger has the disputed amounts', {
    in: 'services/payments bookingOf',
    find: "givenBack($parts, 'disputes')",
    replace: "givenBack($parts, 'provider-receivable')",
  }),
];
