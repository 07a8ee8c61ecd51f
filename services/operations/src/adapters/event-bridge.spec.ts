import {
  type EventBridgeClient,
  LimitExceededException,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-eventbridge';
import { createEventBridge } from './event-bridge.ts';

const CONFIG = {
  stage: 'dev',
  busArn: 'arn:aws:events:us-east-1:0:event-bus/tradepost-dev',
  archiveArn: 'arn:aws:events:us-east-1:0:archive/tradepost-dev',
};
const PERIOD = {
  id: 'rpl_1',
  ruleArn: 'arn:aws:events:us-east-1:0:rule/tradepost-dev/tradepost-dev-orders-product-changed',
  from: '2026-01-01T12:00:00.900Z',
  to: '2026-01-01T13:00:00.100Z',
};

/** A bus whose client gives these responses, by the name of the command. The local EventBridge cannot give them. */
function busThat(answers: Readonly<Record<string, (input: Record<string, unknown>) => unknown>>) {
  const sent: unknown[] = [];
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: Record<string, unknown>;
  }) => {
    sent.push(command.input);
    return answers[command.constructor.name]?.(command.input) ?? {};
  };
  return { sent, bus: createEventBridge({ send } as unknown as EventBridgeClient, CONFIG) };
}

describe('startReplay', () => {
  it('prefixes the name with the stage, and extends the period to whole seconds', async () => {
    const { sent, bus } = busThat({});
    await bus.startReplay(PERIOD);
    expect(sent).toEqual([
      {
        ReplayName: 'tradepost-dev-rpl_1',
        EventSourceArn: CONFIG.archiveArn,
        EventStartTime: new Date('2026-01-01T12:00:00Z'),
        EventEndTime: new Date('2026-01-01T13:00:01Z'),
        Destination: { Arn: CONFIG.busArn, FilterArns: [PERIOD.ruleArn] },
      },
    ]);
  });

  it.each([
    ['tooMany', 'too many replays are running', LimitExceededException],
    ['started', 'the replay was started before', ResourceAlreadyExistsException],
  ])('returns %s if %s', async (answer, _why, Exception) => {
    const { bus } = busThat({
      StartReplayCommand: () => {
        throw new Exception({ message: 'no', $metadata: {} });
      },
    });
    expect(await bus.startReplay(PERIOD)).toBe(answer);
  });
});

it('findRule returns undefined for a disabled rule', async () => {
  const { bus } = busThat({ DescribeRuleCommand: () => ({ State: 'DISABLED' }) });
  expect(await bus.findRule('orders-product-changed')).toBeUndefined();
});

it('listConsumers reads all pages and leaves out disabled rules', async () => {
  const rule = (Name: string, State = 'ENABLED') => ({ Name: `tradepost-dev-${Name}`, State });
  const { bus } = busThat({
    ListRulesCommand: ({ NextToken }) =>
      NextToken === undefined
        ? { Rules: [rule('b'), rule('off', 'DISABLED')], NextToken: 'more' }
        : { Rules: [rule('a')] },
  });
  expect(await bus.listConsumers()).toEqual(['a', 'b']);
});
