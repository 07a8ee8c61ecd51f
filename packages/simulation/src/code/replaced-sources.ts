/**
 * Replaces `@smithy/node-http-handler`, the SDK's default request handler: every AWS call of every function passes
 * through it. `__send` is one of the globals of the evaluated code.
 */
export const REQUEST_HANDLER_SOURCE = `
export class NodeHttpHandler {
  metadata = { handlerProtocol: 'http/1.1' };
  static create(instanceOrOptions) {
    return typeof instanceOrOptions?.handle === 'function' ? instanceOrOptions : new NodeHttpHandler();
  }
  async handle(request, options) {
    return { response: await __send(request, options) };
  }
  updateHttpClientConfig() {}
  httpHandlerConfigs() { return {}; }
  destroy() {}
}
export const streamCollector = async () => {
  throw new Error('a simulated response has no stream');
};
`;

/**
 * Replaces the SDK's rules of endpoints, which depend on the region and the service alone: they take a tenth of a call.
 */
const ENDPOINT_SOURCE = `
const endpoints = new Map();
export const bindEndpointMiddleware = () => ({ config }) => (next, context) => (args) => {
  const host = config.serviceId.toLowerCase().replaceAll(' ', '') + '.us-east-1.amazonaws.com';
  if (!endpoints.has(host)) endpoints.set(host, { url: new URL('https://' + host) });
  context.endpointV2 = endpoints.get(host);
  return next(args);
};
`;

/** Replaces the settings of signatures, which nothing computes: each client would copy its whole configuration for them. */
const SIGNATURE_SOURCE = 'export const bindResolveAwsSdkSigV4Config = () => (config) => config;';

/** Takes the source of a cache for a thousand endpoints, which each client creates; returns one that is empty at first. */
function withSmallCache(source: string): string {
  return source.replace('new LRUCache(capacity)', 'new Map()');
}

/** Takes the source of a plugin of the SDK; returns one that adds no middleware. */
function withoutMiddleware(source: string): string {
  return source.replace('applyToStack: (clientStack) => {', '$& return;');
}

/**
 * Takes the source of a middleware that copies the client's settings and the call's context, more than a hundred fields;
 * returns one that lets the context inherit the settings.
 */
function withoutCopies(source: string): string {
  return source.replace(
    /\{\s*\.\.\.config,\s*\.\.\.context,\s*(endpoint,\s*)?\}/,
    'Object.assign(Object.create(config), context, { $1 })',
  );
}

/**
 * Takes the source of the protocol of DynamoDB and SQS; returns one that passes the input of a DynamoDB operation to the
 * request handler as it is, and takes the output as it is. The simulated DynamoDB would parse the JSON text at once, and
 * each text costs as much as the operation itself. Errors are parsed from their text as ever. Values are converted by
 * `@aws-sdk/lib-dynamodb` before and after that, with all of its checks.
 */
function withoutText(source: string): string {
  return source.replace(
    /^export class .* extends AwsJsonRpcProtocol \{/m,
    (begin) => `${TOKENS}${begin}${WITHOUT_TEXT}`,
  );
}

const TOKENS = `
import { NormalizedSchema } from '@smithy/core/schema';
import { generateIdempotencyToken } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/core/transport';
const tokens = new WeakMap();
const tokensOf = (schema) => {
  const known = tokens.get(schema);
  if (known !== undefined) return known;
  const members = [...NormalizedSchema.of(schema).structIterator()];
  const names = members.flatMap(([name, member]) => (member.isIdempotencyToken() ? [name] : []));
  tokens.set(schema, names);
  return names;
};
`;

const WITHOUT_TEXT = `
  async serializeRequest(operation, input, context) {
    if (!this.serviceTarget.startsWith('DynamoDB_')) return super.serializeRequest(operation, input, context);
    const body = { ...input };
    for (const name of tokensOf(operation.input)) body[name] ??= generateIdempotencyToken();
    const headers = { 'x-amz-target': this.serviceTarget + '.' + operation.name };
    return new HttpRequest({ method: 'POST', headers, body });
  }
  async deserializeResponse(operation, context, response) {
    if (response.output === undefined) return super.deserializeResponse(operation, context, response);
    return { ...response.output, $metadata: this.deserializeMetadata(response) };
  }
`;

const SERDE = '@smithy/core/dist-es/submodules/schema/middleware';
const AUTH_PLUGINS = '@smithy/core/dist-es/legacy-root-exports';
const AWS_PROTOCOLS = '@aws-sdk/core/dist-es/submodules/protocols/json';
const AWS_PLUGINS = '@aws-sdk/core/dist-es/submodules/client';

/**
 * Files of the SDK that the simulation changes, by the ends of their paths. The middlewares that are left out make up half
 * of a call: they choose and compute the signature, and set headers that the simulation does not read. Retries, back-off,
 * serialization and parsing remain.
 */
export const CHANGED_SDK_FILES: Readonly<Record<string, (source: string) => string>> = {
  '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/endpointMiddleware.js': () =>
    ENDPOINT_SOURCE,
  [`${SERDE}/schemaSerializationMiddleware.js`]: withoutCopies,
  [`${SERDE}/schemaDeserializationMiddleware.js`]: withoutCopies,
  '@aws-sdk/core/dist-es/submodules/httpAuthSchemes/aws_sdk/resolveAwsSdkSigV4Config.js': () =>
    SIGNATURE_SOURCE,
  '@aws-sdk/endpoint-cache/dist-es/EndpointCache.js': withSmallCache,
  [`${AUTH_PLUGINS}/middleware-http-auth-scheme/getHttpAuthSchemeEndpointRuleSetPlugin.js`]:
    withoutMiddleware,
  [`${AUTH_PLUGINS}/middleware-http-signing/getHttpSigningMiddleware.js`]: withoutMiddleware,
  '@smithy/core/dist-es/submodules/protocols/middleware-content-length/contentLengthMiddleware.js':
    withoutMiddleware,
  [`${AWS_PLUGINS}/middleware-host-header/hostHeaderMiddleware.js`]: withoutMiddleware,
  [`${AWS_PLUGINS}/middleware-logger/loggerMiddleware.js`]: withoutMiddleware,
  [`${AWS_PLUGINS}/middleware-recursion-detection/getRecursionDetectionPlugin.js`]: withoutMiddleware,
  [`${AWS_PLUGINS}/middleware-user-agent/user-agent-middleware.js`]: withoutMiddleware,
};

/** The file that is changed, too, unless the requests of DynamoDB are to be serialized. */
export const WITHOUT_TEXT_FILES: typeof CHANGED_SDK_FILES = {
  [`${AWS_PROTOCOLS}/AwsJson1_0Protocol.js`]: withoutText,
};
