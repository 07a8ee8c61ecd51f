import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { openStore } from '../store.ts';
import {
  BUS_ARN,
  QUEUE_ARN,
  ruleOf as rule,
  shopEvents,
  targetOf as target,
} from './event-bridge.spec-kit.ts';
import type { EventBridge } from './event-bridge.ts';
import type { PutEventsEntry } from './put-events-entry.ts';
import type { EventTargets, SendOptions } from './targets.ts';

const RULE_ARN = 'arn:aws:events:us-east-1:000000000000:rule/shop/on-placed';
const DEAD_ARN = 'arn:aws:sqs:us-east-1:000000000000:dead';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
const PLACED: PutEventsEntry = {
  Source: 'shop.orders',
  DetailType: 'OrderPlaced',
  Detail: '{"id":"ord_1"}',
  EventBusName: 'shop',
  Time: 1767607200,
};

type Sent = { readonly arn: string; readonly body: string; readonly options?: SendOptions | undefined };

let folder: string;
let sent: Sent[];
let invoked: unknown[];
let started: { readonly arn: string; readonly input: string; readonly name: string }[];
let lines: string[];
let opened: { bridge: EventBridge; close: () => void }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
  sent = [];
  invoked = [];
  started = [];
  lines = [];
  opened = [];
});

afterEach(async () => {
  for (const { bridge, close } of opened) {
    await bridge.stop();
    close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const working: EventTargets = {
  sendToQueue: async (arn, body, options) => {
    sent.push({ arn, body, options });
  },
  invokeFunction: async (_name, event) => {
    invoked.push(event);
    return { ok: true, payload: null };
  },
  startExecution: async (arn, input, name) => {
    started.push({ arn, input, name });
  },
};

function open(rules: readonly RuleResource[], targets: Partial<EventTargets> = {}): EventBridge {
  const store = openStore(join(folder, 'events.db'));
  const bridge = shopEvents({
    store,
    rules,
    targets: { ...working, ...targets },
    log: (line) => lines.push(line),
    backOff: { baseMs: 2, capMs: 8 },
    functionRetryDelaysMs: [2, 2],
  });
  opened.push({ bridge, close: () => store.close() });
  bridge.start();
  return bridge;
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await wait(2);
  expect(condition()).toBe(true);
}

describe('an event that matches a rule', () => {
  it('is sent to the queue in its envelope before it is acknowledged', async () => {
    const bridge = open([rule([target(QUEUE_ARN)])]);
    const result = await bridge.putEvents([PLACED]);
    expect(result).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    const [{ EventId: id } = { EventId: '' }] = result.Entries as { EventId: string }[];
    expect(sent.map(({ arn, body }) => ({ arn, body: JSON.parse(body) as unknown }))).toEqual([
      {
        arn: QUEUE_ARN,
        body: {
          version: '0',
          id,
          'detail-type': 'OrderPlaced',
          source: 'shop.orders',
          account: '000000000000',
          time: '2026-01-05T10:00:00Z',
          region: 'us-east-1',
          resources: [],
          detail: { id: 'ord_1' },
        },
      },
    ]);
    expect(bridge.pendingCount()).toBe(0);
  });

  it('is sent to each target once, with the input of the target', async () => {
    const bridge = open([
      rule([
        target(QUEUE_ARN, { id: 'a', inputPath: '$.detail', sqsMessageGroupId: 'g' }),
        target(MACHINE_ARN, { id: 'b', inputPath: '$.detail.id' }),
        target(FUNCTION_ARN, { id: 'c', input: '{"fixed":true}' }),
      ]),
    ]);
    await bridge.putEvents([PLACED]);
    await until(() => invoked.length === 1);
    expect(sent).toEqual([{ arn: QUEUE_ARN, body: '{"id":"ord_1"}', options: { messageGroupId: 'g' } }]);
    expect(started).toEqual([{ arn: MACHINE_ARN, input: '"ord_1"', name: expect.any(String) }]);
    expect(started[0]?.name).toMatch(/^[\w-]{1,80}$/u);
    expect(invoked).toEqual([{ fixed: true }]);
    await until(() => bridge.pendingCount() === 0);
  });

  it('can name the bus by its ARN', async () => {
    const bridge = open([rule([target(QUEUE_ARN)])]);
    await bridge.putEvents([{ ...PLACED, EventBusName: BUS_ARN }]);
    expect(sent).toHaveLength(1);
  });
});

describe('an event that matches no enabled rule', () => {
  it('is acknowledged and not delivered', async () => {
    const bridge = open([
      rule([target(QUEUE_ARN)], { enabled: false }),
      rule([target(QUEUE_ARN)], { eventPattern: { source: ['other'] } }),
    ]);
    expect((await bridge.putEvents([PLACED])).FailedEntryCount).toBe(0);
    expect(sent).toEqual([]);
  });

  it('is acknowledged on an unknown bus, and logged', async () => {
    const bridge = open([rule([target(QUEUE_ARN)])]);
    const result = await bridge.putEvents([{ ...PLACED, EventBusName: 'shpo' }]);
    expect(result.FailedEntryCount).toBe(0);
    expect(sent).toEqual([]);
    expect(lines).toEqual(['event OrderPlaced from shop.orders was put on the unknown event bus shpo']);
  });

  it('does not reach a rule of the default bus', async () => {
    const bridge = open([rule([target(QUEUE_ARN)], { eventBusName: 'default' })]);
    await bridge.putEvents([PLACED]);
    expect(sent).toEqual([]);
    const { EventBusName: _bus, ...onDefault } = PLACED;
    await bridge.putEvents([onDefault]);
    expect(sent).toHaveLength(1);
  });
});

describe('putEvents with invalid entries', () => {
  it.each([
    [{ ...PLACED, Source: '' }, 'InvalidArgument', 'Source is a required argument'],
    [{ Source: 's', Detail: '{}' }, 'InvalidArgument', 'DetailType is a required argument'],
    [{ Source: 's', DetailType: 'd' }, 'InvalidArgument', 'Detail is a required argument'],
    [{ ...PLACED, Detail: '{' }, 'MalformedDetail', 'malformed'],
    [{ ...PLACED, Detail: '[1]' }, 'MalformedDetail', 'malformed'],
    [{ ...PLACED, Source: 'aws.s3' }, 'NotAuthorizedForSourceException', 'Not authorized'],
  ])('rejects only %j, with %s', async (entry, code, message) => {
    const bridge = open([rule([target(QUEUE_ARN)])]);
    const result = await bridge.putEvents([entry, PLACED]);
    expect(result.FailedEntryCount).toBe(1);
    expect(result.Entries).toEqual([
      { ErrorCode: code, ErrorMessage: expect.stringContaining(message) },
      { EventId: expect.any(String) },
    ]);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['no entries', [], 'greater than or equal to 1'],
    ['11 entries', Array.from({ length: 11 }, () => PLACED), 'less than or equal to 10'],
    ['more than 1 MiB', [{ ...PLACED, Detail: `{"a":"${'x'.repeat(1024 * 1024)}"}` }], 'Total size'],
  ])('refuses the whole request for %s', async (_what, entries, message) => {
    const bridge = open([rule([target(QUEUE_ARN)])]);
    await expect(bridge.putEvents(entries)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining(message),
    });
    expect(sent).toEqual([]);
  });
});

describe('an event whose target fails', () => {
  const dead = { deadLetterArn: DEAD_ARN };
  const failing = (times: number, error = new Error('no answer')): EventTargets['sendToQueue'] => {
    let failures = 0;
    return async (arn, body, options) => {
      if (arn === QUEUE_ARN && failures < times) {
        failures += 1;
        throw error;
      }
      sent.push({ arn, body, options });
    };
  };

  it('is retried until it is delivered', async () => {
    const bridge = open([rule([target(QUEUE_ARN)])], { sendToQueue: failing(3) });
    expect((await bridge.putEvents([PLACED])).FailedEntryCount).toBe(0);
    await until(() => sent.length === 1);
    await until(() => bridge.pendingCount() === 0);
  });

  it('is dead-lettered with the reason after its last attempt', async () => {
    const policy = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 };
    const bridge = open(
      [rule([target(QUEUE_ARN, { ...dead, retryPolicy: policy, inputPath: '$.detail' })])],
      {
        sendToQueue: failing(3),
      },
    );
    await bridge.putEvents([PLACED]);
    await until(() => sent.length === 1);
    expect(sent[0]?.arn).toBe(DEAD_ARN);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ source: 'shop.orders', detail: { id: 'ord_1' } });
    expect(sent[0]?.options?.messageAttributes).toEqual({
      RULE_ARN,
      TARGET_ARN: QUEUE_ARN,
      ERROR_CODE: 'ERROR_FROM_TARGET',
      ERROR_MESSAGE: 'Error: no answer',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      RETRY_ATTEMPTS: '2',
    });
    await until(() => bridge.pendingCount() === 0);
  });

  it('is dead-lettered if the next retry would exceed its maximum age', async () => {
    const policy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 0 };
    const bridge = open([rule([target(QUEUE_ARN, { ...dead, retryPolicy: policy })])], {
      sendToQueue: failing(1),
    });
    await bridge.putEvents([PLACED]);
    expect(sent[0]?.options?.messageAttributes?.['EXHAUSTED_RETRY_CONDITION']).toBe(
      'MaximumEventAgeInSeconds',
    );
    expect(bridge.pendingCount()).toBe(0);
  });

  it('is dead-lettered immediately if the target does not exist', async () => {
    const gone = Object.assign(new Error('no such queue'), { name: 'QueueDoesNotExist' });
    const bridge = open([rule([target(QUEUE_ARN, dead)])], { sendToQueue: failing(9, gone) });
    await bridge.putEvents([PLACED]);
    expect(sent[0]?.options?.messageAttributes).toEqual({
      RULE_ARN,
      TARGET_ARN: QUEUE_ARN,
      ERROR_CODE: 'NO_RESOURCE',
      ERROR_MESSAGE: 'QueueDoesNotExist: no such queue',
      RETRY_ATTEMPTS: '0',
    });
  });

  it('is kept while the dead-letter queue fails, too', async () => {
    let refusals = 0;
    const policy = { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 };
    const bridge = open([rule([target(QUEUE_ARN, { ...dead, retryPolicy: policy })])], {
      sendToQueue: async (arn, body) => {
        if (arn === QUEUE_ARN || refusals++ < 2) throw new Error('down');
        sent.push({ arn, body });
      },
    });
    await bridge.putEvents([PLACED]);
    await until(() => sent.length === 1);
    expect(sent[0]?.arn).toBe(DEAD_ARN);
    expect(lines.filter((line) => line.includes('could not be sent to the dead-letter queue'))).toHaveLength(
      2,
    );
  });

  it('is dropped and logged without a dead-letter queue', async () => {
    const policy = { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 };
    const bridge = open([rule([target(QUEUE_ARN, { retryPolicy: policy })])], { sendToQueue: failing(1) });
    await bridge.putEvents([PLACED]);
    expect(lines).toEqual([
      `event for ${QUEUE_ARN} by ${RULE_ARN} dropped, no dead-letter queue is configured: ERROR_FROM_TARGET: Error: no answer`,
    ]);
    expect(bridge.pendingCount()).toBe(0);
  });

  it('starts an execution with the same name at each retry', async () => {
    const names: string[] = [];
    const bridge = open([rule([target(MACHINE_ARN)])], {
      startExecution: async (_arn, _input, name) => {
        names.push(name);
        if (names.length < 3) throw new Error('down');
      },
    });
    await bridge.putEvents([PLACED]);
    await until(() => names.length === 3);
    expect(new Set(names).size).toBe(1);
  });
});

describe('an event for a function', () => {
  it('is acknowledged before the function has run', async () => {
    let release = () => {};
    const bridge = open([rule([target(FUNCTION_ARN)])], {
      invokeFunction: () =>
        new Promise((resolve) => {
          release = () => resolve({ ok: true, payload: null });
        }),
    });
    await bridge.putEvents([PLACED]);
    expect(bridge.pendingCount()).toBe(1);
    release();
    await until(() => bridge.pendingCount() === 0);
  });

  it('is retried twice if the function throws, and then dead-lettered', async () => {
    let runs = 0;
    const bridge = open([rule([target(FUNCTION_ARN, { deadLetterArn: DEAD_ARN })])], {
      invokeFunction: async () => {
        runs += 1;
        return { ok: false, error: { errorType: 'TypeError', errorMessage: 'x is undefined' } };
      },
    });
    await bridge.putEvents([PLACED]);
    await until(() => sent.length === 1);
    expect(runs).toBe(3);
    expect(sent[0]?.options?.messageAttributes).toMatchObject({
      ERROR_CODE: 'TypeError',
      ERROR_MESSAGE: 'x is undefined',
      RETRY_ATTEMPTS: '2',
    });
  });

  it('is one of at most 100 concurrent invocations', async () => {
    let running = 0;
    let most = 0;
    const bridge = open([rule([target(FUNCTION_ARN)])], {
      invokeFunction: async (_name, event) => {
        running += 1;
        most = Math.max(most, running);
        await wait(1);
        running -= 1;
        invoked.push(event);
        return { ok: true, payload: null };
      },
    });
    for (let turn = 0; turn < 30; turn += 1) {
      await bridge.putEvents(Array.from({ length: 10 }, () => PLACED));
    }
    await until(() => invoked.length === 300);
    expect(most).toBeLessThanOrEqual(100);
    await until(() => bridge.pendingCount() === 0);
  });
});

describe('a delivery that is interrupted by a kill', () => {
  it('is resumed by the next process', async () => {
    const never = new Promise<never>(() => {});
    const first = open([rule([target(FUNCTION_ARN)])], { invokeFunction: () => never });
    await first.putEvents([PLACED]);
    // The first one is neither stopped nor closed, as in a killed process.
    const second = open([rule([target(FUNCTION_ARN)])]);
    await until(() => invoked.length === 1);
    expect(invoked).toEqual([expect.objectContaining({ detail: { id: 'ord_1' } })]);
    await until(() => second.pendingCount() === 0);
    opened[0]?.close();
    opened.shift();
  });
});

describe('createEventBridge with an invalid rule', () => {
  it.each([
    [
      { eventPattern: { detail: {} } },
      'orders: rule OnPlaced (on-placed): Event pattern is not valid at "detail"',
    ],
    [{ eventBusName: 'none' }, 'orders: rule OnPlaced (on-placed): no event bus none'],
    [{ targets: [target('arn:aws:kinesis:us-east-1:0:stream/x')] }, 'is not supported as a target'],
    [{ scheduleExpression: 'rate(1 minutes)' }, 'a schedule must be a rate'],
  ])('refuses %j', (more, message) => {
    expect(() => open([rule([target(QUEUE_ARN)], more)])).toThrow(message);
  });
});
