/** What `every-stack.ts` loads where the stage traces; apart, so that other bundles do not carry it. */
export { Tracer } from '@aws-lambda-powertools/tracer';
export { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
