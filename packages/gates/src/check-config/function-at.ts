import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import { numberIn, objectIn, type Properties } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';

/** Lambda's own default. */
const DEFAULT_TIMEOUT_SECONDS = 3;

/** The function with a name or an ARN, and its timeout; undefined if no service declares it. */
export function functionAt(
  nameOrArn: string | undefined,
  cloud: Cloud,
): { readonly resource: CloudResource; readonly timeoutSeconds: number } | undefined {
  if (nameOrArn === undefined) return undefined;
  const name = functionNameOf(nameOrArn);
  const resource = cloud.ofType('AWS::Lambda::Function').find((candidate) => candidate.name === name);
  if (resource === undefined) return undefined;
  return { resource, timeoutSeconds: numberIn(resource.properties, 'Timeout') ?? DEFAULT_TIMEOUT_SECONDS };
}

/** The environment variables in the properties of a function: as declared, or resolved. */
export function variablesIn(properties: Properties = {}): Properties {
  return objectIn(objectIn(properties, 'Environment') ?? {}, 'Variables') ?? {};
}
