import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EventBus } from '@tradepost/aggregate/publish';
import { createStateStore } from '@tradepost/aggregate/state-store';
import type { AggregateStore } from '@tradepost/aggregate/store';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { ulid } from 'ulid';
import { evolve, type GadgetEvent, type GadgetState, noGadget, parseState } from './domain/gadget.ts';

/** The dependencies of this service's functions. */
export type Deps = {
  readonly gadgets: AggregateStore<GadgetState, GadgetEvent>;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newGadgetId: () => string;
};

let memo: Deps | undefined;

/** The dependencies of this function instance, created at first use. */
export function deps(): Deps {
  memo ??= {
    gadgets: createStateStore({
      ...gadgetsTable(),
      keyPrefix: 'gadget',
      initial: noGadget,
      evolve,
      parseState,
    }),
    now: () => new Date().toISOString(),
    newGadgetId: () => `gdg_${ulid()}`,
  };
  return memo;
}

let tableMemo: { readonly client: DynamoDBDocumentClient; readonly tableName: string } | undefined;

/** The table of the gadgets and a client for it. */
export function gadgetsTable() {
  tableMemo ??= { client: createDocumentClient(), tableName: env('GADGETS_TABLE_NAME') };
  return tableMemo;
}

let busMemo: EventBus | undefined;

/** The platform's bus, apart from `deps` for the function that needs nothing else. */
export function bus(): EventBus {
  busMemo ??= { client: new EventBridgeClient({}), busName: env('EVENT_BUS_NAME') };
  return busMemo;
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
