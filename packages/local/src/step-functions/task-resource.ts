/** Integrations that a Task state may call, by the `service:action` of the resource's ARN. */
export const INTEGRATIONS = [
  'lambda:invoke',
  'sqs:sendMessage',
  'events:putEvents',
  'sns:publish',
  'states:startExecution',
] as const;

export type Integration = (typeof INTEGRATIONS)[number];

/** Parsed `Resource` of a Task state. `pattern` determines when the task ends. */
export type TaskResource =
  | { readonly kind: 'function'; readonly arn: string }
  | {
      readonly kind: 'integration';
      readonly integration: Integration;
      readonly pattern: 'request' | 'token' | 'sync' | 'sync:2';
    };

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[^:]+(:[^:]+)?$/;
const INTEGRATION_ARN = /^arn:aws[\w-]*:states:[\w-]*:\d*:(\w+:\w+)(?:\.(waitForTaskToken|sync|sync:2))?$/;

/**
 * Parses a Task state's `Resource`; returns undefined if it is not supported. Only `states:startExecution` supports `.sync`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export function parseTaskResource(resource: string): TaskResource | undefined {
  if (FUNCTION_ARN.test(resource)) return { kind: 'function', arn: resource };
  const match = INTEGRATION_ARN.exec(resource);
  const integration = INTEGRATIONS.find((known) => known === match?.[1]);
  if (integration === undefined) return undefined;
  const suffix = match?.[2];
  if (suffix === undefined) return { kind: 'integration', integration, pattern: 'request' };
  if (suffix === 'waitForTaskToken') return { kind: 'integration', integration, pattern: 'token' };
  if (integration !== 'states:startExecution') return undefined;
  return { kind: 'integration', integration, pattern: suffix === 'sync' ? 'sync' : 'sync:2' };
}
