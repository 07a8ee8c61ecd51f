import { toArn } from '@tradepost/compiled-service/roles/aws-call';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { createTokenBuckets } from './access/token-buckets.ts';
import { createApiGatewayEndpoint } from './api-keys/api-gateway-endpoint.ts';
import { type ApiKeyStore, createApiKeyStore } from './api-keys/api-key-store.ts';
import { type CheckApiKey, createCheckApiKey } from './api-keys/check-api-key.ts';
import type { CloudEngines } from './cloud-engines.ts';
import { createCloudEventSources, isStream, tableOf } from './cloud-event-sources.ts';
import { createCloudMessaging } from './cloud-messaging.ts';
import { createTables, findStreamArn } from './engines/create-tables.ts';
import { seenStreamArn } from './event-sources/stream-record.ts';
import type { EventBridge } from './eventbridge/event-bridge.ts';
import { createEventBridgeEndpoint } from './eventbridge/event-bridge-endpoint.ts';
import { type AwsEndpoints, awsEnvironment, functionEnvironment } from './functions/function-environment.ts';
import { type FunctionHost, startFunctionHost } from './functions/function-host.ts';
import { type AsyncInvocations, createAsyncInvocations } from './gateway/async-invocations.ts';
import type { AwsApis } from './gateway/aws-endpoint.ts';
import { createLambdaEndpoint, type ListedMapping } from './gateway/lambda-endpoint.ts';
import { createSsmEndpoint } from './gateway/ssm-endpoint.ts';
import { createKeyStore } from './kms/key-store.ts';
import { createKmsEndpoint } from './kms/kms-endpoint.ts';
import { logGroupOf, logGroupsOf } from './logs/log-groups.ts';
import { createLogStore, type LogStore } from './logs/log-store.ts';
import { createLogsEndpoint } from './logs/logs-endpoint.ts';
import type { CloudGuard } from './permissions/cloud-guard.ts';
import { createS3Endpoint } from './s3/s3-endpoint.ts';
import { createSecretStore } from './secrets/secret-store.ts';
import { createSecretsEndpoint } from './secrets/secrets-endpoint.ts';
import type { StepFunctions } from './step-functions/step-functions.ts';
import { createStepFunctionsEndpoint } from './step-functions/step-functions-endpoint.ts';

export type CloudCoreOptions = CloudEngines & {
  readonly description: CloudDescription;
  readonly endpoints: AwsEndpoints;
  /** Set if roles are enforced. */
  readonly guard: CloudGuard | undefined;
  readonly accountId: string;
  readonly cacheDir: string | undefined;
  readonly watch: boolean;
  readonly log: (line: string) => void;
  readonly logService: (service: string, line: string) => void;
  readonly onServiceReady: (service: string, durationMs: number) => void;
  readonly cleanUps: AsyncDisposableStack;
};

export type CloudCore = {
  readonly apis: AwsApis;
  readonly functions: FunctionHost;
  readonly checkApiKey: CheckApiKey;
  readonly environment: Readonly<Record<string, string>>;
  /** Starts processing events, messages and workflows, beginning with those of the previous run. */
  readonly begin: () => void;
};

/** Creates the declared resources in the engines, and starts the functions and their triggers. */
export async function createCloudCore(options: CloudCoreOptions): Promise<CloudCore> {
  const { description, dynamodb, endpoints, guard, region, accountId, cleanUps, log } = options;
  const where = { region, accountId };
  const logs = createLogStore();
  const [functions] = await Promise.all([
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
    makeResources(options),
  ]);
  cleanUps.defer(functions.stop);
  const { invoke } = functions;
  const asyncInvocations = createAsyncInvocations(options.events, invoke, log);
  cleanUps.defer(asyncInvocations.stop);
  const authorize = guard?.authorize;
  const cloudMessaging = await createCloudMessaging({ ...options, authorize, invoke, writeLog: logs.append });
  const { eventBridge, stepFunctions, targets } = cloudMessaging;
  cleanUps.defer(stepFunctions.stop);
  cleanUps.defer(eventBridge.stop);
  const eventSources = await createCloudEventSources({
    ...options,
    mappings: description.eventSourceMappings,
    streamArnOf: (tableName) => findStreamArn(dynamodb.endpoint, tableName),
    targets,
    invoke,
  });
  cleanUps.defer(eventSources.stop);
  const apiKeys = createApiKeyStore(options.apiKeys, description);
  return {
    functions,
    checkApiKey: createCheckApiKey(description.usagePlans, apiKeys, createTokenBuckets()),
    apis: createApis(options, { functions, asyncInvocations, logs, eventBridge, stepFunctions, apiKeys }),
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

function createApis(
  options: CloudCoreOptions,
  parts: {
    readonly functions: FunctionHost;
    readonly asyncInvocations: AsyncInvocations;
    readonly logs: LogStore;
    readonly eventBridge: EventBridge;
    readonly stepFunctions: StepFunctions;
    readonly apiKeys: ApiKeyStore;
  },
): AwsApis {
  const { description, dynamodb, messaging } = options;
  const { functions, asyncInvocations, logs, eventBridge, stepFunctions } = parts;
  const { invoke, has } = functions;
  const secrets = createSecretStore(options.secrets, description.secrets);
  const toLogGroupArn = (name: string): string => toArn('logs', options, 'log-group:', name);
  return {
    dynamodb: dynamodb.endpoint,
    messaging: messaging.endpoint,
    lambda: createLambdaEndpoint({
      invoke,
      has,
      asyncInvocations,
      listMappings: () => listMappings(options),
    }),
    s3: createS3Endpoint({ ...options.objects, buckets: description.buckets, region: options.region }),
    apiGateway: createApiGatewayEndpoint(description.usagePlans, parts.apiKeys),
    json: {
      AWSEvents: createEventBridgeEndpoint(eventBridge),
      AWSStepFunctions: createStepFunctionsEndpoint(stepFunctions),
      AmazonSSM: createSsmEndpoint(description.parameters, options),
      Logs_20140328: createLogsEndpoint(logs, logGroupsOf(description), toLogGroupArn),
      secretsmanager: createSecretsEndpoint(secrets),
      TrentService: createKmsEndpoint(createKeyStore(options.keys, description), options),
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

async function makeResources({ description, dynamodb, messaging, log }: CloudCoreOptions): Promise<void> {
  for (const note of await messaging.declare(description)) log(note);
  // Only this process receives from these queues: messages in flight when the previous one was killed can be released.
  await messaging.release(description.eventSourceMappings.map(({ eventSourceArn }) => eventSourceArn));
  for (const note of await createTables(dynamodb.endpoint, description.tables)) log(note);
}
