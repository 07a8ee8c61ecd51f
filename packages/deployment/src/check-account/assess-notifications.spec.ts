import { assessNotifications } from './assess-notifications.ts';
import { READY, service } from './facts.spec-kit.ts';
import type { AccountFacts, Subscription } from './facts.ts';

const assess = (facts: Partial<AccountFacts>, name = 'platform') =>
  assessNotifications({ ...READY, ...facts }, [service(name, {})]);
const confirmed: Subscription = { protocol: 'email', endpoint: 'a@example.com', confirmed: true };
const pending: Subscription = { protocol: 'email', endpoint: 'b@example.com', confirmed: false };
const with_ = (...value: Subscription[]) => ({ subscriptions: { value } });

describe('the alarm topic', () => {
  it('causes a warning without subscriptions', () => {
    expect(assess(with_())).toEqual([
      {
        severity: 'warn',
        found: `nobody receives the alarms: ${READY.alarmTopicArn} has no confirmed subscription`,
        todo: expect.stringContaining('aws sns subscribe'),
      },
    ]);
  });

  it('causes two warnings with only an unconfirmed subscription', () => {
    expect(assess(with_(pending)).map(({ found }) => found)).toEqual([
      expect.stringContaining('b@example.com (email) receives no alarms'),
      expect.stringContaining('nobody receives the alarms'),
    ]);
  });

  it('causes a warning for each unconfirmed subscription beside a confirmed one', () => {
    expect(assess(with_(confirmed, pending))).toMatchObject([
      { severity: 'warn', found: expect.stringContaining('b@example.com') },
    ]);
  });

  it('causes no warning with a confirmed subscription, nor before it exists', () => {
    expect(assess(with_(confirmed))).toEqual([]);
    expect(assess({ subscriptions: { value: undefined } })).toEqual([]);
  });
});

describe('cost allocation tags', () => {
  it('cause a warning if one is not active', () => {
    expect(assess({ activeTags: { value: new Set(['project', 'service']) } })).toEqual([
      {
        severity: 'warn',
        found: expect.stringContaining('the cost allocation tags stage: they are not active'),
        todo: expect.stringContaining('--cost-allocation-tags-status TagKey=stage,Status=Active'),
      },
    ]);
  });
});

it('checks neither for a service other than the platform', () => {
  expect(assess({ ...with_(), activeTags: { value: new Set() } }, 'orders')).toEqual([]);
});
