import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** The bus that events are published on, and a client for it. */
export type PublishTarget = { readonly client: EventBridgeClient; readonly busName: string };

/** Creates a publish target with a client of its own. */
export function createEventBus(busName: string): PublishTarget {
  return { client: new EventBridgeClient({}), busName };
}
