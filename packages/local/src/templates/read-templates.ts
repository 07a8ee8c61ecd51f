import type { PackagedService } from '../packaging/service-state.ts';
import type { CloudResources } from '../resources.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { readArchive, readEventBus, readRule } from './event-resources.ts';
import { type DeployedFunction, readEventSourceMapping, readFunction } from './function-resources.ts';
import { type HttpApi, readHttpApi } from './http-apis.ts';
import { readLogGroup } from './log-resources.ts';
import { readInlineSubscriptions, readQueue, readSubscription, readTopic } from './messaging-resources.ts';
import { requiredText } from './properties.ts';
import { type MissingProtection, missingProtections } from './protections.ts';
import { type Reading, readingOf } from './reading.ts';
import { type RestPreflight, type Route, readHttpRoute, readRestPreflight, readRestRoute } from './routes.ts';
import { readSecret } from './secret-resources.ts';
import { createStacks, type Stack } from './stack.ts';
import { readStateMachine } from './state-machine-resources.ts';
import { supportOf } from './support.ts';

/** Resources of all services, and everything that the local cloud does not support. */
export type CloudDescription = Omit<CloudResources, 'functions'> & {
  readonly functions: readonly DeployedFunction[];
  readonly routes: readonly Route[];
  readonly httpApis: readonly HttpApi[];
  readonly preflights: readonly RestPreflight[];
  readonly buckets: readonly string[];
  /** SSM parameters, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** One line each, with the service, the resource, its type, and what is not supported. */
  readonly problems: readonly string[];
  /** Protections that the local cloud does not enforce, such as authorizers and resource policies. */
  readonly missingProtections: readonly MissingProtection[];
};

/**
 * Reads the compiled templates of `services`, with every intrinsic function resolved, even across services. Everything that
 * is not supported or cannot be resolved is listed in `problems`; the rest is still read.
 */
export function readTemplates(services: readonly PackagedService[], where: CloudAddresses): CloudDescription {
  const found = emptyCollection();
  for (const stack of createStacks(services, where)) {
    for (const [logicalId, resource] of Object.entries(stack.resources)) {
      const { Type: type } = resource;
      const report = (message: string): void => {
        found.problems.push(`${stack.service.name}: ${logicalId} (${type}) ${message}`);
      };
      const support = supportOf(type);
      if (!isDeploymentBucket(logicalId))
        found.missingProtections.push(...missingProtections(stack.service.name, logicalId, resource));
      if (support === 'no-local-effect' || isDeploymentBucket(logicalId)) continue;
      if (support === undefined) {
        report('is not supported by the local cloud');
        continue;
      }
      for (const name of Object.keys(resource.Properties ?? {})) {
        const known = [...support.reads, ...support.ignores, ...Object.keys(support.protections ?? {})];
        if (known.includes(name)) continue;
        report(`has the property ${name}, which is not supported by the local cloud`);
      }
      try {
        collect(type, readingOf(stack, logicalId, where), stack, where, found);
      } catch (error) {
        report(`cannot be read by the local cloud: ${(error as Error).message}`);
      }
    }
    reportLostEvents(stack, found);
  }
  return found;
}

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
    missingProtections: [],
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
      // Integrations and the path parts of a REST API are read with their routes.
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
function isDeploymentBucket(logicalId: string): boolean {
  return logicalId === 'ServerlessDeploymentBucket' || logicalId === 'ServerlessDeploymentBucketPolicy';
}

/** Events that serverless-offline would serve, but that none of the resources above represents. */
const UNSUPPORTED_EVENTS = ['websocket', 'alb'];

function reportLostEvents({ service }: Stack, found: Collection): void {
  for (const [key, { events }] of Object.entries(service.state.service.functions)) {
    for (const kind of (events ?? []).flatMap((event) => Object.keys(event))) {
      if (!UNSUPPORTED_EVENTS.includes(kind)) continue;
      found.problems.push(
        `${service.name}: the function ${key} has a ${kind} event, which is not supported by the local cloud`,
      );
    }
  }
}
