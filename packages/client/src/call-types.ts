import type { paths } from './generated/api.ts';
import type { AnyCode, ProblemError, UNKNOWN_CODE } from './problem-error.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathsTaking<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends object ? Path : never;
}[keyof paths];

export type Operation<Path extends keyof paths, M extends Method> = NonNullable<paths[Path][M]>;

/** Options that every call has. */
export type CallControl = {
  /**
   * The caller's own id of the call, sent as `X-Correlation-Id`. The API logs it as `clientCorrelationId`. The API's id of
   * the request is in the response.
   */
  readonly correlationId?: string | undefined;
  /** Aborts the call, also between two attempts. Its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
};

/** Options of a call: the parameters, body and headers of its route. */
export type CallOptions<Op> = ParamsOption<Op> &
  BodyOption<Op> &
  KeyOption<Op> &
  TagOption<Op> &
  TokenOption<Op> &
  CallControl;

/** The options of a call are optional if none of them is required. */
export type OptionsArgument<Options> = object extends Options ? [options?: Options] : [options: Options];

/**
 * Result of a call: `data` if the call succeeded, `error` if the API rejected it. `response` has the headers; its body
 * has been read.
 */
export type Answer<
  Data,
  Code extends AnyCode = AnyCode,
  Etag extends string | undefined = string | undefined,
> = {
  readonly response: Response;
  /** The API's id of the request. Every log line and event of the request has it. */
  readonly correlationId: string | undefined;
} & (
  | {
      readonly data: Data;
      readonly error?: undefined;
      /** Version of the resource, to be sent as `ifMatch`; for a list that may be cached, its entity tag. */
      readonly etag: Etag;
    }
  | { readonly data?: undefined; readonly error: ProblemError<Code>; readonly etag?: undefined }
);

/** The body of a successful response. */
export type DataOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: JsonOf<Responses[Status]> }[keyof Responses & Success]
  : never;

/** `string` for routes whose response always has an `ETag`: those of resources with versions. */
export type EtagOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: EtagIn<Responses[Status]> }[keyof Responses & Success]
  : undefined;

type EtagIn<Message> = Message extends { headers: { ETag: string } } ? string : undefined;

/** The problem codes of a route, and the code of a response that does not come from the API. */
export type CodeOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses]: CodeIn<Responses[Status]> }[keyof Responses] | typeof UNKNOWN_CODE
  : AnyCode;

/** The paths of lists. */
export type PagedPath = {
  [Path in PathsTaking<'get'>]: 'cursor' extends keyof QueryOf<Operation<Path, 'get'>> ? Path : never;
}[PathsTaking<'get'>];

export type ItemOf<Path extends PagedPath> =
  DataOf<Operation<Path, 'get'>> extends { items: (infer Item)[] } ? Item : never;

type Success = 200 | 201 | 202 | 204;

type JsonOf<Message> = Message extends { content: { 'application/json': infer Json } } ? Json : undefined;

type CodeIn<Message> = Message extends { content: { 'application/problem+json': { code: infer Code } } }
  ? Extract<Code, AnyCode>
  : never;

type ParametersOf<Op, Where extends string> = Op extends { parameters: infer Parameters }
  ? Where extends keyof Parameters
    ? NonNullable<Parameters[Where]>
    : never
  : never;

type QueryOf<Op> = ParametersOf<Op, 'query'>;

/** A part is absent if the route has none, and optional if nothing in it is required. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : object extends Value
    ? { readonly [Key in Name]?: Value | undefined }
    : { readonly [Key in Name]: Value };

type ParamsOption<Op> = Part<
  'params',
  [ParametersOf<Op, 'path'> | QueryOf<Op>] extends [never]
    ? never
    : Part<'path', ParametersOf<Op, 'path'>> & Part<'query', DeepReadonly<QueryOf<Op>>>
>;

type BodyOption<Op> = Op extends { requestBody: infer Body }
  ? { readonly body: DeepReadonly<JsonOf<Body>> }
  : Op extends { requestBody?: infer Body }
    ? Part<'body', DeepReadonly<JsonOf<NonNullable<Body>>>>
    : unknown;

/** Makes a type deeply readonly, so that callers can send readonly values. */
type DeepReadonly<Json> = Json extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Json extends object
    ? { readonly [Key in keyof Json]: DeepReadonly<Json[Key]> }
    : Json;

type KeyOption<Op> = 'Idempotency-Key' extends keyof ParametersOf<Op, 'header'>
  ? {
      /** Key that makes repeats of the call have the effect of one. A random key is used if it is absent. */
      readonly idempotencyKey?: string | undefined;
    }
  : unknown;

type TagOption<Op> = 'If-Match' extends keyof ParametersOf<Op, 'header'>
  ? object extends Pick<ParametersOf<Op, 'header'>, 'If-Match'>
    ? { readonly ifMatch?: string | undefined }
    : {
        /** `etag` of the version to change. */
        readonly ifMatch: string;
      }
  : unknown;

type TokenOption<Op> = 'X-Cart-Token' extends keyof ParametersOf<Op, 'header'>
  ? {
      /** Token of the guest's cart, which was in the response that created it. */
      readonly cartToken: string;
    }
  : 'X-Order-Token' extends keyof ParametersOf<Op, 'header'>
    ? {
        /** Token of the guest's order, which was in the response that placed it. */
        readonly orderToken: string;
      }
    : unknown;
