import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { CommitAt } from './order-model.ts';

/** The fields of a payment. */
export const PAYMENT_FIELDS = [
  ...['id', 'orderId', 'status', 'amount', 'captured', 'refunded', 'provider', 'providerReference'],
  ...['declineCode', 'version', 'createdAt', 'updatedAt'],
];

const STATUSES: Readonly<Record<string, string>> = {
  AuthorizationRequested: 'authorizing',
  PaymentAuthorized: 'authorized',
  PaymentDeclined: 'declined',
  PaymentVoidedInAdvance: 'voided',
  VoidRequested: 'voiding',
  PaymentVoided: 'voided',
  CaptureRequested: 'capturing',
  PaymentCaptured: 'captured',
};

/**
 * The payment that staff sees after these commits: made of the stored events, without the services' code.
 *
 * @param commits all commits up to a version, oldest first; at least one
 */
export function toPaymentModel(id: string, commits: readonly CommitAt[]): UncheckedJson {
  const events = commits.flatMap((commit) => commit.events);
  const of = (type: string) => events.find((event) => event.type === type);
  const last = events.findLast(({ type }) => STATUSES[type] !== undefined);
  const requested = of('AuthorizationRequested');
  const { orderId } = requested ?? last;
  const frame = {
    ...{ id, orderId, status: STATUSES[last.type], version: commits.at(-1)?.version },
    ...{ createdAt: commits[0]?.at, updatedAt: commits.at(-1)?.at },
  };
  if (requested === undefined) return frame;
  const { amount, provider } = requested;
  const refunds = events.filter(({ type }) => type === 'PaymentRefunded');
  const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amount.amountMinor, 0);
  return {
    ...{ ...frame, amount, provider, providerReference: of('PaymentAuthorized')?.providerReference },
    captured: of('PaymentCaptured')?.amount ?? { ...amount, amountMinor: 0 },
    refunded: { ...amount, amountMinor: refundedMinor },
    declineCode: of('PaymentDeclined')?.declineCode,
  };
}

/** A movement from one account to another. */
type Move = readonly [debit: string, credit: string, amountMinor: number];

/** Returns the journal entries that the events of a payment must have, oldest first. */
export function toEntriesModel(id: string, commits: readonly CommitAt[]): readonly UncheckedJson[] {
  return commits.flatMap(({ version, at, events }) =>
    events.flatMap((event) => {
      const postings = movesOf(event).flatMap(([debit, credit, amountMinor]) =>
        amountMinor === 0
          ? []
          : [
              { account: debit, side: 'debit', amountMinor },
              { account: credit, side: 'credit', amountMinor },
            ],
      );
      if (postings.length === 0) return [];
      const name = event.type.replace('Payment', '');
      return [
        { paymentId: id, version, event: name, currency: event.amount.currency, postings, bookedAt: at },
      ];
    }),
  );
}

function movesOf({ type, amount, wasBooked, released }: UncheckedJson): readonly Move[] {
  switch (type) {
    case 'PaymentAuthorized':
      return [['authorizations-owed', 'authorizations-held', amount.amountMinor]];
    case 'PaymentVoided':
      return wasBooked ? [['authorizations-held', 'authorizations-owed', amount.amountMinor]] : [];
    case 'PaymentCaptured':
      return [
        ['authorizations-held', 'authorizations-owed', amount.amountMinor + released.amountMinor],
        ['provider-receivable', 'sales', amount.amountMinor],
      ];
    case 'PaymentRefunded':
      return [['refunds', 'provider-receivable', amount.amountMinor]];
    default:
      return [];
  }
}
