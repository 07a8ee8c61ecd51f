import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';

export type Template = {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
} & Readonly<Record<string, unknown>>;

export const FUNCTION = 'AWS::Lambda::Function';

/** Logical ids that the framework generates for each packaging (deployments) or for each code (versions of functions). */
const GENERATED = [/\b(ApiGatewayDeployment)\d{10,}\b/g, /\b(\w+LambdaVersion)[0-9A-Za-z]{30,}\b/g];
/** Type of functions' versions. Each change of a function's code creates a new version. */
const VERSION = 'AWS::Lambda::Version';

/** Removes the generated part of logical ids, so that two packagings have the same ones. */
export function toLastingId(text: string): string {
  return GENERATED.reduce((all, pattern) => all.replace(pattern, '$1'), text);
}

/**
 * Makes a template comparable: lasting logical ids, no versions of functions, and the hash of each function's code instead of
 * the place of its package. A function whose hash is unknown has no code.
 *
 * @param hashes of the functions' packages by logical id, as Lambda returns them: SHA-256 in base64
 */
export function toComparable(template: Template, hashes: ReadonlyMap<string, string>): Template {
  const { Resources, ...rest } = JSON.parse(toLastingId(JSON.stringify(template))) as Template;
  return {
    ...rest,
    Resources: Object.fromEntries(
      Object.entries(Resources)
        .filter(([, { Type }]) => Type !== VERSION)
        .map(([id, resource]) => {
          if (resource.Type !== FUNCTION) return [id, resource];
          const { Code, ...Properties } = resource.Properties ?? {};
          const known = hashes.get(id) ?? (Code as { CodeSha256?: string } | undefined)?.CodeSha256;
          const code = known === undefined ? {} : { Code: { CodeSha256: known } };
          return [id, { ...resource, Properties: { ...Properties, ...code } }];
        }),
    ),
  };
}
