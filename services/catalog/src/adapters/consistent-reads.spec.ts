import { justWritten } from '@tradepost/testing/just-written';
import { tea } from '../domain/product.spec-kit.ts';
import { createApiKeysTable } from './api-keys-table.ts';
import { createProductsTable } from './products-table.ts';

const key = {
  id: 'key_1',
  gatewayKeyId: 'g1',
  version: 0,
  partner: 'partner-1',
  issuedAt: tea.createdAt,
  issuedBy: 'person-1',
};
const client = justWritten(
  { pk: 'api-keys', sk: 'key_1', ...key },
  { pk: 'sku#TEA', sk: 'claim', claim: 'TEA', productId: tea.id },
  { pk: `product#${tea.id}`, sk: 'state', id: tea.id, version: 0, state: tea },
);
const apiKeys = createApiKeysTable({ client, tableName: 'keys' });
const products = createProductsTable({ client, tableName: 'products', now: () => tea.createdAt });

describe('what was just written', () => {
  it('is found: an API key', async () => {
    expect(await apiKeys.find('key_1')).toEqual(key);
    expect(await apiKeys.page(10)).toEqual({ items: [key] });
    expect(await apiKeys.due(tea.createdAt)).toContainEqual(key);
  });

  it('is found: a product, and the owner of a SKU', async () => {
    expect(await products.load(tea.id)).toEqual({ version: 0, state: tea });
    expect(await products.ownerOf({ kind: 'sku', value: 'TEA' })).toBe(tea.id);
    expect(await products.ownersOfSkus(['TEA', 'MUG'])).toEqual(new Map([['TEA', tea.id]]));
    expect(await products.loadMany([tea.id])).toEqual(new Map([[tea.id, { version: 0, state: tea }]]));
  });
});
