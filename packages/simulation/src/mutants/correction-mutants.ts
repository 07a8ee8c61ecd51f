// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const IN_CLEAR = 'no message, item or log line holds personal data in clear';
const READS = 'whoever may read an order reads what was sent';
const SHOWN = 'an accepted correction changes what it names, of the version that it names, and nothing else';
const FOUND = 'a corrected order is found by its address, and by no former one';
const PUBLISHED = 'a published event has what was stored';
const BEFORE = 'every act of an operator is in the audit log, before it';
const NO_STATE = 'an answer is a state that there was';

/** Bugs of corrections of orders. */
export const correctionMutants = [
  inSource('a correction keeps the old e-mail hash', FOUND, {
    in: 'services/orders corrected',
    find: '$order.emailHash === undefined || $emailHash === undefined ? {} : { emailHash: $emailHash }',
    replace: '{}',
  }),
  inSource('the keys of a corrected order are found by the old address', FOUND, {
    in: 'packages/personal-data createSubjectCorrections',
    find: 'if ($hash === undefined) return [{ ConditionCheck: $check }];',
    replace: 'return [{ ConditionCheck: $check }];',
  }),
  inSource("a correction is sealed with another order's AAD", READS, {
    in: 'services/orders createOrderSeals',
    find: "seal($subject.contact, contextOf($orderId, 'contact'), $contact)",
    replace: "seal($subject.contact, contextOf('ord_00000000000000000000000000', 'contact'), $contact)",
  }),
  inSource('a corrected address is stored in clear', IN_CLEAR, {
    in: 'services/orders createOrderSeals',
    find: "seal($subject.invoice, contextOf($orderId, 'invoice'), $invoice)",
    replace: 'JSON.stringify($invoice)',
  }),
  inSource("a seal is forgotten in the correction's event", PUBLISHED, {
    in: 'services/orders presentSeals',
    find: 'replaceSeals($seals, $event.sealed)',
    replace: '$seals',
  }),
  inSource('a correction drops what it does not name', SHOWN, {
    in: 'services/orders correctPersonalData',
    find: 'mergePatch($known.contact, $patch)',
    replace: 'mergePatch({ email: $known.contact.email }, $patch)',
  }),
  inSource('a correction ignores the version that the caller has read', SHOWN, {
    in: 'services/orders correctLoaded',
    find: 'ifVersion($match, $command)',
    replace: "ifVersion('*', $command)",
  }),
  inSource('a correction is not recorded', BEFORE, {
    in: 'services/orders correctLoaded',
    find: 'await record(fields)',
    replace: '{}',
  }),
  inSource('the projection of a corrected order keeps the former address of its guest', FOUND, {
    in: 'services/orders projectOrder',
    find: '$state.erasedAt !== undefined || $state.corrections !== undefined',
    replace: '$state.erasedAt !== undefined',
  }),
  inSource('the address of an earlier correction still leads to the order', FOUND, {
    in: 'services/orders removeFormerGuest',
    find: "'emailHash' in $event",
    replace: "$event.type === 'OrderPlaced' && 'emailHash' in $event",
  }),
  inSource('the history shows all seals as they are now', NO_STATE, {
    in: 'services/orders getOrderHistory',
    find: '$opened[$versions.findLastIndex($isOld)] ?? {}',
    replace: '$opened.at(-1) ?? {}',
  }),
];
