import { numberIn, objectIn, optional, requiredText } from './properties.ts';
import type { Declared } from './resources.ts';
import type { Reading } from './stack.ts';

/** A response that a REST API itself sends, in place of its default. */
export type GatewayResponse = Declared & {
  readonly apiId: string;
  /** Such as `UNAUTHORIZED`; `DEFAULT_4XX` for all types of 4xx that have none of their own. */
  readonly type: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Template of the JSON body. */
  readonly template?: string;
};

const HEADER = 'gatewayresponse.header.';
const JSON_TYPE = 'application/json';

/**
 * `AWS::ApiGateway::GatewayResponse` with headers of fixed values and a template of JSON.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function readGatewayResponse({ declared, properties }: Reading): GatewayResponse {
  const headers = Object.entries(objectIn(properties, 'ResponseParameters') ?? {}).map(([name, value]) => {
    const [, fixed] = /^'([^']*)'$/s.exec(String(value)) ?? [];
    if (!name.startsWith(HEADER) || fixed === undefined)
      throw new Error(`ResponseParameters ${name} is not supported: only headers with a fixed value are`);
    return [name.slice(HEADER.length).toLowerCase(), fixed];
  });
  const templates = objectIn(properties, 'ResponseTemplates') ?? {};
  const other = Object.keys(templates).find((type) => type !== JSON_TYPE);
  if (other !== undefined)
    throw new Error(`ResponseTemplates ${other} is not supported: only ${JSON_TYPE} is`);
  const template = templates[JSON_TYPE];
  return {
    ...declared,
    apiId: requiredText(properties, 'RestApiId'),
    type: requiredText(properties, 'ResponseType'),
    ...optional('status', numberIn(properties, 'StatusCode')),
    headers: Object.fromEntries(headers),
    ...optional('template', template === undefined ? undefined : String(template)),
  };
}
