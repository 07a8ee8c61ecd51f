/** `base-middleware.ts` loads this file if the stage has tracing. A separate file keeps it out of other bundles. */
export { Tracer } from '@aws-lambda-powertools/tracer';
export { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
