// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const IN_CLEAR = 'no message, item or log line holds personal data in clear';
const READS = 'whoever may read an order reads what was sent';
const NO_STATE = 'an answer is a state that there was';

/** Bugs of seals and of the keys of subjects. */
export const personalDataMutants = [
  inSource('the contact of an order is stored beside its seal', IN_CLEAR, {
    in: 'services/orders createOrderSeals',
    find: 'contact: seal(given($subject.contact), $context, $contact)',
    replace: 'contact: seal(given($subject.contact), $context, $contact) + `.${$contact.email}`',
  }),
  inSource('the confirmation carries the address in clear', IN_CLEAR, {
    in: 'services/orders createOrderSeals',
    find: 'invoice: seal(given($subject.invoice), $context, $invoice)',
    replace: 'invoice: JSON.stringify($invoice)',
  }),
  inSource('a seal does not depend on its order', READS, {
    in: 'packages/personal-data toPurpose',
    find: '[$ownerId, $kind, String($schema)]',
    replace: '[$kind, String($schema)]',
  }),
  inSource(
    'the two keys of a subject are exchanged',
    READS,
    {
      in: 'services/orders createOrderSeals',
      find: 'seal(given($subject.contact), $context, $contact)',
      replace: 'seal(given($subject.invoice), $context, $contact)',
    },
    {
      in: 'services/orders openOne',
      given: ["$opened($invoice, 'invoice', $_text)"],
      find: "$opened($_contact, 'contact', $text)",
      replace: "$opened($invoice, 'contact', $text)",
    },
  ),
  inSource('of two day keys that are created at once, both are used', READS, {
    in: 'packages/personal-data createDayKeys',
    find: '$first === undefined ? $keep($day, $key) : $other',
    replace: '$keep($day, $key)',
  }),
  inSource('keys of subjects are read without strong consistency', NO_STATE, {
    in: 'packages/personal-data readSubjects',
    find: '{ isConsistent: true }',
    replace: '{}',
  }),
];
