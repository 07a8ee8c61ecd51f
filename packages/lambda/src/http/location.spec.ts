import { defineRoute } from '@tradepost/contracts/define-route';
import * as z from 'zod/mini';
import type { HttpEvent } from './event.ts';
import { toLocation } from './location.ts';

const route = defineRoute({
  service: 'jars',
  method: 'POST',
  path: '/v1/jars',
  summary: 'Create a jar.',
  access: { kind: 'public' },
  success: { status: 201, body: z.object({ id: z.string() }) },
});

/** The fields with the path of the request in an event of a REST API. `path` and `resourcePath` have no stage. */
const restEvent = (path: string, requestContext: object) =>
  ({
    resource: '/v1/jars',
    path,
    httpMethod: 'POST',
    requestContext: { resourcePath: '/v1/jars', httpMethod: 'POST', stage: 'dev', ...requestContext },
  }) as HttpEvent;
/** The fields with the path of the request in an event of an HTTP API (payload format 2.0). */
const httpEvent = (path: string, requestContext: object) =>
  ({
    version: '2.0',
    routeKey: 'POST /v1/jars',
    rawPath: path,
    requestContext: { http: { method: 'POST', path }, routeKey: 'POST /v1/jars', ...requestContext },
  }) as HttpEvent;

it.each<[string, HttpEvent, string]>([
  [
    'a REST API at its default endpoint, which is below the stage',
    restEvent('/v1/jars', {
      path: '/dev/v1/jars',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
    }),
    '/dev/v1/jars/jar_1',
  ],
  [
    'a REST API at a custom domain',
    restEvent('/v1/jars', { path: '/v1/jars', domainName: 'api.example.com' }),
    '/v1/jars/jar_1',
  ],
  [
    'a REST API at a base path of a custom domain',
    restEvent('/shop/eu/v1/jars', { path: '/shop/eu/v1/jars', domainName: 'api.example.com' }),
    '/shop/eu/v1/jars/jar_1',
  ],
  [
    'an HTTP API at its default endpoint',
    httpEvent('/v1/jars', {
      stage: '$default',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
    }),
    '/v1/jars/jar_1',
  ],
  [
    'an HTTP API at a custom domain',
    httpEvent('/v1/jars', { stage: '$default', domainName: 'api.example.com' }),
    '/v1/jars/jar_1',
  ],
  [
    'an HTTP API with a named stage',
    httpEvent('/dev/v1/jars', {
      stage: 'dev',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
    }),
    '/dev/v1/jars/jar_1',
  ],
  [
    'a path with a trailing slash',
    restEvent('/v1/jars/', { path: '/dev/v1/jars/', domainName: 'api.example.com' }),
    '/dev/v1/jars/jar_1',
  ],
])('Location is a path that the caller of %s can request', (_, event, expected) => {
  expect(toLocation(route, event, '/v1/jars/jar_1')).toBe(expected);
});
