import { loadRegistry } from '@tradepost/contracts/registry';
import { KEYED } from '../reuse-keys.ts';
import { LISTS } from './lists.ts';

const TERMS = 'services/pricing/src/http/terms.int.spec.ts';
const CARTS = 'services/carts/src/carts.int.spec.ts';
const SETTLING = 'services/payments/src/http/settling.int.spec.ts';
const VARIANTS = 'services/catalog/src/http/variants.int.spec.ts';

/** Lists that no run reads, each with the reason. */
const NOT_READ: Readonly<Record<string, string>> = {
  '/v1/admin/api-keys': 'API Gateway issues the keys, and is not simulated',
  '/v1/admin/api-keys/{apiKeyId}/changes': 'API Gateway issues the keys, and is not simulated',
  '/v1/admin/products/{productId}/variants': `runs put no single variants; ${VARIANTS} reads it`,
  '/v1/customers': 'runs have no profiles; services/customers/src/http/staff.int.spec.ts reads it',
  '/v1/discount-codes': `runs keep no terms; ${TERMS} reads it`,
  '/v1/me/consents': 'runs have no profiles; services/customers/src/http/consents.int.spec.ts reads it',
  '/v1/me/privacy-requests': 'runs know their requests; services/customers/src/privacy.int.spec.ts reads it',
  '/v1/price-lists': `runs keep no terms; ${TERMS} reads it`,
  '/v1/price-lists/{priceListId}/prices': `runs keep no terms; ${TERMS} reads it`,
  '/v1/privacy-requests': 'runs know their requests; services/customers/src/privacy.int.spec.ts reads it',
  '/v1/products/{productId}/variants': `runs put no single variants; ${VARIANTS} reads it`,
  '/v1/promotions': `runs keep no terms; ${TERMS} reads it`,
  '/v1/tax-exemptions': `runs keep no terms; ${TERMS} reads it`,
  '/v1/tax-jurisdictions': `runs keep no terms; ${TERMS} reads it`,
  '/v1/tax-policies': `runs keep no terms; ${TERMS} reads it`,
};

/** Routes with `Idempotency-Key` that no run calls, each with the reason. */
const NOT_CALLED: Readonly<Record<string, string>> = {
  '/v1/me/addresses':
    'runs have no profiles; services/customers/src/http/own-profile.int.spec.ts repeats its key',
  '/v1/customers': 'runs have no profiles; services/customers/src/http/staff.int.spec.ts repeats its key',
  '/v1/discount-codes': `runs keep no terms; ${TERMS} repeats its key`,
  '/v1/guest/carts/{cartId}/submit': `a cart has one order, whatever its key: carts/ submits again; ${CARTS} repeats its key`,
  '/v1/me/carts': `a repeat gets the cart as it is: carts/ creates again; ${CARTS} repeats its key`,
  '/v1/me/carts/{cartId}/submit': `a cart has one order, whatever its key: carts/ submits again; ${CARTS} repeats the key of a guest`,
  '/v1/payments/{paymentId}/captures': `runs have no people of finance; ${SETTLING} repeats its key`,
  '/v1/payments/{paymentId}/refunds': `runs have no people of finance; ${SETTLING} repeats its key`,
  '/v1/price-lists': `runs keep no terms; ${TERMS} repeats its key`,
  '/v1/promotions': `runs keep no terms; ${TERMS} repeats its key`,
  '/v1/tax-exemptions': `runs keep no terms; ${TERMS} repeats its key`,
  '/v1/tax-jurisdictions': `runs keep no terms; ${TERMS} repeats its key`,
};

describe('the lists that runs read', () => {
  it('are all lists with pages of the contracts', async () => {
    const { routes } = await loadRegistry();
    const paged = routes.filter(({ contract }) => {
      const parsed = contract.query.safeParse({ cursor: '!' });
      return parsed.error?.issues.some(
        ({ path, code }) => path[0] === 'cursor' && code !== 'unrecognized_keys',
      );
    });
    const read = LISTS.flatMap((list) => list.readers.map((by) => list.path(by)));
    expect(new Set(paged.map(({ contract }) => contract.path))).toEqual(
      new Set([...read, ...Object.keys(NOT_READ)]),
    );
  });
});

describe('the routes whose keys runs use again', () => {
  it('are all routes of the contracts that take Idempotency-Key', async () => {
    const { routes } = await loadRegistry();
    const keyed = routes.filter(({ contract }) => contract.idempotencyKey);
    expect(new Set(keyed.map(({ contract }) => contract.path))).toEqual(
      new Set([...KEYED.map(({ contract }) => contract.path), ...Object.keys(NOT_CALLED)]),
    );
  });
});
