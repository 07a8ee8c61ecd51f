/** Types of the parts of serverless-offline 14 that function threads use. The package has no types. */
declare module 'serverless-offline' {
  export type OfflineEvents = {
    readonly lambdas: readonly unknown[];
    readonly httpEvents: readonly unknown[];
    readonly httpApiEvents: readonly { readonly http: { readonly routeKey: string } }[];
  };
  export type OfflineHttpServer = {
    readonly info: { readonly port: number };
    readonly listener: import('node:http').Server;
    start(): Promise<void>;
    ext(
      event: 'onPreHandler' | 'onPreResponse',
      method: (request: OfflineRequest, toolkit: { readonly continue: symbol }) => symbol,
    ): void;
    /** Routes of the server, with their effective settings. */
    table(): readonly { readonly settings: OfflineRouteSettings }[];
  };
  export type OfflineRequest = {
    readonly headers: Record<string, string | undefined>;
    readonly route: { readonly method: string; readonly path: string };
    readonly response: OfflineResponse;
    readonly info: { acceptEncoding: string };
    /** Cookies by name. */
    state: Record<string, string> | null;
  };
  export type OfflineRouteSettings = {
    readonly payload: { override?: string } | null;
    readonly response: { ranges: boolean };
  };
  /** `statusCode` is undefined if a handler of the server threw. */
  export type OfflineResponse = {
    statusCode?: number;
    source?: unknown;
    /** True for an error created by the server. */
    isBoom?: boolean;
    output?: { readonly statusCode: number; payload: unknown; headers: Record<string, string> };
  };
  export type OfflineInternals = {
    mergeOptions(): void;
    getEvents(): OfflineEvents;
    createLambda(lambdas: readonly unknown[], skipStart: boolean): Promise<void>;
    createHttp(events: readonly unknown[], skipStart: boolean): Promise<void>;
    getApiGatewayServer(): OfflineHttpServer;
  };
  export default class ServerlessOffline {
    constructor(serverless: object, options: object, utils: object);
    internals(): OfflineInternals;
    end(skipExit: boolean): Promise<void>;
  }
}

declare module 'serverless-offline/lambda' {
  export default class Lambda {
    constructor(serverless: object, options: object);
    create(lambdas: readonly { functionKey: string; functionDefinition: object }[]): void;
    getByFunctionName(name: string): LambdaFunction;
  }
  export type LambdaFunction = {
    readonly functionName: string;
    setEvent(event: unknown): void;
    runHandler(): Promise<unknown>;
  };
}
