import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { FUNCTION, type Template } from './template.ts';

export type PlannedChange = {
  readonly logicalId: string;
  readonly type: string;
  readonly kind: 'added' | 'changed' | 'replaced' | 'perhaps replaced' | 'removed' | 'left behind';
  /** Properties that differ; `code` for the code of a function. */
  readonly properties: readonly string[];
  /** Loss of data that the change causes. */
  readonly danger: string | undefined;
};

/** Types of resources with contents that no deployment can restore. */
const HOLDS: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'its users',
  'AWS::DynamoDB::Table': 'its items',
  'AWS::Events::Archive': 'its events',
  'AWS::KMS::Key': 'what is encrypted with it',
  'AWS::S3::Bucket': 'its objects',
  'AWS::SQS::Queue': 'its messages',
  'AWS::SecretsManager::Secret': 'its value',
};

/**
 * Compares two comparable templates of a service: see `toComparable`.
 *
 * @param before undefined if the service was never deployed
 */
export function compareTemplates(before: Template | undefined, after: Template): readonly PlannedChange[] {
  const old = before === undefined ? { Resources: {} } : forgetUnknownCode(before, after);
  const next = before === undefined ? after : forgetUnknownCode(after, before);
  const changes: PlannedChange[] = [];
  fullDiff(old, next).resources.forEachDifference((logicalId, difference) => {
    const kind = kindOf(difference.changeImpact);
    if (kind === undefined) return;
    const type = difference.oldResourceType ?? difference.newResourceType ?? '';
    const properties: string[] = [];
    if (difference.oldValue !== undefined && difference.newValue !== undefined)
      difference.forEachDifference((_, name, { isDifferent }) => {
        if (isDifferent) properties.push(type === FUNCTION && name === 'Code' ? 'code' : name);
      });
    changes.push({ logicalId, type, kind, properties, danger: dangerOf(type, kind) });
  });
  return changes;
}

function kindOf(impact: ResourceImpact): PlannedChange['kind'] | undefined {
  switch (impact) {
    case ResourceImpact.WILL_CREATE:
    case ResourceImpact.WILL_IMPORT:
      return 'added';
    case ResourceImpact.WILL_UPDATE:
      return 'changed';
    case ResourceImpact.WILL_REPLACE:
      return 'replaced';
    case ResourceImpact.MAY_REPLACE:
      return 'perhaps replaced';
    case ResourceImpact.WILL_DESTROY:
      return 'removed';
    case ResourceImpact.WILL_ORPHAN:
      return 'left behind';
    case ResourceImpact.NO_CHANGE:
      return undefined;
    default:
      return impact satisfies never;
  }
}

function dangerOf(type: string, kind: PlannedChange['kind']): string | undefined {
  const held = HOLDS[type];
  if (held === undefined || kind === 'added' || kind === 'changed') return undefined;
  if (kind === 'removed') return `${held} would be lost`;
  if (kind === 'left behind')
    return `${held} would stay in a resource that no stack manages and no function uses`;
  return `the new resource would lack ${held}`;
}

/** Removes the code of functions whose code is unknown in the other template, because it cannot be compared. */
function forgetUnknownCode(template: Template, other: Template): Template {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => {
      const { Code, ...Properties } = resource.Properties ?? {};
      const unknown = resource.Type === FUNCTION && other.Resources[id]?.Properties?.['Code'] === undefined;
      return [id, unknown && Code !== undefined ? { ...resource, Properties } : resource];
    }),
  );
  return { ...template, Resources };
}
