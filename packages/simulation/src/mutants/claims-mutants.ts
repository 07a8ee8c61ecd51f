import { inSource } from './mutant.ts';

const THEIRS = 'nobody reads or changes an order that is not theirs';
const ONE = 'an order is claimed by one customer';
const LISTED = 'a claimed order is listed for its customer';
const EFFECT = 'accepted requests have their effect';

/** Bugs of claims: guests' orders that customers take with their verified e-mail address. */
export const claimsMutants = [
  inSource('a claim takes an order of another e-mail address', THEIRS, {
    in: 'services/orders claim',
    find: "$order.status === 'none' || $order.emailHash !== $emailHash",
    replace: "$order.status === 'none'",
  }),
  inSource('a claim counts an address that is not verified', THEIRS, {
    in: 'packages/lambda toVerifiedEmail',
    find: "$isVerified === 'true' && typeof $email === 'string'",
    replace: "typeof $email === 'string'",
  }),
  inSource(
    'a claim takes an order that somebody has claimed',
    ONE,
    {
      in: 'services/orders claim',
      find: "if ($order.customerId !== undefined) return { rejection: { code: 'ORDER_CLAIMED' } };",
      replace: '',
    },
    {
      in: 'services/orders evolve',
      find: "$order.status === 'none' || $order.customerId !== undefined",
      replace: "$order.status === 'none'",
    },
  ),
  inSource('a claimed order is not listed', LISTED, {
    in: 'services/orders save',
    find: '$order.customerId === undefined ? {} : { customer: $key }',
    replace: "$order.customerId === undefined || $order.placedBy?.kind === 'guest' ? {} : { customer: $key }",
  }),
  inSource('a claim is accepted although its commands were not sent', EFFECT, {
    in: 'services/customers claimMyOrders',
    find: 'if ($isClaimed) await $send($claim);',
    replace: 'if ($isClaimed) await $send($claim).catch(() => {});',
  }),
  inSource('a claim takes no order', EFFECT, {
    in: 'services/customers claimMyOrders',
    find: '$found.toSorted($order).slice(0, MAX_ORDERS)',
    replace: '$found.toSorted($order).slice(0, 0)',
  }),
];
