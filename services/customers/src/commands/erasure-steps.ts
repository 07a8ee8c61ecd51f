import { task } from '@tradepost/lambda/messages/task';
import * as z from 'zod/mini';
import { type ErasureDeps, erasureDeps } from '../deps.ts';
import { ordersFound } from '../domain/orders-found.ts';
import { beginErasure } from './begin-erasure.ts';
import { completeErasure, failRequest, forgetPerson } from './end-erasure.ts';
import { erasePerson } from './erase-person.ts';
import { publishErasure } from './publish-erasure.ts';

const requestId = z.string();

const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), requestId }),
  z.object({ step: z.literal('erase'), requestId, orders: ordersFound }),
  z.object({ step: z.literal('publish'), requestId }),
  z.object({ step: z.literal('complete'), requestId }),
  z.object({ step: z.literal('forget'), requestId }),
  z.object({ step: z.literal('fail'), requestId, error: z.string() }),
]);

export const handler = task(step, (input) => runStep(input, erasureDeps()));

/** Runs a step of the workflow `erase-person`. A repeat of a step changes nothing. */
export function runStep(input: z.infer<typeof step>, dependencies: ErasureDeps): Promise<object> {
  switch (input.step) {
    case 'begin':
      return beginErasure(input.requestId, dependencies);
    case 'erase':
      return erasePerson(input.requestId, input.orders, dependencies);
    case 'publish':
      return publishErasure(input.requestId, dependencies);
    case 'complete':
      return completeErasure(input.requestId, dependencies);
    case 'forget':
      return forgetPerson(input.requestId, dependencies);
    case 'fail':
      return failRequest(input.requestId, input.error, dependencies);
    default:
      return input satisfies never;
  }
}
