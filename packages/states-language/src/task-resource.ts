/** Parsed `Resource` of a Task state. `pattern` determines when the task ends. */
export type TaskResource =
  | { readonly kind: 'function'; readonly arn: string; readonly pattern: 'request' }
  | {
      readonly kind: 'integration';
      /** For example `sqs`. */
      readonly service: string;
      /** For example `sendMessage`. */
      readonly action: string;
      readonly pattern: 'request' | 'waitForTaskToken' | 'sync' | 'sync:2';
    };

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[^:]+(:[^:]+)?$/;
const INTEGRATION_ARN =
  /^arn:aws[\w-]*:states:[\w-]*:\d*:((?:aws-sdk:)?\w+):(\w+)(?:\.(waitForTaskToken|sync|sync:2))?$/;

/**
 * Parses a Task state's `Resource`: the ARN of a Lambda function, or of an integration. Other texts, such as the function
 * of CloudFormation that gives the ARN of a function, are taken for a function.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export function parseTaskResource(resource: string): TaskResource {
  const [, service, action, pattern = 'request'] = INTEGRATION_ARN.exec(resource) ?? [];
  if (service === undefined || action === undefined)
    return { kind: 'function', arn: resource, pattern: 'request' };
  return { kind: 'integration', service, action, pattern: pattern as 'request' };
}

/** Returns whether a resource is the ARN of a Lambda function. */
export function isFunctionArn(resource: string): boolean {
  return FUNCTION_ARN.test(resource);
}
