import type { RouteContract } from '@tradepost/contracts/define-route';
import * as routes from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { callHttp } from '@tradepost/testing/call-http';
import type { HttpRequestInput } from '@tradepost/testing/http';
import type { SpecDeps } from '../pricing.spec-kit.ts';
import { createDiscountCode } from './create-discount-code.ts';
import { createPriceList } from './create-price-list.ts';
import { createPromotion } from './create-promotion.ts';
import { createTaxExemption } from './create-tax-exemption.ts';
import { createTaxJurisdiction } from './create-tax-jurisdiction.ts';
import { getDiscountCode } from './get-discount-code.ts';
import { getListPrices } from './get-list-prices.ts';
import { getPriceList } from './get-price-list.ts';
import { getPrices } from './get-prices.ts';
import { getPromotion } from './get-promotion.ts';
import { getTaxExemption } from './get-tax-exemption.ts';
import { getTaxJurisdiction } from './get-tax-jurisdiction.ts';
import { getTaxPolicy } from './get-tax-policy.ts';
import { listDiscountCodes } from './list-discount-codes.ts';
import { listListPrices } from './list-list-prices.ts';
import { listPriceLists } from './list-price-lists.ts';
import { listPromotions } from './list-promotions.ts';
import { listTaxExemptions } from './list-tax-exemptions.ts';
import { listTaxJurisdictions } from './list-tax-jurisdictions.ts';
import { listTaxPolicies } from './list-tax-policies.ts';
import { setListPrices } from './set-list-prices.ts';
import { setTaxExemption } from './set-tax-exemption.ts';
import { setTaxPolicy } from './set-tax-policy.ts';
import { setTaxRates } from './set-tax-rates.ts';
import { updateDiscountCode } from './update-discount-code.ts';
import { updatePriceList } from './update-price-list.ts';
import { updatePromotion } from './update-promotion.ts';

/** Fields of every kind of body: a resource, a page, a problem. */
export type Body = {
  readonly id: string;
  readonly code: string;
  readonly items: readonly (Body & { readonly sku: string; readonly code: string })[];
  readonly nextCursor?: string;
  readonly [field: string]: unknown;
};

const handlers = {
  createDiscountCode,
  createPriceList,
  createPromotion,
  createTaxExemption,
  createTaxJurisdiction,
  getDiscountCode,
  getListPrices,
  getPriceList,
  getPrices,
  getPromotion,
  getTaxExemption,
  getTaxJurisdiction,
  getTaxPolicy,
  listDiscountCodes,
  listListPrices,
  listPriceLists,
  listPromotions,
  listTaxExemptions,
  listTaxJurisdictions,
  listTaxPolicies,
  setListPrices,
  setTaxExemption,
  setTaxPolicy,
  setTaxRates,
  updateDiscountCode,
  updatePriceList,
  updatePromotion,
};

type Name = keyof typeof handlers;
type Handle = (request: HttpRequest<RouteContract>, deps: SpecDeps) => Promise<HttpReply<RouteContract>>;

/** Calls the routes of the service as a merchandiser, each with the permissions of its function. */
export function merchandiser(getDeps: () => SpecDeps, correlationId?: string) {
  const call = callHttp('pricing');
  return (name: Name, input: HttpRequestInput = {}) => {
    // biome-ignore lint/performance/noDynamicNamespaceImportAccess: a spec needs all of them.
    const route = routes[name] as RouteContract;
    const functionName = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const handle = handlers[name] as unknown as Handle;
    const handler = http(route, (request) =>
      handle(correlationId === undefined ? request : { ...request, correlationId }, getDeps()),
    );
    return call<Body>(functionName, handler, { method: route.method, ...input });
  };
}
