import type { DatabaseSync } from 'node:sqlite';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { toArn } from '@tradepost/compiled-service/roles/aws-call';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { createCloudEventSources, isStream, tableOf } from './cloud-event-sources.ts';
import { createCloudMessaging } from './cloud-messaging.ts';
import { createTables, findStreamArn } from './engines/create-tables.ts';
import type { DynamodbEngine } from './engines/dynamodb-engine.ts';
import type { MessagingEngine } from './engines/messaging-engine.ts';
import type { StreamCheckpoints } from './event-sources/stream-checkpoints.ts';
import { seenStreamArn } from './event-sources/stream-record.ts';
import { createEventBridgeEndpoint } from './eventbridge/event-bridge-endpoint.ts';
import { type AwsEndpoints, awsEnvironment, functionEnvironment } from './functions/function-environment.ts';
import { type FunctionHost, startFunctionHost } from './functions/function-host.ts';
import { createAsyncInvocations } from './gateway/async-invocations.ts';
import type { AwsApis } from './gateway/aws-endpoint.ts';
import { createLambdaEndpoint, type ListedMapping } from './gateway/lambda-endpoint.ts';
import { createSsmEndpoint } from './gateway/ssm-endpoint.ts';
import type { InvokeFunction } from './invocation.ts';
import { createLogStore } from './logs/log-store.ts';
import { createLogsEndpoint, type LogGroups } from './logs/logs-endpoint.ts';
import type { CloudGuard } from './permissions/cloud-guard.ts';
import { createSecretStore } from './secrets/secret-store.ts';
import { createSecretsEndpoint } from './secrets/secrets-endpoint.ts';
import { createStepFunctionsEndpoint } from './step-functions/step-functions-endpoint.ts';

export type CloudCoreOptions = {
  readonly services: readonly PackagedService[];
  readonly description: CloudDescription;
  readonly endpoints: AwsEndpoints;
  /** Set if roles are enforced. */
  readonly guard: CloudGuard | undefined;
  readonly dynamodb: DynamodbEngine;
  readonly messaging: MessagingEngine;
  readonly events: DatabaseSync;
  readonly workflows: DatabaseSync;
  readonly secrets: DatabaseSync;
  readonly checkpoints: StreamCheckpoints;
  readonly region: string;
  readonly accountId: string;
  readonly cacheDir: string | undefined;
  readonly watch: boolean;
  readonly log: (line: string) => void;
  readonly logService: (service: string, line: string) => void;
  readonly onServiceReady: (service: string, durationMs: number) => void;
  readonly openAws: (apis: AwsApis) => void;
  /** Receives the stop functions, in the order of the starts. */
  readonly cleanUps: (() => unknown)[];
};

export type CloudCore = {
  readonly functions: FunctionHost;
  readonly environment: Readonly<Record<string, string>>;
  /** Starts processing events, messages and workflows, beginning with those of the previous run. */
  readonly begin: () => void;
};

/** Creates the declared resources in the engines, and starts the functions and their triggers. */
export async function createCloudCore(options: CloudCoreOptions): Promise<CloudCore> {
  const { description, dynamodb, messaging, endpoints, guard, region, accountId, cleanUps, log } = options;
  const where = { region, accountId };
  let functions: FunctionHost | undefined;
  const invoke: InvokeFunction = (functionName, event) => {
    if (functions === undefined) throw new Error('The functions have not started');
    return functions.invoke(functionName, event);
  };

  const logs = createLogStore();
  const making = makeResources(options);
  const cloudMessaging = createCloudMessaging({
    ...options,
    authorize: guard?.authorize,
    invoke,
    log,
    writeLog: logs.append,
  });
  const { eventBridge, stepFunctions, targets } = cloudMessaging;
  const asyncInvocations = createAsyncInvocations(options.events, invoke, log);
  options.openAws({
    dynamodb: dynamodb.endpoint,
    messaging: messaging.endpoint,
    lambda: createLambdaEndpoint({
      invoke,
      asyncInvocations,
      has: (functionName) => functions?.has(functionName) === true,
      listMappings: () => listMappings(options),
    }),
    json: {
      AWSEvents: createEventBridgeEndpoint(eventBridge),
      AWSStepFunctions: createStepFunctionsEndpoint(stepFunctions, log),
      AmazonSSM: createSsmEndpoint(description.parameters, where),
      Logs_20140328: createLogsEndpoint(logs, logGroupsOf(description), (name) =>
        toArn('logs', where, 'log-group:', name),
      ),
      secretsmanager: createSecretsEndpoint(createSecretStore(options.secrets, description.secrets)),
    },
  });
  [functions] = await Promise.all([
    startFunctionHost({
      ...options,
      functions: description.functions,
      environment: functionEnvironment(guard?.endpoints ?? endpoints, where),
      nameCallers: guard !== undefined,
      log: (service, line, functionName) => {
        if (functionName !== undefined)
          logs.append({ logGroupName: logGroupOf(functionName), timestampMs: Date.now(), message: line });
        options.logService(service, line);
      },
    }),
    making,
  ]);
  cleanUps.push(functions.stop, asyncInvocations.stop, stepFunctions.stop, eventBridge.stop);

  const eventSources = await createCloudEventSources({
    ...options,
    mappings: description.eventSourceMappings,
    streamArnOf: (tableName) => findStreamArn(dynamodb.endpoint, tableName),
    targets,
    invoke,
  });
  cleanUps.push(eventSources.stop);
  return {
    functions,
    environment: awsEnvironment(endpoints, where),
    begin: () => {
      const resumed = stepFunctions.resume();
      if (resumed > 0) log(`resumed ${resumed} workflow executions of the previous run`);
      asyncInvocations.resume();
      eventBridge.start();
      eventSources.start();
    },
  };
}

/** Lists streams with the same ARN that their records have: the engine's label, the local cloud's region. */
async function listMappings(options: CloudCoreOptions): Promise<readonly ListedMapping[]> {
  const { description, dynamodb, region, accountId } = options;
  return Promise.all(
    description.eventSourceMappings.map(async (mapping) => {
      const { functionName, eventSourceArn, enabled, onFailureDestinationArn: Destination } = mapping;
      const EventSourceArn = isStream(eventSourceArn)
        ? seenStreamArn(await findStreamArn(dynamodb.endpoint, tableOf(eventSourceArn)), region, accountId)
        : eventSourceArn;
      return {
        FunctionArn: toArn('lambda', { region, accountId }, 'function:', functionNameOf(functionName)),
        EventSourceArn,
        State: enabled ? ('Enabled' as const) : ('Disabled' as const),
        ...(Destination === undefined ? {} : { DestinationConfig: { OnFailure: { Destination } } }),
      };
    }),
  );
}

function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** Log groups of functions and workflows, with their indexed fields. */
function logGroupsOf({ functions, stateMachines, logGroups }: CloudDescription): LogGroups {
  const ofWorkflows = stateMachines.flatMap(({ logging }) => logging?.logGroupName ?? []);
  const names = [...functions.map(({ functionName }) => logGroupOf(functionName)), ...ofWorkflows];
  const indexed = new Map(logGroups.map(({ name, indexedFields }) => [name, indexedFields]));
  return new Map(names.map((name) => [name, indexed.get(name) ?? []]));
}

async function makeResources({ description, dynamodb, messaging, log }: CloudCoreOptions): Promise<void> {
  for (const note of await messaging.declare(description)) log(note);
  // Only this process receives from these queues: messages in flight when the previous one was killed can be released.
  await messaging.release(description.eventSourceMappings.map(({ eventSourceArn }) => eventSourceArn));
  for (const note of await createTables(dynamodb.endpoint, description.tables)) log(note);
}
