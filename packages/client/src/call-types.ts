import type { paths } from './generated/api.ts';
import type { AnyCode, ProblemError, UNKNOWN_CODE } from './problem-error.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that take a method. */
export type PathsTaking<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends object ? Path : never;
}[keyof paths];

export type Operation<Path extends keyof paths, M extends Method> = NonNullable<paths[Path][M]>;

/** What may be said about any call. */
export type CallControl = {
  /**
   * Id of the caller's own, sent as `X-Correlation-Id`. The API logs it as `clientCorrelationId`. The API's own id of the
   * request is in the answer.
   */
  readonly correlationId?: string | undefined;
  /** Ends the call, also while it waits between two attempts; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
};

/** What a call takes: parameters and body as its route has them, and the headers that the route knows. */
export type CallOptions<Op> = ParamsOption<Op> & BodyOption<Op> & KeyOption<Op> & TagOption<Op> & CallControl;

/** The options of a call may be left out where nothing in them is required. */
export type OptionsArgument<Options> = object extends Options ? [options?: Options] : [options: Options];

/**
 * What a call comes to: `data` where the API did what it was asked for, `error` where it refused. The response is
 * there for its headers; its body has been read.
 */
export type Answer<
  Data,
  Code extends AnyCode = AnyCode,
  Etag extends string | undefined = string | undefined,
> = {
  readonly response: Response;
  /** The API's id of the request, in every log line and event that the request led to. */
  readonly correlationId: string | undefined;
} & (
  | {
      readonly data: Data;
      readonly error?: undefined;
      /** The version of what is shown, to be sent back as `ifMatch`; a list's, where it may be cached. */
      readonly etag: Etag;
    }
  | { readonly data?: undefined; readonly error: ProblemError<Code>; readonly etag?: undefined }
);

/** The body of the answer when all is well. */
export type DataOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: JsonOf<Responses[Status]> }[keyof Responses & Success]
  : never;

/** Routes that show something which has versions say which one it is. */
export type EtagOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: EtagIn<Responses[Status]> }[keyof Responses & Success]
  : undefined;

type EtagIn<Message> = Message extends { headers: { ETag: string } } ? string : undefined;

/** The codes that the route may refuse with, and that of an answer which did not come from it. */
export type CodeOf<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses]: CodeIn<Responses[Status]> }[keyof Responses] | typeof UNKNOWN_CODE
  : AnyCode;

/** The paths of lists, and what is in them. */
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

/** A part is absent where the route takes nothing there, and optional where nothing in it is required. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : object extends Value
    ? { readonly [Key in Name]?: Value | undefined }
    : { readonly [Key in Name]: Value };

type ParamsOption<Op> = Part<
  'params',
  [ParametersOf<Op, 'path'> | QueryOf<Op>] extends [never]
    ? never
    : Part<'path', ParametersOf<Op, 'path'>> & Part<'query', Untouched<QueryOf<Op>>>
>;

type BodyOption<Op> = Op extends { requestBody: infer Body }
  ? { readonly body: Untouched<JsonOf<Body>> }
  : Op extends { requestBody?: infer Body }
    ? Part<'body', Untouched<JsonOf<NonNullable<Body>>>>
    : unknown;

/** What is sent is only read: what its caller may not change can be sent, too. */
type Untouched<Json> = Json extends readonly (infer Item)[]
  ? readonly Untouched<Item>[]
  : Json extends object
    ? { readonly [Key in keyof Json]: Untouched<Json[Key]> }
    : Json;

type KeyOption<Op> = 'Idempotency-Key' extends keyof ParametersOf<Op, 'header'>
  ? {
      /** Under which the call may be repeated and is done once. One is made where this is absent. */
      readonly idempotencyKey?: string | undefined;
    }
  : unknown;

type TagOption<Op> = 'If-Match' extends keyof ParametersOf<Op, 'header'>
  ? object extends Pick<ParametersOf<Op, 'header'>, 'If-Match'>
    ? { readonly ifMatch?: string | undefined }
    : {
        /** The `etag` of the version that is to be changed. */
        readonly ifMatch: string;
      }
  : unknown;
