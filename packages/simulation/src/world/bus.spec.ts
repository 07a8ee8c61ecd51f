import type {
  QueueResource,
  RuleResource,
  RuleTarget,
} from '@tradepost/compiled-service/templates/resources';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { createBus } from './bus.ts';
import { createQueues } from './queues.ts';
import { createScheduler } from './scheduler.ts';

const INBOX = 'arn:aws:sqs:us-east-1:000000000000:inbox';
const FAILURES = 'arn:aws:sqs:us-east-1:000000000000:failures';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
const HOUR_MS = 3_600_000;

const queueOf = (arn: string): QueueResource => ({
  service: 'orders',
  logicalId: 'Queue',
  queueName: arn.split(':').at(-1) ?? '',
  arn,
  attributes: {},
});

function ruleTo(arn: string, retryPolicy: RuleTarget['retryPolicy']): RuleResource {
  const target = {
    id: 'target',
    arn,
    inputPath: '$.detail',
    retryPolicy,
    deadLetterArn: FAILURES,
  };
  const name = `rule to ${arn}`;
  const declared = { service: 'orders', logicalId: 'Rule', eventBusName: 'bus', enabled: true };
  return { ...declared, name, arn: name, eventPattern: { source: ['test'] }, targets: [target] };
}

/** Creates a bus whose target is unreachable from the first event on, for longer than the rule retries. */
function busTo(arn: string, policy: Partial<RuleTarget['retryPolicy']> = {}) {
  const retryPolicy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400, ...policy };
  for (let seed = 1; ; seed += 1) {
    const scheduler = createScheduler(0);
    const draw = createDraw(seed);
    const faults = createFaults({ draw, kinds: ['targetDown'], isAll: true });
    const shared = { scheduler, draw, faults, situation: {}, trace: () => {}, reach: () => {} };
    const queues = createQueues({ ...shared, declared: [queueOf(INBOX), queueOf(FAILURES)] });
    const started: string[] = [];
    const bus = createBus({
      ...shared,
      queues,
      rules: [ruleTo(arn, retryPolicy)],
      startExecution: (machineArn, input) => started.push(`${machineArn} ${input}`),
    });
    bus.put([{ Source: 'test', DetailType: 'T', Detail: '{"id":"1"}', EventBusName: 'bus' }], 'put');
    while (scheduler.step(48 * HOUR_MS));
    const [message] = queues.byArn(FAILURES).messages;
    if (message !== undefined) return { bus, queues, started, message };
  }
}

describe('an unreachable target', () => {
  it('gets no event older than the rule allows; the dead-letter message has the reason', () => {
    const { message, queues } = busTo(INBOX, { maximumEventAgeInSeconds: 7_200 });
    expect(queues.byArn(INBOX).messages.size).toBe(0);
    expect(JSON.parse(message.body)).toMatchObject({ source: 'test', detail: { id: '1' } });
    expect(message.attributes).toMatchObject({
      TARGET_ARN: INBOX,
      ERROR_CODE: 'ERROR_FROM_TARGET',
      EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    });
    expect(message.sentAtMs).toBeGreaterThan(1.5 * HOUR_MS);
    expect(message.sentAtMs).toBeLessThan(2 * HOUR_MS);
  });

  it('gets no more attempts than the rule allows', () => {
    const { message } = busTo(INBOX, { maximumRetryAttempts: 3 });
    expect(message.attributes).toMatchObject({
      RETRY_ATTEMPTS: '3',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    });
  });

  it.each([INBOX, MACHINE])('receives the same input from a redrive: %s', (arn) => {
    const { bus, queues, started, message } = busTo(arn);
    bus.deliverAgain(message.body, message.attributes);
    const got = [...queues.byArn(INBOX).messages].map(({ body }) => body);
    expect(arn === INBOX ? got : started).toEqual([arn === INBOX ? '{"id":"1"}' : `${MACHINE} {"id":"1"}`]);
  });
});
