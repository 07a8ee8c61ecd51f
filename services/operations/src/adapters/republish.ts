import { InvokeCommand, type LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import {
  type Republication,
  type RepublicationRequest,
  republication,
} from '@tradepost/contracts/operations/model';
import * as z from 'zod/mini';

/** The publisher's response: the result, or why it rejected the request. */
const response = z.union([
  republication,
  z.object({ rejection: z.enum(['AGGREGATE_NOT_FOUND', 'TOO_MANY_EVENTS']) }),
]);

/** Returns the result or a rejection; `UNKNOWN_PUBLISHER` if the service has no publisher. */
export type Republish = (
  service: string,
  request: RepublicationRequest,
) => Promise<
  Republication | { readonly rejection: 'AGGREGATE_NOT_FOUND' | 'TOO_MANY_EVENTS' | 'UNKNOWN_PUBLISHER' }
>;

/**
 * Invokes the publisher of a service: it alone may read the service's stored events and put them on the bus.
 *
 * @param stage part of the function's name
 * @param alias the alias that is invoked, with its colon; empty if the stage has none
 */
export function createRepublish(
  lambda: LambdaClient,
  { stage, alias }: { readonly stage: string; readonly alias: string },
): Republish {
  return async (service, request) => {
    const FunctionName = `tradepost-${stage}-${service}-publish-events${alias}`;
    const Payload = JSON.stringify({ republish: request });
    try {
      const invoked = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
      if (invoked.FunctionError !== undefined) throw new Error(`${FunctionName} failed`);
      return response.parse(JSON.parse(Buffer.from(invoked.Payload ?? []).toString()));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { rejection: 'UNKNOWN_PUBLISHER' };
      throw error;
    }
  };
}
