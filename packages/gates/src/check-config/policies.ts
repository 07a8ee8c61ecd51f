import { objectIn, objectsIn, type Properties } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';

/** Returns a property of a policy's statement as a list: IAM accepts one text or several. */
export function listed(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** The statements of a policy document. */
export function statementsOf(document: Properties | undefined): readonly Properties[] {
  const statement = document?.['Statement'];
  if (Array.isArray(statement)) return statement as Properties[];
  return statement === undefined ? [] : [statement as Properties];
}

/** The policies of `type` that name the resource under `property`: a queue by its URL, a topic by its ARN, a bucket by its name. */
export function policiesOn(
  type: string,
  property: string,
  resource: CloudResource,
  cloud: Cloud,
): readonly (readonly Properties[])[] {
  return cloud
    .ofType(type)
    .filter(({ properties }) =>
      listed(properties[property]).some(
        (named) => named === resource.arn || named === resource.name || named.endsWith(`/${resource.name}`),
      ),
    )
    .map(({ properties }) => statementsOf(objectIn(properties, 'PolicyDocument')));
}

/** Returns whether a policy denies requests without TLS. */
export function deniesPlainText(statements: readonly Properties[]): boolean {
  return statements.some((statement) => {
    const onlyOverTls = objectIn(objectIn(statement, 'Condition') ?? {}, 'Bool')?.['aws:SecureTransport'];
    return (
      statement['Effect'] === 'Deny' && isEverybody(statement['Principal']) && String(onlyOverTls) === 'false'
    );
  });
}

/** Returns whether a policy allows an action to an AWS service, on behalf of the resource with the ARN `sourceArn`. */
export function allowsService(
  statements: readonly Properties[],
  {
    service,
    action,
    sourceArn,
  }: { readonly service: string; readonly action: string; readonly sourceArn: string },
): boolean {
  return statements.some((statement) => {
    const principal = statement['Principal'];
    const services =
      typeof principal === 'object' ? listed(objectIn(statement, 'Principal')?.['Service']) : [];
    return (
      statement['Effect'] === 'Allow' &&
      services.includes(service) &&
      sourceArnsOf(statement).includes(sourceArn) &&
      listed(statement['Action']).some((allowed) => allowed.toLowerCase() === action.toLowerCase())
    );
  });
}

/** The ARNs on whose behalf a service may act by a statement; none if it does not name them in full. */
export function sourceArnsOf(statement: Properties): readonly string[] {
  const condition = objectIn(statement, 'Condition') ?? {};
  return listed(objectIn(condition, 'ArnEquals')?.['aws:SourceArn']);
}

function isEverybody(principal: unknown): boolean {
  return principal === '*' || (typeof principal === 'object' && (principal as Properties)['AWS'] === '*');
}

/** The documents of a role's policies, or of a policy's own. */
export function documentsOf({ properties }: CloudResource): readonly Properties[] {
  const own = objectIn(properties, 'PolicyDocument');
  const inline = objectsIn(properties, 'Policies').map((policy) => objectIn(policy, 'PolicyDocument') ?? {});
  return own === undefined ? inline : [own, ...inline];
}
