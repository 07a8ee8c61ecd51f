import type { PackagedService } from '../packaging/service-state.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { readArchive, readEventBus, readRule } from './event-resources.ts';
import { type DeployedFunction, readEventSourceMapping, readFunction } from './function-resources.ts';
import { type HttpApi, readHttpApi } from './http-apis.ts';
import { readLogGroup } from './log-resources.ts';
import { readInlineSubscriptions, readQueue, readSubscription, readTopic } from './messaging-resources.ts';
import { requiredText } from './properties.ts';
import { type Reading, readingOf } from './reading.ts';
import type { CloudResources } from './resources.ts';
import { type RestPreflight, type Route, readHttpRoute, readRestPreflight, readRestRoute } from './routes.ts';
import { readSecret } from './secret-resources.ts';
import { createStacks, type Stack } from './stack.ts';
import { readStateMachine } from './state-machine-resources.ts';

/** Resources of all services. */
export type CloudDescription = Omit<CloudResources, 'functions'> & {
  readonly functions: readonly DeployedFunction[];
  readonly routes: readonly Route[];
  readonly httpApis: readonly HttpApi[];
  readonly preflights: readonly RestPreflight[];
  readonly buckets: readonly string[];
  /** SSM parameters, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Resources that cannot be read: one line each, with the service, the resource, its type, and the reason. */
  readonly problems: readonly string[];
};

/**
 * Reads the compiled templates of `services`, with every intrinsic function resolved, even across services. Resources of
 * other types than those of the description are skipped; a resource that cannot be read is listed in `problems`.
 */
export function readTemplates(services: readonly PackagedService[], where: CloudAddresses): CloudDescription {
  const found = emptyCollection();
  for (const stack of createStacks(services, where)) {
    for (const [logicalId, { Type: type }] of Object.entries(stack.resources)) {
      if (!READ_TYPES.has(type) || isDeploymentBucket(logicalId)) continue;
      try {
        collect(type, readingOf(stack, logicalId, where), stack, where, found);
      } catch (error) {
        found.problems.push(
          `${stack.service.name}: ${logicalId} (${type}) cannot be read: ${(error as Error).message}`,
        );
      }
    }
  }
  return found;
}

/** Integrations and the path parts of a REST API are read with their routes. */
const READ_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
]);

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };
type Collection = Omit<Mutable<CloudDescription>, 'parameters'> & { parameters: Map<string, string> };

function emptyCollection(): Collection {
  return {
    tables: [],
    queues: [],
    topics: [],
    subscriptions: [],
    buses: [],
    archives: [],
    rules: [],
    stateMachines: [],
    eventSourceMappings: [],
    functions: [],
    secrets: [],
    logGroups: [],
    routes: [],
    preflights: [],
    httpApis: [],
    buckets: [],
    parameters: new Map(),
    problems: [],
  };
}

function collect(
  type: string,
  reading: Reading,
  stack: Stack,
  where: CloudAddresses,
  found: Collection,
): void {
  const { declared, properties, name } = reading;
  switch (type) {
    case 'AWS::DynamoDB::Table':
      found.tables.push({ ...declared, tableName: name(), properties });
      return;
    case 'AWS::SQS::Queue':
      found.queues.push(readQueue(reading));
      return;
    case 'AWS::SNS::Topic':
      found.topics.push(readTopic(reading));
      found.subscriptions.push(...readInlineSubscriptions(reading));
      return;
    case 'AWS::SNS::Subscription':
      found.subscriptions.push(...defined(readSubscription(reading)));
      return;
    case 'AWS::S3::Bucket':
      found.buckets.push(name().toLowerCase());
      return;
    case 'AWS::Events::EventBus':
      found.buses.push(readEventBus(reading));
      return;
    case 'AWS::Events::Archive':
      found.archives.push(readArchive(reading));
      return;
    case 'AWS::Events::Rule':
      found.rules.push(readRule(reading));
      return;
    case 'AWS::StepFunctions::StateMachine':
      found.stateMachines.push(readStateMachine(reading));
      return;
    case 'AWS::Lambda::Function':
      found.functions.push(readFunction(reading, functionKeys(stack)));
      return;
    case 'AWS::Lambda::EventSourceMapping':
      found.eventSourceMappings.push(readEventSourceMapping(reading));
      return;
    case 'AWS::SecretsManager::Secret':
      found.secrets.push(readSecret(reading));
      return;
    case 'AWS::Logs::LogGroup':
      found.logGroups.push(readLogGroup(reading));
      return;
    case 'AWS::SSM::Parameter':
      found.parameters.set(requiredText(properties, 'Name'), String(properties['Value']));
      return;
    case 'AWS::ApiGatewayV2::Api':
      found.httpApis.push(readHttpApi(reading));
      return;
    case 'AWS::ApiGatewayV2::Route':
      found.routes.push(readHttpRoute(reading, stack, where));
      return;
    case 'AWS::ApiGateway::Method':
      found.routes.push(...defined(readRestRoute(reading, stack)));
      found.preflights.push(...defined(readRestPreflight(reading, stack)));
      return;
    default:
      return;
  }
}

function defined<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function functionKeys({ service }: Stack): ReadonlyMap<string, string> {
  return new Map(Object.entries(service.state.service.functions).map(([key, { name }]) => [name, key]));
}

/** Returns whether a resource is the framework's bucket for packages or its policy. */
export function isDeploymentBucket(logicalId: string): boolean {
  return logicalId === 'ServerlessDeploymentBucket' || logicalId === 'ServerlessDeploymentBucketPolicy';
}
