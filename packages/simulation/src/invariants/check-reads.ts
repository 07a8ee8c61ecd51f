import type { Answered } from '../world/http-client.ts';
import { commitsIn } from './models/order-model.ts';
import { productsIn } from './models/product-model.ts';
import {
  checkGroupAccess,
  checkGroups,
  checkMachineAccess,
  checkPersonAccess,
} from './reads/check-access-reads.ts';
import { checkCategory, checkCategoryTree } from './reads/check-category-reads.ts';
import { checkHistory, orderCheck } from './reads/check-order-reads.ts';
import { checkEntries, checkLedgerRead, checkPaymentRead } from './reads/check-payment-reads.ts';
import {
  adminProductCheck,
  checkVariant,
  checkVariantPage,
  checkVariants,
  productCheck,
  variantsForSale,
} from './reads/check-product-reads.ts';
import { checkOffers, createdMethodCheck, methodCheck } from './reads/check-shipping-reads.ts';
import {
  checkAvailabilityRead,
  checkReservation,
  checkStockList,
  checkStockRead,
} from './reads/check-stock-reads.ts';
import { checkTimeline } from './reads/check-timeline.ts';
import type { Facts, ReadCheck } from './reads/read-check.ts';
import type { Report } from './violation.ts';

/** Checks by route: each returns what is wrong with an answer, or undefined. */
const CHECKS: Readonly<Record<string, ReadCheck>> = {
  'GET /v1/orders/{orderId}': orderCheck('staff'),
  'POST /v1/orders/{orderId}/cancel': orderCheck('staff'),
  'PATCH /v1/orders/{orderId}/personal-data': orderCheck('staff'),
  'POST /v1/orders': orderCheck('staff'),
  'GET /v1/me/orders/{orderId}': orderCheck('customer'),
  'POST /v1/me/orders/{orderId}/cancel': orderCheck('customer'),
  'POST /v1/me/orders': orderCheck('customer'),
  'GET /v1/guest/orders/{orderId}': orderCheck('guest'),
  'POST /v1/guest/orders/{orderId}/cancel': orderCheck('guest'),
  'POST /v1/guest/orders': orderCheck('guest'),
  'GET /v1/orders/{orderId}/history': checkHistory,
  'GET /v1/orders/{orderId}/timeline': checkTimeline,
  'GET /v1/payments/{paymentId}': checkPaymentRead,
  'GET /v1/payments/{paymentId}/entries': checkEntries,
  'GET /v1/ledger/{currency}': checkLedgerRead,
  'GET /v1/products/{productId}': productCheck((product, { params }) => product.id === params['productId']),
  'GET /v1/products/by-sku/{sku}': productCheck((product, { params }) =>
    variantsForSale(product).some(({ sku }) => sku === params['sku']),
  ),
  'GET /v1/products/{productId}/variants/{sku}': checkVariant,
  'PUT /v1/products/{productId}/variants/{sku}': checkVariant,
  'POST /v1/products/{productId}/variants/{sku}/archive': checkVariant,
  'GET /v1/products/{productId}/variants': checkVariantPage,
  'GET /v1/admin/products/{productId}/variants': checkVariantPage,
  'GET /v1/products/by-slug/{slug}': productCheck((product, { params }) => product.slug === params['slug']),
  'GET /v1/admin/products/{productId}': adminProductCheck,
  'GET /v1/variants': checkVariants,
  'GET /v1/categories': checkCategoryTree,
  'DELETE /v1/categories/{category}': checkCategoryTree,
  'GET /v1/categories/{category}': checkCategory,
  'PUT /v1/categories/{category}': checkCategory,
  'GET /v1/stock/{sku}': checkStockRead,
  'GET /v1/stock': checkStockList,
  'GET /v1/availability': checkAvailabilityRead,
  'GET /v1/reservations/{reservationId}': checkReservation,
  'GET /v1/shipping-methods': checkOffers,
  'POST /v1/admin/shipping-methods': createdMethodCheck,
  'GET /v1/admin/shipping-methods/{methodId}': methodCheck,
  'PUT /v1/admin/shipping-methods/{methodId}': methodCheck,
  'POST /v1/admin/shipping-methods/{methodId}/archive': methodCheck,
  'GET /v1/access/groups': checkGroups,
  'GET /v1/access/groups/{group}': checkGroupAccess,
  'PUT /v1/access/groups/{group}': checkGroupAccess,
  'GET /v1/access/machines/{clientId}': checkMachineAccess,
  'PUT /v1/access/machines/{clientId}': checkMachineAccess,
  'DELETE /v1/access/machines/{clientId}': checkMachineAccess,
  'GET /v1/access/people/{personId}': checkPersonAccess,
  'PUT /v1/access/people/{personId}': checkPersonAccess,
  'DELETE /v1/access/people/{personId}': checkPersonAccess,
};

/**
 * Every answer about one resource is a state that it had between the request and the answer, so it is never older than an
 * answer before it. The state at a point in time is the one that was current then. A history has all events in
 * the order of the versions.
 */
export function checkReads(
  answers: readonly Answered[],
  known: Pick<Facts, 'journal' | 'logs' | 'machineNames'>,
  report: Report,
): void {
  const { journal } = known;
  const facts: Facts = {
    ...known,
    orders: commitsIn(journal, 'orders-events'),
    payments: commitsIn(journal, 'payments-events'),
    products: productsIn(journal),
  };
  for (const answered of answers) {
    const { route, request, answer } = answered;
    if (request.isWithoutAccess === true || answer.status >= 500) continue;
    const wrong = CHECKS[route]?.(answered, facts);
    if (wrong === undefined) continue;
    const what = `${request.claims?.['sub'] ?? 'anyone'}: ${request.method} ${request.path} got ${answer.status}`;
    report('an answer is a state that there was', `${what}, but ${wrong}`);
  }
}
