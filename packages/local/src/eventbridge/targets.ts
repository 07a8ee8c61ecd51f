import type { InvokeFunction } from '../invocation.ts';

/** How deliveries leave: each function resolves when the target has durably accepted what it was given. */
export type EventTargets = {
  readonly sendToQueue: SendToQueue;
  readonly invokeFunction: InvokeFunction;
  /** `input` is JSON. The same name comes again when a start is tried again. */
  readonly startExecution: (stateMachineArn: string, input: string, name: string) => Promise<void>;
  readonly publishToTopic?: (topicArn: string, message: string) => Promise<void>;
};

/** Attributes are of the type `String`. */
export type SendToQueue = (queueArn: string, body: string, options?: SendOptions) => Promise<void>;

export type SendOptions = {
  readonly messageGroupId?: string;
  readonly messageAttributes?: Readonly<Record<string, string>>;
};

export type TargetKind = 'queue' | 'function' | 'stateMachine' | 'topic';

/** What kind of target an ARN names; undefined where it is none that the local cloud delivers to. */
export function targetKindOf(arn: string): TargetKind | undefined {
  const [, , service, , , type] = arn.split(':');
  if (service === 'sqs') return 'queue';
  if (service === 'sns') return 'topic';
  if (service === 'lambda' && type === 'function') return 'function';
  if (service === 'states' && type === 'stateMachine') return 'stateMachine';
  return undefined;
}
