import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';

/** The saga of an order. */
export type FulfilOrder = {
  /** Starts the saga with the `OrderPlaced` event of the order, as the bus did the first time. */
  readonly start: (orderPlaced: CloudEvent) => Promise<void>;
};

export function createFulfilOrder(client: SFNClient, stateMachineArn: string): FulfilOrder {
  return {
    start: async (orderPlaced) => {
      await client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(orderPlaced) }));
    },
  };
}
