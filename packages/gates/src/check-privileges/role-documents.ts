import type { CompiledStage } from '@tradepost/compiled-service/packaging/compile-services';
import type { CloudAddresses } from '@tradepost/compiled-service/templates/cloud-addresses';
import {
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import { createStacks, type Reading } from '@tradepost/compiled-service/templates/stack';
import { listed, statementsOf } from '../check-config/policies.ts';

/**
 * A role as the templates declare it, with placeholders (`${account}`, `${region}`, `${partition}`, `${stage}`) in place of
 * what differs between accounts.
 */
export type RoleDocument = {
  /** The name without `tradepost-${stage}-`. */
  readonly role: string;
  /** The stages whose template has exactly this. A personal stage has what `dev` has. */
  readonly stages: readonly string[];
  readonly trust: readonly Properties[];
  /** Statements by the name of the inline policy. */
  readonly policies: Readonly<Record<string, readonly Properties[]>>;
  readonly managed: readonly string[];
};

/** Placeholders in place of the account and the region of resources. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the placeholders of the report.
const PLACEHOLDERS: CloudAddresses = {
  accountId: '${account}',
  region: '${region}',
  sqsEndpoint: 'https://sqs.${region}.amazonaws.com',
  gatewayUrl: 'https://gateway',
};

/** Reads the roles of all services on some stages, sorted by their names. */
export function readRoleDocuments(compiled: readonly CompiledStage[]): readonly RoleDocument[] {
  const found = new Map<string, RoleDocument>();
  for (const { stage, services } of compiled) {
    for (const role of createStacks(services, PLACEHOLDERS).flatMap(rolesIn)) {
      const document = withPlaceholders(toDocument(role), stage);
      const key = JSON.stringify(document);
      const stages = [...(found.get(key)?.stages ?? []), stage];
      found.set(key, { ...document, stages });
    }
  }
  const order = new Intl.Collator('en');
  return [...found.values()].toSorted((a, b) => order.compare(a.role, b.role));
}

function rolesIn({ resources, read }: ReturnType<typeof createStacks>[number]): readonly Reading[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([logicalId]) => read(logicalId));
}

function toDocument({ properties, name }: Reading): RoleDocument {
  const policies = objectsIn(properties, 'Policies').map((policy) => [
    textIn(policy, 'PolicyName') ?? '',
    statementsOf(objectIn(policy, 'PolicyDocument')),
  ]);
  return {
    role: name(),
    stages: [],
    trust: statementsOf(objectIn(properties, 'AssumeRolePolicyDocument')),
    policies: Object.fromEntries(policies),
    managed: listed(properties['ManagedPolicyArns']),
  };
}

/** The framework's name of a function's policy has the stage after the service. */
function withPlaceholders(document: RoleDocument, stage: string): RoleDocument {
  const text = JSON.stringify(document)
    .replaceAll('arn:aws:', 'arn:${partition}:')
    .replace(new RegExp(`\\btradepost([-/])${stage}\\b`, 'g'), 'tradepost$1${stage}')
    .replace(new RegExp(`\\btradepost-([a-z]+)-${stage}-lambda\\b`, 'g'), 'tradepost-$1-${stage}-lambda');
  const read = JSON.parse(text) as RoleDocument;
  return { ...read, role: read.role.replace('tradepost-${stage}-', '') };
}
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are the placeholders of the report.
