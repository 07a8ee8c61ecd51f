/** Types of the parts of serverless-offline 14 that function threads use. The package has no types. */
declare module 'serverless-offline/lambda' {
  export default class Lambda {
    constructor(serverless: object, options: object);
    create(lambdas: readonly { functionKey: string; functionDefinition: object }[]): void;
    getByFunctionName(name: string): LambdaFunction;
  }
  export type LambdaFunction = {
    setEvent(event: unknown): void;
    runHandler(): Promise<unknown>;
  };
}
