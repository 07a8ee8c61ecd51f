import type { OpenApiDocument } from '@tradepost/reference/openapi/to-openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** An HTTP answer with its parsed body, which is undefined if it has none. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

type Response = {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
};

/** Headers that an answer must have if the reference declares them, unless as optional, and must not have otherwise. */
const TOLD_HEADERS = [
  'ETag',
  'Location',
  'Cache-Control',
  'X-Correlation-Id',
  'Retry-After',
  'WWW-Authenticate',
];

/**
 * Creates a function that compares an answer with an OpenAPI document, and returns the parts that contradict it: the
 * status, a header, the media type, parts of the body.
 */
export function createAnswerCheck(document: OpenApiDocument) {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi.json');

  const faultsOf = ({ headers, body }: Answer, { content }: Response, where: string): readonly string[] => {
    const type = headers.get('Content-Type')?.split(';')[0];
    if (content === undefined) return body === undefined ? [] : ['a body'];
    if (type === undefined || !(type in content)) return [`the media type ${type}`];
    const validate = ajv.getSchema(`openapi.json#${where}/content/${toFragment(type)}/schema`);
    if (validate === undefined) return [`there is no schema for ${where}`];
    return validate(body)
      ? []
      : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  };

  return (path: string, method: string, answer: Answer): readonly string[] => {
    const operation = document.paths[path]?.[method.toLowerCase()] as {
      readonly responses: Readonly<Record<string, Response>>;
    };
    const declared = operation.responses[answer.status];
    if (declared === undefined) return [`the status ${answer.status}: ${JSON.stringify(answer.body)}`];
    const headers = TOLD_HEADERS.filter(
      (header) =>
        !isOptional(declared.headers?.[header]) &&
        answer.headers.has(header) !== header in (declared.headers ?? {}),
    );
    const where = `/paths/${toFragment(path)}/${method.toLowerCase()}/responses/${answer.status}`;
    return [
      ...headers.map((header) => `${header}: ${answer.headers.get(header)}`),
      ...faultsOf(answer, declared, where),
    ];
  };
}

/** RFC 6901 in a URI fragment, where braces must be encoded. */
function toFragment(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Returns true for a header that an answer may lack. */
function isOptional(declared: unknown): boolean {
  return (declared as { readonly required?: boolean } | undefined)?.required === false;
}
