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

  it('has the e-mail address of the account, and whether it is verified', async () => {
    const claimsOf = async (email?: { readonly address: string; readonly isVerified: boolean }) => {
      const subject = { kind: 'person', id: 'sub-1', groups: [], ...(email && { email }) } as const;
      const { customer_id: _id, ...claims } = (
        await grantCustomerToken({ ...request, subject }, { readPepper })
      ).claims;
      return claims;
    };
    const address = 'ada@example.com';
    expect(await claimsOf({ address, isVerified: true })).toEqual({ email: address, email_verified: 'true' });
    expect(await claimsOf({ address, isVerified: false })).toEqual({
      email: address,
      email_verified: 'false',
    });
    expect(await claimsOf()).toEqual({});
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
