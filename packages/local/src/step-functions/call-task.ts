import type { JsonValue } from '@tradepost/states-language/definition';
import { isObject } from '@tradepost/states-language/definition';
import type { TaskCall } from '@tradepost/states-language/run';
import type { ChildExecutions } from './child-executions.ts';
import type { IntegrationCall } from './integrations.ts';
import { INTEGRATIONS, invokeFunction } from './integrations.ts';
import type { TaskTokens } from './task-tokens.ts';

export type TaskCallerConfig = {
  readonly call: IntegrationCall;
  readonly tokens: TaskTokens;
  readonly waitForChild: ChildExecutions['waitForChild'];
};

/** Creates the function that performs the tasks of one execution. */
export function createTaskCaller({ call, tokens, waitForChild }: TaskCallerConfig) {
  return async (task: TaskCall): Promise<JsonValue> => {
    const { parsed, input, token } = task;
    if (parsed.kind === 'function') return invokeFunction(parsed.arn, input, call.tasks);
    const integrate = (): Promise<JsonValue> => {
      const integration = INTEGRATIONS[`${parsed.service}:${parsed.action}`];
      if (integration === undefined) throw new Error(`the resource ${task.resource} is not supported here`);
      return integration(isObject(input) ? input : {}, call);
    };
    if (token !== undefined) {
      if (!tokens.isSent(token)) {
        const response = await integrate();
        tokens.markSent(token);
        task.submitted(response);
      }
      return tokens.wait(token, task);
    }
    const response = await integrate();
    if (parsed.pattern === 'request') return response;
    task.submitted(response);
    const child = isObject(response) ? String(response['ExecutionArn']) : '';
    return waitForChild(child, parsed.pattern === 'sync:2');
  };
}
