import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import type { ReplayRecord } from './archive-store.ts';
import type { EventBridge } from './event-bridge.ts';
import type { PutEventsEntry } from './put-events-entry.ts';
import type { ReplayRequest } from './replays.ts';

const MS_PER_SECOND = 1_000;

type Input = Readonly<Record<string, unknown>>;
type Operation = (input: Input) => unknown;

/**
 * EventBridge API in AWS JSON 1.1: `PutEvents`, replays of archives, and read operations for rules.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export function createEventBridgeEndpoint(eventBridge: EventBridge): AwsHandler {
  return createJsonApi<Input>('EventBridge', operationsOf(eventBridge));
}

function operationsOf(eventBridge: EventBridge): Readonly<Record<string, Operation>> {
  const rulesOf = (input: Input) => {
    const name = String(input['EventBusName'] ?? 'default')
      .split('/')
      .at(-1);
    if (!eventBridge.buses.some((bus) => bus.name === name)) throw notFound(`Event bus ${name}`);
    return eventBridge.rules.filter((rule) => rule.eventBusName === name);
  };
  const ruleOf = (input: Input, key: string) => {
    const rule = rulesOf(input).find((one) => one.name === input[key]);
    if (!rule) throw notFound(`Rule ${String(input[key])}`);
    return rule;
  };
  return {
    PutEvents: (input) => eventBridge.putEvents(entriesOf(input)),
    ListRules: (input) => ({
      Rules: rulesOf(input)
        .filter((rule) => rule.name.startsWith(String(input['NamePrefix'] ?? '')))
        .map(describe),
    }),
    DescribeRule: (input) => describe(ruleOf(input, 'Name')),
    ListTargetsByRule: (input) => ({ Targets: ruleOf(input, 'Rule').targets.map(describeTarget) }),
    StartReplay: (input) => describeReplay(eventBridge.replays.start(replayOf(input))),
    DescribeReplay: (input) => {
      const replay = eventBridge.replays.find(String(input['ReplayName']));
      if (!replay) throw notFound(`Replay ${String(input['ReplayName'])}`);
      return describeReplay(replay);
    },
  };
}

function entriesOf(input: Input): readonly PutEventsEntry[] {
  const entries = input['Entries'];
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw awsError(
      'ValidationException',
      "Value at 'entries' failed to satisfy constraint: Member must be a list of entries",
    );
  }
  return entries;
}

function isEntry(entry: unknown): entry is PutEventsEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const fields = entry as Input;
  const texts = ['Source', 'DetailType', 'Detail', 'EventBusName', 'TraceHeader'];
  const resources = fields['Resources'] ?? [];
  return (
    texts.every((name) => fields[name] === undefined || typeof fields[name] === 'string') &&
    Array.isArray(resources) &&
    resources.every((resource) => typeof resource === 'string') &&
    (fields['Time'] === undefined || typeof fields['Time'] === 'number')
  );
}

function describe(rule: RuleResource): Input {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventBusName: rule.eventBusName,
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    ...(rule.eventPattern && { EventPattern: JSON.stringify(rule.eventPattern) }),
    ...(rule.scheduleExpression !== undefined && { ScheduleExpression: rule.scheduleExpression }),
  };
}

function describeTarget(target: RuleResource['targets'][number]): Input {
  return {
    Id: target.id,
    Arn: target.arn,
    Input: target.input,
    InputPath: target.inputPath,
    InputTransformer: target.inputTransformer && {
      InputPathsMap: target.inputTransformer.inputPathsMap,
      InputTemplate: target.inputTransformer.inputTemplate,
    },
    SqsParameters: target.sqsMessageGroupId && { MessageGroupId: target.sqsMessageGroupId },
    RetryPolicy: {
      MaximumRetryAttempts: target.retryPolicy.maximumRetryAttempts,
      MaximumEventAgeInSeconds: target.retryPolicy.maximumEventAgeInSeconds,
    },
    DeadLetterConfig: target.deadLetterArn && { Arn: target.deadLetterArn },
  };
}

/** Times in requests and responses are epoch seconds. */
function replayOf(input: Input): ReplayRequest {
  const { Arn, FilterArns = [] } = Object(input['Destination']) as Input;
  return {
    name: String(input['ReplayName']),
    archiveArn: String(input['EventSourceArn']),
    busArn: String(Arn),
    ruleArns: FilterArns as readonly string[],
    fromMs: Number(input['EventStartTime']) * MS_PER_SECOND,
    toMs: Number(input['EventEndTime']) * MS_PER_SECOND,
  };
}

function describeReplay(replay: ReplayRecord): Input {
  const { endedMs, position } = replay;
  return {
    ReplayName: replay.name,
    State: replay.state,
    StateReason: replay.reason,
    EventSourceArn: replay.archiveArn,
    Destination: { Arn: replay.busArn, FilterArns: replay.ruleArns },
    EventStartTime: replay.fromMs / MS_PER_SECOND,
    EventEndTime: replay.toMs / MS_PER_SECOND,
    EventLastReplayedTime: position && position.timeMs / MS_PER_SECOND,
    ReplayStartTime: replay.startedMs / MS_PER_SECOND,
    ReplayEndTime: endedMs && endedMs / MS_PER_SECOND,
  };
}

function notFound(what: string) {
  return awsError('ResourceNotFoundException', `${what} does not exist.`);
}
