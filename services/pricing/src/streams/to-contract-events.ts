import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { toStoredCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  codeChanged,
  codesHeld,
  codesReleased,
  codesUsed,
  listPricesChanged,
  priceListChanged,
  promotionChanged,
  taxExemptionChanged,
  taxPolicyChanged,
  taxRatesChanged,
} from '@tradepost/contracts/pricing/events';
import { type CodeUseEvent, codeUse } from '../domain/code-use.ts';
import { discountCode } from '../domain/discount-code.ts';
import { priceList } from '../domain/price-list.ts';
import { promotion } from '../domain/promotion.ts';
import { type SkuPricesEvent, skuPrices } from '../domain/sku-prices.ts';
import { taxExemption } from '../domain/tax-exemption.ts';
import { taxJurisdiction } from '../domain/tax-jurisdiction.ts';
import { taxPolicy } from '../domain/tax-policy.ts';
import type { Terms, TermsAggregate } from '../domain/terms.ts';
import {
  toCode,
  toExemption,
  toJurisdiction,
  toListPrices,
  toPolicy,
  toPriceList,
  toPromotionTerms,
} from '../projections/to-contract.ts';

const source = 'tradepost.pricing';

/** Maps a change of the table to the events to publish; none if the record is of a claim, a counter or a row. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  return (
    ofTerms(record, priceList, (terms, version, attributes) =>
      toCloudEvent(priceListChanged, { priceList: toPriceList(terms, version) }, attributes),
    ) ??
    ofTerms(record, promotion, (terms, version, attributes) =>
      toCloudEvent(promotionChanged, { promotion: toPromotionTerms(terms, version) }, attributes),
    ) ??
    ofTerms(record, discountCode, (terms, version, attributes) =>
      toCloudEvent(codeChanged, { code: toCode(terms, version) }, attributes),
    ) ??
    ofTerms(record, taxJurisdiction, (terms, version, attributes) =>
      toCloudEvent(taxRatesChanged, { jurisdiction: toJurisdiction(terms, version) }, attributes),
    ) ??
    ofTerms(record, taxPolicy, (terms, version, attributes) =>
      toCloudEvent(taxPolicyChanged, { policy: toPolicy(terms, version) }, attributes),
    ) ??
    ofTerms(record, taxExemption, (terms, version, attributes) =>
      toCloudEvent(taxExemptionChanged, { exemption: toExemption(terms, version) }, attributes),
    ) ??
    toPriceEvents(toStoredCommit(record, skuPrices)) ??
    toUseEvents(toStoredCommit(record, codeUse)) ??
    []
  );
}

function ofTerms<Facts extends Terms>(
  record: StreamRecord,
  aggregate: TermsAggregate<Facts>,
  toEvent: (terms: Facts, version: number, attributes: MessageAttributes) => CloudEvent,
): readonly CloudEvent[] | undefined {
  const commit = toStoredCommit(record, aggregate);
  return commit?.events.map(({ terms }, index) =>
    toEvent(terms, commit.version, messageAttributes(commit, index, { source })),
  );
}

function toPriceEvents(commit: StoredCommit<SkuPricesEvent> | undefined): readonly CloudEvent[] | undefined {
  return commit?.events.map(({ priceListId, tiers, at }, index) => {
    const prices = { sku: commit.id, tiers, version: commit.version, updatedAt: at };
    const attributes = messageAttributes(commit, index, { source, name: `${priceListId}/${commit.id}` });
    return toCloudEvent(listPricesChanged, { prices: toListPrices(priceListId, prices) }, attributes);
  });
}

function toUseEvents(commit: StoredCommit<CodeUseEvent> | undefined): readonly CloudEvent[] | undefined {
  return commit?.events.flatMap((event, index) => {
    const contract = contractOf(event);
    if (contract === undefined || event.type === 'CodesBarred') return [];
    const codes = event.codes.map(({ id, code, promotionIds }) => ({ id, code, promotionIds }));
    // The order has the same id.
    const attributes = messageAttributes(commit, index, { source, name: `${commit.id}/codes` });
    const budgets = event.budgets?.map(({ promotionId, currency, minor }) => ({
      promotionId,
      currency,
      minor,
    }));
    const data = { orderId: commit.id, codes, ...(budgets === undefined ? {} : { budgets }) };
    return [toCloudEvent(contract, data, attributes)];
  });
}

/** A tombstone is not published: the order held nothing. */
function contractOf(event: CodeUseEvent) {
  switch (event.type) {
    case 'CodesHeld':
      return codesHeld;
    case 'CodesUsed':
      return codesUsed;
    case 'CodesReleased':
      return codesReleased;
    case 'CodesBarred':
      return undefined;
    default:
      return event satisfies never;
  }
}
