import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';

type Contract = Parameters<typeof toCloudEvent>[0];
type DataOf<Of extends Contract> = Of['data']['_zod']['output'];

/**
 * Creates a complete message of a contract. Attributes that do not matter to a spec have fixed values.
 */
export function toMessage<Of extends Contract>(
  contract: Of,
  data: DataOf<Of>,
  attributes: Partial<MessageAttributes> = {},
): CloudEvent<DataOf<Of>> {
  return toCloudEvent(contract, data, {
    id: 'message-id-1',
    source: 'tradepost.specs',
    subject: 'subject-1',
    time: '2026-01-01T00:00:00.000Z',
    correlationId: 'correlation-1',
    ...attributes,
  });
}
