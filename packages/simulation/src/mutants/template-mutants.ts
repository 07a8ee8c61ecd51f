import type { Path } from './change-at.ts';
import { inTemplates } from './mutant.ts';

/** A place in the workflow of orders. */
const inState = (name: string, ...path: Path): Path => [
  'stateMachines',
  { name: 'tradepost-dev-orders-fulfil-order' },
  'definition',
  'States',
  name,
  ...path,
];

/** The retrier or catcher of the errors of Lambda itself, and that of all other errors. */
const OF_LAMBDA = { ErrorEquals: ['Lambda.TooManyRequestsException'] };
const OF_OTHERS = { ErrorEquals: ['States.ALL'] };

/** An event type that a rule matches. */
const inRule = (name: string, type: string): Path => ['rules', { name }, 'eventPattern', 'detail-type', type];

/** Bugs in the workflow and in the rules. */
export const templateMutants = [
  inTemplates('an order is confirmed whose stock was refused', 'nothing is rejected without a reason', {
    at: inState('IsStockReserved', 'Default'),
    from: 'StockRefused',
    to: 'AuthorizePayment',
  }),
  inTemplates('an order is confirmed whose payment was refused', 'a confirmed order has its money', {
    at: inState('IsPaymentAuthorized', 'Default'),
    from: 'PaymentRefused',
    to: 'CommitStock',
  }),
  inTemplates('a saga reads another field of a reply', 'a saga reads only values that exist', {
    at: inState('IsStockReserved', 'Choices', { StringEquals: 'accepted' }, 'Variable'),
    from: '$.reservation.outcome',
    to: '$.reservation.result',
  }),
  inTemplates('a free order is authorized', 'a free order calls no provider', {
    at: inState('IsPaymentDue', 'Default'),
    from: 'CommitStock',
    to: 'AuthorizePayment',
  }),
  inTemplates('stock is not committed', 'a confirmed order has its stock', {
    at: inState('IsPaymentAuthorized', 'Choices', { StringEquals: 'accepted' }, 'Next'),
    from: 'CommitStock',
    to: 'ConfirmOrder',
  }),
  inTemplates('an unknown payment counts as an authorization', 'a confirmed order has its money', {
    at: inState('AuthorizePayment', 'Catch', OF_OTHERS, 'Next'),
    from: 'PaymentUnknown',
    to: 'CommitStock',
  }),
  inTemplates('a fault of inventory counts as a reservation', 'nothing is rejected without a reason', {
    at: inState('ReserveStock', 'Catch', OF_OTHERS, 'Next'),
    from: 'StockUnavailable',
    to: 'AuthorizePayment',
  }),
  inTemplates(
    'a throttled reservation is repeated as rarely as a failed one',
    'a throttled call is repeated for long enough',
    {
      at: inState('ReserveStock', 'Retry', OF_LAMBDA),
    },
  ),
  inTemplates(
    'a throttled authorization is repeated as rarely as a failed one',
    'a throttled call is repeated for long enough',
    {
      at: inState('AuthorizePayment', 'Retry', OF_LAMBDA),
    },
  ),
  inTemplates(
    'an order is rejected because its reservation is throttled',
    'no order is rejected because Lambda is unavailable',
    {
      at: inState('ReserveStock', 'Catch', OF_LAMBDA, 'Next'),
      from: 'LambdaUnavailable',
      to: 'StockUnavailable',
    },
  ),
  inTemplates(
    'an order is rejected because its authorization is throttled',
    'no order is rejected because Lambda is unavailable',
    {
      at: inState('AuthorizePayment', 'Catch', OF_LAMBDA, 'Next'),
      from: 'LambdaUnavailable',
      to: 'PaymentUnknown',
    },
  ),
  inTemplates(
    'the payment of a cancelled order is not voided',
    'an order that does not ship holds no money',
    { at: inRule('tradepost-dev-payments-order-ended', 'OrderCancelled') },
  ),
  inTemplates('the stock of a rejected order is not released', 'an order that does not ship holds no stock', {
    at: inRule('tradepost-dev-inventory-order-ended', 'OrderRejected'),
  }),
];
