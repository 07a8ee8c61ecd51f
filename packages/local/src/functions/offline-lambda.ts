import Lambda from 'serverless-offline/lambda';
import type { ThreadService } from './protocol.ts';

/** Runs a function as Lambda does. Rejects with the error that the function throws. */
export type RunFunction = (functionName: string, event: unknown) => Promise<unknown>;

/**
 * Runs the functions of a service in this thread with the class `Lambda` that serverless-offline exports
 * (`serverless-offline/lambda`). The class takes the object of the Serverless Framework, which does not run here, and reads
 * the few properties below. It does not limit the time of an invocation: its timers are not cleared when a function ends.
 */
export function createOfflineLambda({ name, bundleDir, region, functions }: ThreadService): RunFunction {
  const serverless = {
    config: { servicePath: bundleDir, serverlessPath: '' },
    serviceDir: bundleDir,
    service: { service: name, provider: { region }, package: {} },
  };
  const lambda = new Lambda(serverless, { noTimeout: true, useInProcess: true });
  lambda.create(
    functions.map(({ functionName, handler, runtime, memorySizeMb, timeoutSeconds, environment }) => ({
      functionKey: functionName,
      functionDefinition: {
        ...{ name: functionName, handler, runtime, environment },
        memorySize: memorySizeMb,
        timeout: timeoutSeconds,
      },
    })),
  );
  return (functionName, event) => {
    const instance = lambda.getByFunctionName(functionName);
    instance.setEvent(event);
    return instance.runHandler();
  };
}
