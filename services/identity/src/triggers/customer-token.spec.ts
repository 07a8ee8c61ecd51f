import type { TokenRequest } from '@tradepost/lambda/messages/token-trigger';
import { grantCustomerToken } from './customer-token.ts';

const request: TokenRequest = {
  issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_customers',
  clientId: 'storefront',
  subject: { kind: 'person', id: 'sub-1', groups: ['admin'] },
};
const readPepper = async () => 'pepper';

describe('grantCustomerToken', () => {
  it("grants the scope of customers only, whatever the person's groups are", async () => {
    const { scopes, groups } = await grantCustomerToken(request, { readPepper });
    expect(scopes).toEqual(['tradepost/me']);
    expect(groups).toBeUndefined();
  });

  it('gives each subject an id of its own', async () => {
    const other: TokenRequest = { ...request, subject: { kind: 'person', id: 'sub-2', groups: [] } };
    const ids = await Promise.all(
      [request, request, other].map(
        async (each) => (await grantCustomerToken(each, { readPepper })).claims['customer_id'],
      ),
    );
    expect(ids[0]).toMatch(/^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  it('refuses a machine', async () => {
    const machine: TokenRequest = { ...request, subject: { kind: 'machine' } };
    await expect(grantCustomerToken(machine, { readPepper })).rejects.toThrow(
      'the customer pool has no machines',
    );
  });

  it('refuses the token if the pepper cannot be read', async () => {
    const failing = () => Promise.reject(new Error('no secret'));
    await expect(grantCustomerToken(request, { readPepper: failing })).rejects.toThrow('no secret');
  });
});
