import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { deliveriesOf, type Rule, type RuleTarget } from './deliveries.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:inbox';
const WORKFLOW = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:work';

const ruleFor = (...targets: readonly RuleTarget[]): Rule => ({
  name: 'on-placed',
  arn: 'arn:aws:events:eu-west-1:111111111111:rule/shop/on-placed',
  pattern: {
    source: ['tradepost.orders'],
    'detail-type': ['OrderPlaced'],
    detail: { data: { rush: [true] } },
  },
  targets,
});

const event = (id: string, overrides: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00.250Z',
  correlationid: 'correlation-1',
  data: { rush: true },
  ...overrides,
});

it("deliveriesOf applies the rule's pattern, and the input transformer of each target", () => {
  const taken = event('taken');
  const others = [
    event('of another', { source: 'tradepost.payments' }),
    event('of another type', { type: 'OrderRejected' }),
    event('not in a hurry', { data: { rush: false } }),
  ];
  const inputTransformer = { inputPathsMap: { id: '$.detail.id' }, inputTemplate: '{"again": <id>}' };
  const rule = ruleFor({ arn: QUEUE, inputPath: '$.detail' }, { arn: WORKFLOW, inputTransformer });
  expect(deliveriesOf(rule, [...others, taken])).toEqual({
    events: 1,
    deliveries: [
      { kind: 'queue', targetArn: QUEUE, input: JSON.stringify(taken) },
      { kind: 'workflow', targetArn: WORKFLOW, input: '{"again": "taken"}' },
    ],
  });
});

it('deliveriesOf restores the whole event for a target without an input transformer', () => {
  const found = deliveriesOf(ruleFor({ arn: QUEUE }), [event('taken')]);
  expect(JSON.parse(found?.deliveries[0]?.input ?? '')).toEqual({
    version: '0',
    id: 'taken',
    'detail-type': 'OrderPlaced',
    source: 'tradepost.orders',
    account: '111111111111',
    time: '2026-01-01T12:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail: event('taken'),
  });
});

it('deliveriesOf returns undefined for a target that is neither a queue nor a workflow', () => {
  expect(deliveriesOf(ruleFor({ arn: QUEUE }, { arn: FUNCTION }), [event('taken')])).toBeUndefined();
});
