import { inTemplates } from './mutant.ts';

/** Bugs of the workflow and of the rules. */
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
  inTemplates(
    'an order that costs nothing is authorized',
    '"Default":"CommitStock"',
    '"Default":"AuthorizePayment"',
  ),
  inTemplates(
    'stock is not committed',
    '"Next":"CommitStock"}],"Default"',
    '"Next":"ConfirmOrder"}],"Default"',
  ),
  inTemplates(
    'an unknown payment goes on as one that was made',
    '"Next":"PaymentUnknown"',
    '"Next":"CommitStock"',
  ),
  inTemplates(
    'a fault of inventory goes on as a reservation',
    '"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.fault","Next":"StockUnavailable"}],"Next":"IsStockReserved"',
    '"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.fault","Next":"AuthorizePayment"}],"Next":"IsStockReserved"',
  ),
  inTemplates(
    'the money of a cancelled order is not let go',
    '/tradepost-dev-payments-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected","OrderCancelled"]}',
    '/tradepost-dev-payments-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected"]}',
  ),
  inTemplates(
    'the stock of a rejected order is not let go',
    '/tradepost-dev-inventory-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderRejected","OrderCancelled"]}',
    '/tradepost-dev-inventory-order-ended","eventBusName":"tradepost-dev","enabled":true,"eventPattern":{"source":["tradepost.orders"],"detail-type":["OrderCancelled"]}',
  ),
];
