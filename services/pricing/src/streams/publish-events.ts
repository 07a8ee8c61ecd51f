import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, termsTable } from '../deps.ts';
import { codeUse } from '../domain/code-use.ts';
import { discountCode } from '../domain/discount-code.ts';
import { priceList } from '../domain/price-list.ts';
import { promotion } from '../domain/promotion.ts';
import { skuPrices } from '../domain/sku-prices.ts';
import { taxExemption } from '../domain/tax-exemption.ts';
import { taxJurisdiction } from '../domain/tax-jurisdiction.ts';
import { taxPolicy } from '../domain/tax-policy.ts';
import { toContractEvents } from './to-contract-events.ts';

const AGGREGATES = [
  ...[priceList, skuPrices, promotion, discountCode, codeUse, taxJurisdiction, taxPolicy, taxExemption],
];

/** Publishes the events of price lists, promotions, codes and tax rules, and of the codes of orders. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: termsTable,
    keyPrefixes: AGGREGATES.map(({ name }) => name),
    toEvents: toContractEvents,
  }),
);
