import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { objectIn, type Properties, textIn } from '@tradepost/compiled-service/templates/properties';
import { type CloudResource, readCloud } from '../check-config/cloud.ts';
import { listed, statementsOf } from '../check-config/policies.ts';

/** A statement that admits somebody to a resource, or to a role. */
export type Admission = {
  /** `service/logicalId` of the role or of the resource's policy. */
  readonly place: string;
  /** `lambda.amazonaws.com`, `*`, an account, or a federated issuer. */
  readonly principal: string;
  readonly kind: 'service' | 'account' | 'everybody' | 'issuer';
  readonly actions: readonly string[];
  /** Condition keys that limit the statement, sorted. */
  readonly limitedBy: readonly string[];
};

/** The property of each type of resource that has a trust policy or a resource policy. */
const POLICIES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'ResourcePolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::Logs::ResourcePolicy': 'PolicyDocument',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
};
const FUNCTION_PERMISSION = 'AWS::Lambda::Permission';
const EVENT_BUS_POLICY = 'AWS::Events::EventBusPolicy';
/** Condition keys by which a statement admits principals of one account only, if their value names that account. */
const LIMIT_TO_ACCOUNT = new Set(
  ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:SourceAccount', 'aws:SourceArn', 'kms:CallerAccount'].map(
    (key) => key.toLowerCase(),
  ),
);
const KINDS = { Service: 'service', AWS: 'account', Federated: 'issuer' } as const;

/** Reads who may assume the roles, and use the resources, of a stage by their own policies. */
export function readAdmissions(services: readonly PackagedService[], stage: string): readonly Admission[] {
  const admissions = readCloud(services, stage).resources.flatMap((resource) =>
    statementsIn(resource)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap((statement) => toAdmissions(`${resource.service}/${resource.logicalId}`, statement)),
  );
  return admissions.toSorted((a, b) => textOf(a).localeCompare(textOf(b), 'en'));
}

/**
 * Returns whether an admission reaches beyond the account: everybody or another account, without a condition that names this
 * account.
 */
export function isFromOutside({ kind, principal, limitedBy }: Admission): boolean {
  const isOwn = principal.includes(`::${PLACEHOLDER_ADDRESSES.accountId}:`);
  const isLimited = limitedBy.some((key) => LIMIT_TO_ACCOUNT.has(key.toLowerCase()));
  return (kind === 'everybody' || (kind === 'account' && !isOwn)) && !isLimited;
}

function statementsIn({ type, properties }: CloudResource): readonly Properties[] {
  if (type === FUNCTION_PERMISSION) {
    const { Principal, Action, SourceArn, SourceAccount } = properties;
    const conditions = { 'aws:SourceArn': SourceArn, 'aws:SourceAccount': SourceAccount };
    const given = Object.entries(conditions).filter(([, value]) => value !== undefined);
    const principal = String(Principal).includes('.') ? { Service: Principal } : { AWS: Principal };
    return [
      { Effect: 'Allow', Principal: principal, Action, Condition: { ArnLike: Object.fromEntries(given) } },
    ];
  }
  if (type === EVENT_BUS_POLICY) {
    const statement = objectIn(properties, 'Statement');
    return statement === undefined
      ? [
          {
            Effect: 'Allow',
            Principal: { AWS: textIn(properties, 'Principal') },
            Action: properties['Action'],
          },
        ]
      : [statement];
  }
  const property = POLICIES[type];
  if (property === undefined) return [];
  const policy = objectIn(properties, property);
  return statementsOf(objectIn(policy ?? {}, 'PolicyDocument') ?? policy);
}

function toAdmissions(place: string, statement: Properties): readonly Admission[] {
  const { Principal, Action, Condition = {} } = statement;
  const limitedBy = Object.values(Condition as Readonly<Record<string, object>>)
    .flatMap((keys) => Object.keys(keys))
    .toSorted();
  const named =
    typeof Principal === 'string'
      ? [['AWS', Principal] as const]
      : Object.entries(Principal as Properties).flatMap(([kind, names]) =>
          listed(names).map((name) => [kind as keyof typeof KINDS, name] as const),
        );
  return named.map(([kind, principal]) => ({
    place,
    principal,
    kind: principal === '*' ? 'everybody' : KINDS[kind],
    actions: listed(Action),
    limitedBy,
  }));
}

function textOf({ kind, principal, place }: Admission): string {
  return `${kind} ${principal} ${place}`;
}
