import {
  flagIn,
  numberIn,
  objectIn,
  optional,
  type Properties,
  requiredText,
  textsIn,
} from './properties.ts';
import type { Reading } from './stack.ts';

/** An HTTP API. The gateway itself answers only CORS requests for it. */
export type HttpApi = { readonly apiId: string; readonly cors?: Cors };

export type Cors = {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
};

/** `AWS::ApiGatewayV2::Api`. */
export function readHttpApi({ properties, arn }: Reading): HttpApi {
  const protocol = requiredText(properties, 'ProtocolType');
  if (protocol !== 'HTTP') throw new Error(`ProtocolType ${protocol} is not supported: only HTTP is`);
  const cors = objectIn(properties, 'CorsConfiguration');
  return { apiId: arn('ApiId'), ...optional('cors', cors === undefined ? undefined : readCors(cors)) };
}

function readCors(cors: Properties): Cors {
  return {
    allowOrigins: textsIn(cors, 'AllowOrigins'),
    allowMethods: textsIn(cors, 'AllowMethods'),
    allowHeaders: textsIn(cors, 'AllowHeaders'),
    exposeHeaders: textsIn(cors, 'ExposeHeaders'),
    allowCredentials: flagIn(cors, 'AllowCredentials', false),
    ...optional('maxAgeSeconds', numberIn(cors, 'MaxAge')),
  };
}
