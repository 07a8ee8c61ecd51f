import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type TokenEvent, type TokenRequest, tokenTrigger } from './token-trigger.ts';

const logs = captureLogs();
beforeEach(() => logs.clear());
afterAll(() => logs.restore());

const SCOPES = ['openid', 'tradepost/orders:read', 'tradepost/orders:write', 'aws.cognito.signin.user.admin'];

const ofPerson: TokenEvent = {
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_abc',
  callerContext: { clientId: 'client-1' },
  request: {
    userAttributes: { sub: 'sub-1' },
    groupConfiguration: { groupsToOverride: ['support'] },
    scopes: SCOPES,
  },
};
const ofMachine: TokenEvent = {
  ...ofPerson,
  triggerSource: 'TokenGeneration_ClientCredentials',
  request: { scopes: SCOPES },
};
const nothing = { scopes: [], claims: {} };

/** Runs the trigger on an event; returns the requests that it was asked and its answer. */
async function run(event: TokenEvent, grant: object = nothing) {
  const requests: TokenRequest[] = [];
  const answer = await tokenTrigger(async (request) => {
    requests.push(request);
    return { ...nothing, ...grant };
  })(event, toContext());
  return { requests, details: answer.response.claimsAndScopeOverrideDetails };
}

describe('tokenTrigger', () => {
  it('passes a person with the groups, and the issuer of the pool', async () => {
    const { requests } = await run(ofPerson);
    expect(requests).toEqual([
      {
        issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc',
        clientId: 'client-1',
        subject: { kind: 'person', id: 'sub-1', groups: ['support'] },
      },
    ]);
  });

  it('passes a machine', async () => {
    const { requests } = await run(ofMachine);
    expect(requests).toMatchObject([{ clientId: 'client-1', subject: { kind: 'machine' } }]);
  });

  it('suppresses each scope of the client that is not granted, except those of OpenID Connect', async () => {
    const { details } = await run(ofPerson, { scopes: ['tradepost/orders:read', 'tradepost/ledger:read'] });
    expect(details.accessTokenGeneration).toEqual({
      claimsToAddOrOverride: {},
      scopesToSuppress: ['tradepost/orders:write', 'aws.cognito.signin.user.admin'],
    });
  });

  it('suppresses all scopes if none is granted', async () => {
    const { details } = await run(ofMachine);
    expect(details.accessTokenGeneration.scopesToSuppress).toEqual(SCOPES.slice(1));
  });

  it('adds claims, and groups only if they are given', async () => {
    const { details } = await run(ofPerson, { claims: { reach: 'all' } });
    expect(details.accessTokenGeneration.claimsToAddOrOverride).toEqual({ reach: 'all' });
    expect(details).not.toHaveProperty('groupOverrideDetails');
    const withGroups = await run(ofPerson, { groups: ['support', 'finance'] });
    expect(withGroups.details.groupOverrideDetails).toEqual({ groupsToOverride: ['support', 'finance'] });
  });

  it.each([
    ['the decision fails', ofPerson, () => Promise.reject(new Error('no table')), 'no table'],
    [
      'a person has no subject',
      { ...ofPerson, request: { scopes: SCOPES } },
      async () => nothing,
      'the token has no subject',
    ],
    [
      'the scopes of the token are unknown',
      { ...ofPerson, request: { userAttributes: { sub: 'sub-1' } } },
      async () => nothing,
      'the event has no list of scopes',
    ],
  ])('refuses the token if %s', async (_, event, decide, reason) => {
    await expect(tokenTrigger(decide)(event, toContext())).rejects.toThrow(reason);
    expect(logs.lines()).toMatchObject([{ level: 'ERROR', message: 'token refused' }]);
  });

  it("answers the platform's check of a new version without a decision", async () => {
    const check = { source: 'tradepost.check-version' } as unknown as TokenEvent;
    await expect(
      tokenTrigger(() => Promise.reject(new Error('called')))(check, toContext()),
    ).resolves.toMatchObject({ version: expect.any(String) });
  });
});
