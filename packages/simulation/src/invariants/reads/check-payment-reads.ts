import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { MAX_STALE_MS } from '../../dynamodb/table-faults.ts';
import { during } from '../during.ts';
import { differences } from '../models/differences.ts';
import { PAYMENT_FIELDS, toEntriesModel, toPaymentModel } from '../models/payment-model.ts';
import { logsDuring, type ReadCheck } from './read-check.ts';

export const checkPaymentRead: ReadCheck = (answered, { payments }) => {
  const { params, answer } = answered;
  const { paymentId = '' } = params;
  const found = logsDuring(payments.get(paymentId) ?? [], answered);
  if (answer.status === 404)
    return found.some(({ length }) => length === 0) ? undefined : 'the payment exists';
  if (answer.status !== 200) return undefined;
  const results = found.map((commits) =>
    commits.length === 0
      ? 'it did not exist'
      : differences(answer.body, toPaymentModel(paymentId, commits), PAYMENT_FIELDS),
  );
  return results.includes(undefined) ? undefined : results.at(-1);
};

/** The entries of a payment: those of its events, in their order, and at least those that were booked a while ago. */
export const checkEntries: ReadCheck = ({ params, answer, sentMs, answeredMs }, { journal, payments }) => {
  if (answer.status !== 200) return undefined;
  const { paymentId = '' } = params;
  const expected = toEntriesModel(paymentId, payments.get(paymentId) ?? []);
  const booked = (untilMs: number) =>
    [...journal.of('payments-ledger')].filter(
      ([key, [first]]) =>
        key.startsWith(`payment#${paymentId} entry#`) && (first?.atMs ?? Infinity) <= untilMs,
    ).length;
  const items = answer.body.items as readonly UncheckedJson[];
  const { length } = items;
  if (length < booked(sentMs - MAX_STALE_MS) || length > booked(answeredMs))
    return `it has ${length} entries, and ${booked(sentMs)} were booked before the request`;
  // An entry of a later event may be booked before that of an earlier one.
  const versions = items.map(({ version }) => version);
  if (versions.some((version, index) => index > 0 && version <= versions[index - 1]))
    return `its entries are of the versions ${versions}`;
  const wrong = items.map((item) => {
    const entry = expected.find(({ version }) => version === item.version);
    return differences(item, entry, ['paymentId', 'event', 'currency', 'postings', 'bookedAt']);
  });
  return wrong.find((each) => each !== undefined);
};

/** The sums of a ledger are those that were booked between the request and the answer, and they balance. */
export const checkLedgerRead: ReadCheck = ({ params, answer, sentMs, answeredMs }, { journal }) => {
  if (answer.status !== 200) return undefined;
  const shards = [...journal.of('payments-ledger')].filter(([key]) =>
    key.startsWith(`balance#${params['currency']}#`),
  );
  const sumAt = (column: string, atMs: number) =>
    shards.reduce((sum, [, states]) => sum + (during(states, atMs, atMs)[0]?.item?.[column] ?? 0), 0);
  const { accounts, totalDebitMinor, totalCreditMinor, balanced } = answer.body;
  const totals = { debit: 0, credit: 0 };
  for (const { account, debitMinor, creditMinor } of accounts as readonly UncheckedJson[]) {
    totals.debit += debitMinor;
    totals.credit += creditMinor;
    for (const [side, sum] of Object.entries({ debit: debitMinor, credit: creditMinor })) {
      const [least, most] = [sumAt(`${account}/${side}`, sentMs), sumAt(`${account}/${side}`, answeredMs)];
      if (sum < least || sum > most) return `${account}/${side} is ${sum}, not from ${least} to ${most}`;
    }
  }
  const isRight = totals.debit === totalDebitMinor && totals.credit === totalCreditMinor;
  return isRight && balanced && totalDebitMinor === totalCreditMinor
    ? undefined
    : `its totals are ${totalDebitMinor} and ${totalCreditMinor}`;
};
