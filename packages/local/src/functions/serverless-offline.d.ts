/** The parts of serverless-offline 14 that the function threads use; the package has no types of its own. */
declare module 'serverless-offline' {
  export type OfflineEvents = {
    readonly lambdas: readonly unknown[];
    readonly httpEvents: readonly unknown[];
    readonly httpApiEvents: readonly unknown[];
  };
  export type OfflineHttpServer = {
    readonly info: { readonly port: number };
    readonly listener: import('node:http').Server;
    start(): Promise<void>;
    ext(
      event: 'onPreResponse',
      method: (
        request: { readonly response: OfflineResponse },
        toolkit: { readonly continue: symbol },
      ) => symbol,
    ): void;
  };
  /** Where a handler of the server threw, `statusCode` is not there. */
  export type OfflineResponse = { statusCode?: number; source?: unknown };
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
