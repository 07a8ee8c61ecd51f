import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { publisherName, republication, republicationRequest } from '../models/republication.ts';

export const republishEvents = defineRoute({
  service: 'operations',
  method: 'POST',
  path: '/v1/republications',
  summary:
    'Publish stored events of an aggregate again, oldest first. They keep their ids, so consumers process each of them once.',
  access: { kind: 'staff', scope: 'replays:write' },
  body: z.strictObject({ service: publisherName, ...republicationRequest.shape }),
  success: { status: 200, body: republication },
  problems: ['AGGREGATE_NOT_FOUND', 'UNKNOWN_PUBLISHER', 'TOO_MANY_EVENTS'],
});
