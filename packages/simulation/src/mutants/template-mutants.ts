import { inTemplates } from './mutant.ts';

const LAMBDA_RETRIER =
  '{"ErrorEquals":["Lambda.TooManyRequestsException","Lambda.ServiceException","Lambda.AWSLambdaException","Lambda.SdkClientException","Lambda.ClientExecutionTimeoutException"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":8,"MaxDelaySeconds":40,"JitterStrategy":"FULL"}';
const OTHERS_OF_PAYMENT = '{"ErrorEquals":["States.ALL"],"Next":"PaymentUnknown","ResultPath":null}';
const OTHERS_OF_STOCK =
  '{"ErrorEquals":["States.ALL"],"Next":"StockUnavailable","ResultPath":null}],"Next":"IsStockReserved"';

/** Bugs in the workflow and in the rules. */
export const templateMutants = [
  inTemplates(
    'an order is confirmed whose stock was refused',
    '"Default":"StockRefused"',
    '"Default":"AuthorizePayment"',
  ),
  inTemplates(
    'an order is confirmed whose payment was refused',
    '"Default":"PaymentRefused"',
    '"Default":"CommitStock"',
  ),
  inTemplates('a free order is authorized', '"Default":"CommitStock"', '"Default":"AuthorizePayment"'),
  inTemplates(
    'stock is not committed',
    '"Next":"CommitStock"}],"Default"',
    '"Next":"ConfirmOrder"}],"Default"',
  ),
  inTemplates(
    'an unknown payment counts as an authorization',
    '"Next":"PaymentUnknown"',
    '"Next":"CommitStock"',
  ),
  inTemplates(
    'a fault of inventory counts as a reservation',
    OTHERS_OF_STOCK,
    OTHERS_OF_STOCK.replace('StockUnavailable', 'AuthorizePayment'),
  ),
  inTemplates(
    'a throttled reservation is repeated as rarely as a failed one',
    `"ResultPath":"$.reservation","Retry":[{"ErrorEquals":["ValidationError"],"MaxAttempts":0},${LAMBDA_RETRIER},`,
    '"ResultPath":"$.reservation","Retry":[{"ErrorEquals":["ValidationError"],"MaxAttempts":0},',
  ),
  inTemplates(
    'an order is rejected because its reservation is throttled',
    `"Next":"LambdaUnavailable","ResultPath":null},${OTHERS_OF_STOCK}`,
    `"Next":"StockUnavailable","ResultPath":null},${OTHERS_OF_STOCK}`,
  ),
  inTemplates(
    'an order is rejected because its authorization is throttled',
    `"Next":"LambdaUnavailable","ResultPath":null},${OTHERS_OF_PAYMENT}`,
    `"Next":"PaymentUnknown","ResultPath":null},${OTHERS_OF_PAYMENT}`,
  ),
  inTemplates(
    'the payment of a cancelled order is not voided',
    '/tradepost-dev-payments-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected","OrderCancelled"]}',
    '/tradepost-dev-payments-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected"]}',
  ),
  inTemplates(
    'the stock of a rejected order is not released',
    '/tradepost-dev-inventory-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected","OrderCancelled"]}',
    '/tradepost-dev-inventory-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderCancelled"]}',
  ),
];
