import {
  type CloudEvent,
  cloudEventAttributes,
  type MessageContract,
} from '@tradepost/contracts/cloud-event';
import type * as z from 'zod/mini';
import { parse, ValidationError } from '../validation.ts';

/**
 * Takes the body of a queue's message; returns the CloudEvent in it.
 *
 * @throws ValidationError if it is not JSON or not a CloudEvent
 */
export function parseEnvelope(body: string): CloudEvent {
  return parse(cloudEventAttributes, toJson(body));
}

/**
 * Parses the data of a message by its contract. Fields that a newer version added are ignored.
 *
 * @throws ValidationError naming the fields below `#/data`
 */
export function parseData<Schema extends z.ZodMiniType>(
  contract: MessageContract<string, Schema>,
  message: CloudEvent,
): CloudEvent<z.infer<Schema>> {
  return { ...message, data: parse(contract.data, message.data, '#/data') };
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ValidationError([{ pointer: '#', code: 'MALFORMED_JSON', detail: 'is not JSON' }]);
  }
}
