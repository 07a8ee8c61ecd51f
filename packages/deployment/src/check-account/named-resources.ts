import { resolveIntrinsics } from '@tradepost/compiled-service/templates/intrinsics';
import type { Leftover, PlannedService } from './facts.ts';

/** The property with the fixed name of a resource, by type. Creation fails if a resource of this name exists. */
export const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

export type NamedResource = Omit<Leftover, 'deletionScheduled'>;

/** Finds the resources of the templates that have a fixed name. Those whose name refers to another resource have none. */
export function namedResources(
  planned: readonly PlannedService[],
  { account, region }: { readonly account: string; readonly region: string },
): readonly NamedResource[] {
  return planned.flatMap(({ service, resources }) =>
    Object.entries(resources).flatMap(([logicalId, { Type: type, Properties = {} }]) => {
      const property = NAME_PROPERTIES[type];
      const name = property === undefined ? undefined : resolveName(Properties[property], account, region);
      return name === undefined ? [] : [{ service, logicalId, type, name }];
    }),
  );
}

function resolveName(value: unknown, account: string, region: string): string | undefined {
  if (value === undefined) return undefined;
  const known: Readonly<Record<string, string>> = { 'AWS::Region': region, 'AWS::AccountId': account };
  const unresolved = (): never => {
    throw new Unresolved();
  };
  try {
    const name = resolveIntrinsics(value, {
      ref: (id) => known[id] ?? unresolved(),
      getAtt: unresolved,
      dynamicReference: unresolved,
    });
    return String(name);
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

class Unresolved extends Error {}
