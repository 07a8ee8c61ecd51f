/**
 * A plugin that has CloudFormation look up SSM parameters as parameters of the template. A property with
 * `{{resolve:ssm:/tradepost/dev/platform/http-api/id}}` becomes a reference to the parameter `PlatformHttpApiId`. A template that
 * itself creates the SSM parameter gets the value in place of it: the parameter does not exist before the first deployment.
 *
 * A template may contain 60 dynamic references, and up to 200 parameters. Three resources of each route have the id of the
 * HTTP API, and a route with an authorizer has two further references.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const { pascal } = require('./names.cjs');

const DYNAMIC_REFERENCE = /^\{\{resolve:ssm:(\/tradepost\/[^/:]+\/([^:}]+))\}\}$/;

module.exports = class SsmParameters {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        lookUp(serverless.service.provider.compiledCloudFormationTemplate),
    };
  }
};

/** Throws Error if a resource has the name of a parameter. */
function lookUp(template) {
  const parameters = {};
  const own = new Map(
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::SSM::Parameter')
      .map(({ Properties }) => [Properties.Name, Properties.Value]),
  );
  template.Resources = replaceIn(template.Resources, (name, path) => {
    if (own.has(name)) return own.get(name);
    const id = path.split(/[/-]/).map(pascal).join('');
    if (id in template.Resources)
      throw new Error(`the resource ${id} has the name of the parameter for ${name}: rename the resource`);
    parameters[id] = { Type: 'AWS::SSM::Parameter::Value<String>', Default: name };
    return { Ref: id };
  });
  if (Object.keys(parameters).length > 0) template.Parameters = { ...template.Parameters, ...parameters };
}

function replaceIn(value, toReference) {
  const text = value?.['Fn::Sub'] ?? value;
  const [, name, path] = typeof text === 'string' ? (DYNAMIC_REFERENCE.exec(text) ?? []) : [];
  if (name !== undefined) return toReference(name, path);
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, toReference));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceIn(each, toReference)]));
}
