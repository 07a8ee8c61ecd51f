import {
  DescribeReplayCommand,
  DescribeRuleCommand,
  type EventBridgeClient,
  LimitExceededException,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  StartReplayCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { Rule, RuleTarget } from '../domain/deliveries.ts';
import type { ArchiveReplay } from '../domain/replay.ts';

/** A period of EventBridge's archive, to be replayed to one rule. */
export type Period = {
  readonly id: string;
  readonly ruleArn: string;
  readonly from: string;
  readonly to: string;
};

/** The rules of the event bus of a stage, and the replays of its EventBridge archive. */
export type EventBridge = {
  /** Finds the rule of a consumer, by its short or full name. Undefined if there is none or it is disabled. */
  readonly findRule: (consumer: string) => Promise<Rule | undefined>;
  /** Lists the names of all consumers. */
  readonly listConsumers: () => Promise<readonly string[]>;
  /** Starts a replay, once per id. Returns `tooMany` if the limit of concurrent replays is reached. */
  readonly startReplay: (period: Period) => Promise<'started' | 'tooMany'>;
  /** Describes a replay. Undefined if there is none, or it ended more than 90 days ago. */
  readonly describeReplay: (id: string) => Promise<ArchiveReplay | undefined>;
};

export type EventBridgeConfig = {
  readonly stage: string;
  readonly busArn: string;
  readonly archiveArn: string;
};

/** A bus has 300 rules unless AWS increases the quota. */
const MAX_RULE_PAGES = 5;
const MS_PER_SECOND = 1_000;

/** Creates the access to EventBridge. A consumer's name is that of its rule, without `tradepost-{stage}-`. */
export function createEventBridge(
  client: EventBridgeClient,
  { stage, busArn, archiveArn }: EventBridgeConfig,
): EventBridge {
  const prefix = `tradepost-${stage}-`;
  const EventBusName = busArn.split('/').at(-1);
  return {
    findRule: async (consumer) => {
      const name = consumer.startsWith(prefix) ? consumer : `${prefix}${consumer}`;
      const rule = await orNone(client.send(new DescribeRuleCommand({ Name: name, EventBusName })));
      if (rule?.State !== 'ENABLED') return undefined;
      const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name, EventBusName }));
      const pattern: unknown = JSON.parse(rule.EventPattern ?? '{}');
      return { name, arn: rule.Arn ?? '', pattern, targets: Targets.map(toTarget) };
    },
    listConsumers: async () => {
      const names: string[] = [];
      let NextToken: string | undefined;
      for (let page = 1; page <= MAX_RULE_PAGES; page += 1) {
        const answer = await client.send(
          new ListRulesCommand({ NamePrefix: prefix, EventBusName, ...(NextToken && { NextToken }) }),
        );
        const enabled = (answer.Rules ?? []).filter(({ State }) => State === 'ENABLED');
        names.push(...enabled.map(({ Name = '' }) => Name.slice(prefix.length)));
        NextToken = answer.NextToken;
        if (NextToken === undefined) break;
      }
      return names.toSorted();
    },
    startReplay: async ({ id, ruleArn, from, to }) => {
      try {
        await client.send(
          new StartReplayCommand({
            ReplayName: `${prefix}${id}`,
            EventSourceArn: archiveArn,
            // Times of events on the bus are in seconds.
            EventStartTime: toSecond(from, Math.floor),
            EventEndTime: toSecond(to, Math.ceil),
            Destination: { Arn: busArn, FilterArns: [ruleArn] },
          }),
        );
      } catch (error) {
        if (error instanceof LimitExceededException) return 'tooMany';
        if (!(error instanceof ResourceAlreadyExistsException)) throw error;
      }
      return 'started';
    },
    describeReplay: async (id) => {
      const replay = await orNone(client.send(new DescribeReplayCommand({ ReplayName: `${prefix}${id}` })));
      return (
        replay && {
          state: replay.State ?? '',
          reason: replay.StateReason,
          lastReplayedMs: replay.EventLastReplayedTime?.getTime(),
        }
      );
    },
  };
}

function toTarget({ Arn = '', Input, InputPath, InputTransformer, DeadLetterConfig }: Target): RuleTarget {
  return {
    arn: Arn,
    ...(DeadLetterConfig?.Arn === undefined ? {} : { deadLetterArn: DeadLetterConfig.Arn }),
    ...(Input === undefined ? {} : { input: Input }),
    ...(InputPath === undefined ? {} : { inputPath: InputPath }),
    ...(InputTransformer === undefined
      ? {}
      : {
          inputTransformer: {
            inputPathsMap: InputTransformer.InputPathsMap ?? {},
            inputTemplate: InputTransformer.InputTemplate ?? '',
          },
        }),
  };
}

function toSecond(time: string, round: (seconds: number) => number): Date {
  return new Date(round(Date.parse(time) / MS_PER_SECOND) * MS_PER_SECOND);
}

async function orNone<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
