import type { PackagedService } from '../packaging/service-state.ts';
import { type Authorizer, readHttpAuthorizer, readRestAuthorizer } from './authorizers.ts';
import { readBucket } from './bucket-resources.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { readArchive, readRule } from './event-resources.ts';
import { readEventSourceMapping, readFunction } from './function-resources.ts';
import { type GatewayResponse, readGatewayResponse } from './gateway-responses.ts';
import { type HttpApi, readHttpApi } from './http-apis.ts';
import { readKey, readKeyAlias } from './key-resources.ts';
import { readInlineSubscriptions, readQueue, readSubscription, readTopic } from './messaging-resources.ts';
import { objectsIn, requiredText } from './properties.ts';
import type { CloudResources } from './resources.ts';
import { type RestPreflight, type Route, readHttpRoute, readRestPreflight, readRestRoute } from './routes.ts';
import { readSecret } from './secret-resources.ts';
import { createStacks, type Reading, type Stack } from './stack.ts';
import { readStateMachine } from './state-machine-resources.ts';
import { readHttpThrottles, readRestThrottles, type StageThrottles } from './throttles.ts';
import {
  type ApiKeyResource,
  checkKeySource,
  readApiKey,
  readUsagePlan,
  readUsagePlanKey,
  type UsagePlan,
  type UsagePlanKey,
} from './usage-plans.ts';
import {
  readUserPool,
  readUserPoolClient,
  readUserPoolGroup,
  readUserPoolScopes,
} from './user-pool-resources.ts';

/** Resources of all services. */
export type CloudDescription = CloudResources & {
  readonly routes: readonly Route[];
  readonly httpApis: readonly HttpApi[];
  readonly preflights: readonly RestPreflight[];
  readonly authorizers: readonly Authorizer[];
  readonly throttles: readonly StageThrottles[];
  readonly gatewayResponses: readonly GatewayResponse[];
  readonly apiKeys: readonly ApiKeyResource[];
  readonly usagePlans: readonly UsagePlan[];
  readonly usagePlanKeys: readonly UsagePlanKey[];
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
      const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
      if (read === undefined || isDeploymentBucket(logicalId)) continue;
      try {
        const reading = stack.read(logicalId);
        // The copy resolves all properties, so that a problem of one that is not read here is found, too.
        read({ ...reading, properties: { ...reading.properties } }, found, stack);
      } catch (error) {
        found.problems.push(
          `${stack.service.name}: ${logicalId} (${type}) cannot be read: ${(error as Error).message}`,
        );
      }
    }
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
    keys: [],
    keyAliases: [],
    logGroups: [],
    userPools: [],
    userPoolClients: [],
    userPoolScopes: [],
    userPoolGroups: [],
    routes: [],
    preflights: [],
    httpApis: [],
    authorizers: [],
    throttles: [],
    gatewayResponses: [],
    apiKeys: [],
    usagePlans: [],
    usagePlanKeys: [],
    buckets: [],
    parameters: new Map(),
    problems: [],
  };
}

/** Integrations and the path parts of a REST API are read with their routes. */
const READERS: Readonly<Record<string, (reading: Reading, found: Collection, stack: Stack) => void>> = {
  'AWS::DynamoDB::Table': ({ declared, properties, name }, { tables }) =>
    tables.push({ ...declared, tableName: name(), properties }),
  'AWS::SQS::Queue': (reading, { queues }) => queues.push(readQueue(reading)),
  'AWS::SNS::Topic': (reading, { topics, subscriptions }) => {
    topics.push(readTopic(reading));
    subscriptions.push(...readInlineSubscriptions(reading));
  },
  'AWS::SNS::Subscription': (reading, { subscriptions }) =>
    subscriptions.push(...defined(readSubscription(reading))),
  'AWS::S3::Bucket': (reading, { buckets }) => buckets.push(readBucket(reading)),
  'AWS::Events::EventBus': ({ declared, name, arn }, { buses }) =>
    buses.push({ ...declared, name: name(), arn: arn('Arn') }),
  'AWS::Events::Archive': (reading, { archives }) => archives.push(readArchive(reading)),
  'AWS::Events::Rule': (reading, { rules }) => rules.push(readRule(reading)),
  'AWS::StepFunctions::StateMachine': (reading, { stateMachines }) =>
    stateMachines.push(readStateMachine(reading)),
  'AWS::Lambda::Function': (reading, { functions }, { service }) =>
    functions.push(readFunction(reading, service)),
  'AWS::Lambda::EventSourceMapping': (reading, { eventSourceMappings }) =>
    eventSourceMappings.push(readEventSourceMapping(reading)),
  'AWS::SecretsManager::Secret': (reading, { secrets }) => secrets.push(readSecret(reading)),
  'AWS::KMS::Key': (reading, { keys }) => keys.push(readKey(reading)),
  'AWS::KMS::Alias': (reading, { keyAliases }) => keyAliases.push(readKeyAlias(reading)),
  'AWS::Logs::LogGroup': ({ declared, properties, name }, { logGroups }) =>
    logGroups.push({
      ...declared,
      name: name(),
      indexedFields: objectsIn(properties, 'FieldIndexPolicies').flatMap(
        ({ Fields }) => Fields as readonly string[],
      ),
    }),
  'AWS::Cognito::UserPool': (reading, { userPools }) => userPools.push(readUserPool(reading)),
  'AWS::Cognito::UserPoolClient': (reading, { userPoolClients }) =>
    userPoolClients.push(readUserPoolClient(reading)),
  'AWS::Cognito::UserPoolResourceServer': (reading, { userPoolScopes }) =>
    userPoolScopes.push(readUserPoolScopes(reading)),
  'AWS::Cognito::UserPoolGroup': (reading, { userPoolGroups }) =>
    userPoolGroups.push(readUserPoolGroup(reading)),
  'AWS::SSM::Parameter': ({ properties }, { parameters }) =>
    parameters.set(requiredText(properties, 'Name'), String(properties['Value'])),
  'AWS::ApiGatewayV2::Api': (reading, { httpApis }) => httpApis.push(readHttpApi(reading)),
  'AWS::ApiGatewayV2::Route': (reading, { routes }, stack) => routes.push(readHttpRoute(reading, stack)),
  'AWS::ApiGatewayV2::Authorizer': (reading, { authorizers }) =>
    authorizers.push(readHttpAuthorizer(reading)),
  'AWS::ApiGatewayV2::Stage': (reading, { throttles }) => throttles.push(readHttpThrottles(reading)),
  'AWS::ApiGateway::RestApi': (reading) => checkKeySource(reading),
  'AWS::ApiGateway::Authorizer': (reading, { authorizers }) => authorizers.push(readRestAuthorizer(reading)),
  'AWS::ApiGateway::Stage': (reading, { throttles }) => throttles.push(readRestThrottles(reading)),
  'AWS::ApiGateway::GatewayResponse': (reading, { gatewayResponses }) =>
    gatewayResponses.push(readGatewayResponse(reading)),
  'AWS::ApiGateway::ApiKey': (reading, { apiKeys }) => apiKeys.push(readApiKey(reading)),
  'AWS::ApiGateway::UsagePlan': (reading, { usagePlans }) => usagePlans.push(readUsagePlan(reading)),
  'AWS::ApiGateway::UsagePlanKey': (reading, { usagePlanKeys }) =>
    usagePlanKeys.push(readUsagePlanKey(reading)),
  'AWS::ApiGateway::Method': (reading, { routes, preflights }, stack) => {
    routes.push(...defined(readRestRoute(reading, stack)));
    preflights.push(...defined(readRestPreflight(reading, stack)));
  },
};

function defined<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** Returns whether a resource is the framework's bucket for packages or its policy. */
export function isDeploymentBucket(logicalId: string): boolean {
  return logicalId === 'ServerlessDeploymentBucket' || logicalId === 'ServerlessDeploymentBucketPolicy';
}
