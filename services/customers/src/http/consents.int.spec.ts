import type { Customer } from '@tradepost/contracts/customers/model';
import * as routes from '@tradepost/contracts/customers/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { type HttpHandler, http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { callHttp } from '@tradepost/testing/call-http';
import { customerClaims } from '@tradepost/testing/claims';
import { type Customers, startCustomers } from '../customers.spec-kit.ts';
import { getMe } from './get-me.ts';
import { listMyConsents } from './list-my-consents.ts';
import { recordMyConsent } from './record-my-consent.ts';

let service: Customers;
let handlers: Readonly<Record<string, HttpHandler>>;
let clockMs = Date.parse('2026-03-01T09:00:00.000Z');
beforeAll(async () => {
  service = await startCustomers();
  const deps = service.depsAt(() => {
    clockMs += 1_000;
    return new Date(clockMs).toISOString();
  });
  handlers = {
    'get-me': http(routes.getMe, (request) => getMe(request, deps)),
    'list-my-consents': http(routes.listMyConsents, (request) => listMyConsents(request, deps)),
    'record-my-consent': http(routes.recordMyConsent, (request) => recordMyConsent(request, deps)),
  };
});
afterAll(() => service?.stop());

type Page = { readonly items: readonly object[]; readonly nextCursor?: string };
const callCustomers = callHttp('customers');
const by = (name: string) => {
  const claims = customerClaims(pepperedId('cus', 'pepper', [name]));
  const call = <Body = Problem>(route: string, request: object = {}) =>
    callCustomers<Body>(route, handlers[route] as HttpHandler, { claims, ...request });
  return {
    decide: (body: object) => call('record-my-consent', { method: 'POST', body: { ...CONSENT, ...body } }),
    list: (query: Readonly<Record<string, string>> = {}) =>
      call<Page & Problem>('list-my-consents', { query }),
    profile: async () => (await call<Customer>('get-me')).body,
  };
};
const CONSENT = {
  ...{ purpose: 'marketing', channel: 'email', granted: true },
  ...{ textVersion: '2026-03', source: 'checkout' },
};

describe('consents', () => {
  it('are kept as a log, and the profile has the present ones', async () => {
    const ada = by('ada');
    const granted = await ada.decide({});
    expect(granted).toMatchObject({ status: 200, body: { ...CONSENT, at: expect.any(String) } });
    const repeated = await ada.decide({ source: 'account' });
    expect(repeated.body).toEqual(granted.body);
    await ada.decide({ channel: 'sms' });
    const withdrawn = await ada.decide({ granted: false, source: 'account' });
    expect((await ada.list()).body.items).toEqual([
      withdrawn.body,
      expect.objectContaining({ channel: 'sms' }),
      granted.body,
    ]);
    expect((await ada.profile()).consents).toEqual([
      expect.objectContaining({ channel: 'sms', granted: true }),
      withdrawn.body,
    ]);
    expect((await by('grace').list()).body.items).toEqual([]);
  });

  it('are listed page by page, each once', async () => {
    const many = by('many');
    for (let index = 0; index < 5; index += 1) await many.decide({ textVersion: `v${index}` });
    const versions: unknown[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 9; pages += 1) {
      const { body } = await many.list({ limit: '2', ...(cursor === undefined ? {} : { cursor }) });
      expect(body.items.length).toBeLessThanOrEqual(2);
      versions.push(...body.items.map((item) => (item as { textVersion: string }).textVersion));
      cursor = body.nextCursor;
      if (cursor === undefined) break;
    }
    expect(versions).toEqual(['v4', 'v3', 'v2', 'v1', 'v0']);
    expect(await many.list({ cursor: 'bm90aGluZw' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    });
  });

  it('that are decided at once are all in the log', async () => {
    const busy = by('busy');
    await busy.profile();
    const channels = Array.from({ length: 10 }, (_none, index) => `channel-${index}`);
    const answers = await Promise.all(channels.map((channel) => busy.decide({ channel })));
    expect(answers.map(({ status }) => status)).toEqual(channels.map(() => 200));
    expect((await busy.list()).body.items).toHaveLength(10);
    expect((await busy.profile()).consents).toHaveLength(10);
  });

  it('do not take free text as purpose, channel or source', async () => {
    for (const field of ['purpose', 'channel', 'source', 'textVersion'])
      expect(await by('sly').decide({ [field]: 'Ada Lovelace, London' })).toMatchObject({ status: 400 });
  });
});
