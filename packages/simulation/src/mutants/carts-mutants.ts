// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource, inTemplates } from './mutant.ts';

const CHARGED = 'what is charged is the quote that was shown';
const PLACED = 'every submitted cart has its order, and no other cart has one';
const STAYS = 'a submitted cart never changes';
const IN_TIME = 'a quote is submitted before it expires';
const VOID = 'a change makes the quote of a cart void';
const MERGED = 'merging carts loses no line and adds none twice';
const THEIRS = 'a cart is reached only by its owner';
const ABANDONED = 'a cart is abandoned after a day without a change';
const ERASED = 'the carts of an erased person hold nothing of them';

const MEMBERS = 'a price of a group is charged to its members, and to nobody else';
const AGAIN = 'a cart of a rejected order can be submitted again';
const OPENED = 'a cart opens again only if its order was rejected';

/** Bugs of carts, of the orders that are made of them, and of payments that customers complete. */
export const cartsMutants = [
  inSource('a quote can be submitted after it has expired', IN_TIME, {
    in: 'services/carts quoteOf',
    find: '$quote.id === $quoteId && !isExpired($quote, $at) ? $quote : undefined',
    replace: '$quote.id === $quoteId ? $quote : undefined',
  }),
  inSource('a submit takes the present quote, whatever quote it names', CHARGED, {
    in: 'services/carts quoteOf',
    find: '$quote.id === $quoteId && !isExpired($quote, $at) ? $quote : undefined',
    replace: '!isExpired($quote, $at) ? $quote : undefined',
  }),
  inSource(
    'a submit does not compare the quote with what the cart costs now',
    'a cart is submitted at the prices that are valid then',
    {
      in: 'services/carts prepare',
      find: '$checked.quote.fingerprint !== $quote.fingerprint',
      replace: 'false',
    },
  ),
  inSource('the cart of a rejected order stays submitted', AGAIN, {
    in: 'services/carts onOrderRejected',
    find: 'await $carts.execute($$$_);',
    replace: '',
  }),
  inSource('every order of a cart has the id of the first', AGAIN, {
    in: 'services/carts orderIdOf',
    find: 'rejectedOrders.length',
    replace: '0',
  }),
  inSource(
    'a late repeat of a submit does not find the rejected order',
    'nothing is rejected without a reason',
    {
      in: 'services/carts rejectedOrderOf',
      find: '($rejected) => $rejected.quoteId === $quoteId',
      replace: '($rejected) => $rejected.quoteId !== $quoteId && false',
    },
  ),
  inSource(
    'all orders of a guest are sealed with the keys of the first',
    'a privacy request finds each order of a guest',
    {
      in: 'services/carts requestSubmission',
      find: 'customerId === undefined && rejectedOrders !== undefined',
      replace: 'false',
    },
  ),
  inSource('a cart that opens again keeps the reservation of its order', OPENED, {
    in: 'services/carts withoutOrder',
    find: "{ ...$facts, status: 'open', rejectedOrders: [...$rejectedOrders, $rejected], updatedAt: $at }",
    replace: `{ ...$facts, status: 'open', rejectedOrders: [...$rejectedOrders, $rejected], updatedAt: $at,
      reservationId: $rejected.orderId.replace('ord_', 'res_') }`,
  }),
  inSource('a quote knows no groups', MEMBERS, {
    in: 'services/carts readFacts',
    find: '$customerId === undefined ? [] : await $readGroups($customerId)',
    replace: '[]',
  }),
  inSource('every customer with a profile is in the group', MEMBERS, {
    in: 'services/customers readGroups',
    find: "'groups' in $state ? $state.groups : []",
    replace: "'groups' in $state ? ['trade'] : []",
  }),
  inSource('an order holds all codes of its cart', CHARGED, {
    in: 'services/carts toOrder',
    given: ['const { $$$_, checkout, submission } = $cart;'],
    find: 'codesIn(checkout.quote)',
    replace: '$cart.codes',
  }),
  inSource('a submitted cart can be changed until orders has answered', STAYS, {
    in: 'services/carts isOpen',
    find: "$cart.status === 'checkingOut'",
    replace: "$cart.status === 'checkingOut' || $cart.status === 'submitting'",
  }),
  inSource('a change keeps the quote', VOID, {
    in: 'services/carts evolve',
    find: 'change(reopened($cart), $event)',
    replace: 'change($cart, $event)',
  }),
  inSource("a merge leaves the guest's cart as it is", MERGED, {
    in: 'services/carts mergeCarts',
    find: '{ id: body.cartId, commit: $_ }',
    replace: '',
  }),
  inSource('the larger number of units is the smaller one', MERGED, {
    in: 'services/carts unitsOf',
    find: 'Math.max($own, $other)',
    replace: 'Math.min($own, $other)',
  }),
  inSource('a merge adds the lines of a SKU that both carts have once more', MERGED, {
    in: 'services/carts mergeLines',
    find: '!$known.has($sku)',
    replace: 'true',
  }),
  inSource('the token of a cart is not checked', THEIRS, {
    in: 'services/carts reachGuestCart',
    find: 'if (!(await $_)) return undefined;',
    replace: '',
  }),
  inSource('any customer reaches the cart of any other', THEIRS, {
    in: 'services/carts reachMyCart',
    find: "'customerId' in $state && $state.customerId === $customerId",
    replace: "'customerId' in $state && $state.customerId !== undefined",
  }),
  inSource(
    'an abandoned cart counts as changed',
    'a cart is deleted 90 days after its last change, never before',
    {
      in: 'services/carts evolve',
      find: "{ ...$cart, status: 'abandoned', abandonedAt: $at }",
      replace: "{ ...$cart, status: 'abandoned', abandonedAt: $at, updatedAt: $at }",
    },
  ),
  inSource('a cart is deleted at a time in milliseconds', 'an item is kept as long as documented', {
    in: 'services/carts toIndexes',
    find: 'Math.ceil((Date.parse($updatedAt) + KEPT_MS) / 1_000)',
    replace: 'Math.ceil(Date.parse($updatedAt) + KEPT_MS)',
  }),
  inSource('a cart is abandoned a day too late', ABANDONED, {
    in: 'services/carts dueAtOf',
    find: 'later($state.updatedAt, ABANDONED_AFTER_MS)',
    replace: 'later($state.updatedAt, 2 * ABANDONED_AFTER_MS)',
  }),
  inSource('a cart keeps its lines when its person is erased', ERASED, {
    in: 'services/carts evolve',
    find: "{ status: 'erased', cartId: $cart.cartId, updatedAt: $at }",
    replace: "{ ...$cart, status: 'erased', updatedAt: $at }",
  }),
  inSource('only carts that can be changed are erased', ERASED, {
    in: 'services/carts erase',
    given: ["'person' in $cart && $cart.person?.subjectId === $_subjectId"],
    find: "$isTheirs ? [{ type: 'CartErased' }] : []",
    replace: "$isTheirs && !('checkout' in $cart) ? [{ type: 'CartErased' }] : []",
  }),
  inSource('the order of a submitted cart is not placed again', PLACED, {
    in: 'services/carts sweepCart',
    find: 'await finishSubmission($$$_);',
    replace: '',
  }),
  inSource('an order of unknown outcome counts as rejected', PLACED, {
    in: 'services/carts finish',
    given: ['await $carts.executeFrom($cartId, { $$$loaded }, rejectSubmission($orderId, $_), $cause);'],
    find: "return { rejection: { code: 'ORDER_OUTCOME_UNKNOWN' } };",
    replace: `await $carts.executeFrom($cartId, { $$$loaded }, rejectSubmission($orderId, 'QUOTE_EXPIRED'), $cause);
      return { rejection: { code: 'ORDER_OUTCOME_UNKNOWN' } };`,
  }),
  inSource('an order of a cart forgets its codes', CHARGED, {
    in: 'services/orders orderCommands',
    find: '$codes.length === 0 ? {} : $_',
    replace: '{}',
  }),
  inSource('a payment that was declined later confirms its order', 'a confirmed order has its money', {
    in: 'services/orders settlePayment',
    find: "'authorized' in $outcome",
    replace: "'authorized' in $outcome || 'declined' in $outcome",
  }),
  inSource(
    'an order whose payment was not completed waits for ever',
    'an order that waits for its payment ends',
    {
      in: 'services/orders sweepOrders',
      find: 'Date.parse($until) > Date.parse($now())',
      replace: 'Date.parse($until) > 0',
    },
  ),
  inSource(
    'a payment is voided as soon as it is asked for again',
    'a customer has the whole time for a payment',
    {
      in: 'services/payments isOver',
      find: 'Date.parse($at) > Date.parse($until)',
      replace: 'true',
    },
  ),
  inSource(
    'a payment that was not completed in time is rejected as voided',
    'nothing is rejected without a reason',
    {
      in: 'services/payments authorize',
      find: "$payment.notCompleted ? 'PAYMENT_NOT_COMPLETED' : 'PAYMENT_VOIDED'",
      replace: "'PAYMENT_VOIDED'",
    },
  ),
  inTemplates('an order is confirmed while its payment is pending', 'a confirmed order has its money', {
    at: [
      'stateMachines',
      { name: 'tradepost-dev-orders-fulfil-order' },
      'definition',
      'States',
      'IsStockCommitted',
      'Choices',
      { StringEquals: 'accepted' },
      'Next',
    ],
    from: 'IsPaymentPending',
    to: 'ConfirmOrder',
  }),
];
