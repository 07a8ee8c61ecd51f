/** A CloudFormation template, as far as a plan reads it. */
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
} & Readonly<Record<string, unknown>>;

export type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;

export const FUNCTION = 'AWS::Lambda::Function';

/**
 * Ids that the framework makes anew for each packaging, or for each code: the resource is the next of its kind, and no
 * other one.
 */
const NUMBERED = [/\b(ApiGatewayDeployment)\d{10,}\b/g, /\b(\w+LambdaVersion)[0-9A-Za-z]{30,}\b/g];
/** What a function runs, under a number: it is another one whenever its function is. */
const VERSION = 'AWS::Lambda::Version';

/**
 * Makes a template comparable: resources by lasting ids, without the versions of functions, and each function's code by its hash instead of by where the
 * package was put. A function whose hash nobody knows has no code.
 *
 * @param hashes of the functions' packages by logical id, as Lambda tells them: SHA-256 in base64
 */
export function toComparable(template: Template, hashes: ReadonlyMap<string, string>): Template {
  const text = NUMBERED.reduce((all, pattern) => all.replace(pattern, '$1'), JSON.stringify(template));
  const { Resources, ...rest } = JSON.parse(text) as Template;
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
