import type { InvokeFunction } from '../invocation.ts';

/** Functions that deliver to targets. Each resolves when the target has durably accepted its input. */
export type EventTargets = {
  readonly sendToQueue: SendToQueue;
  readonly invokeFunction: InvokeFunction;
  /** `input` is JSON. A retry has the same `name`. */
  readonly startExecution: (stateMachineArn: string, input: string, name: string) => Promise<void>;
  readonly publishToTopic?: (topicArn: string, message: string) => Promise<void>;
};

/** Sends a message. All message attributes have the type `String`. */
export type SendToQueue = (queueArn: string, body: string, options?: SendOptions) => Promise<void>;

export type SendOptions = {
  readonly messageGroupId?: string;
  readonly messageAttributes?: Readonly<Record<string, string>>;
};

export type TargetKind = 'queue' | 'function' | 'stateMachine' | 'topic';

/** Returns the kind of target of an ARN; undefined if the local cloud does not support it. */
export function targetKindOf(arn: string): TargetKind | undefined {
  const [, , service, , , type] = arn.split(':');
  if (service === 'sqs') return 'queue';
  if (service === 'sns') return 'topic';
  if (service === 'lambda' && type === 'function') return 'function';
  if (service === 'states' && type === 'stateMachine') return 'stateMachine';
  return undefined;
}
