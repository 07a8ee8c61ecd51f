import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishTarget } from '@tradepost/aggregate/event-bus';
import { createStateStore } from '@tradepost/aggregate/old/state-store';
import type { AggregateStore } from '@tradepost/aggregate/old/store';
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
  tableMemo ??= {
    client: DynamoDBDocumentClient.from(new DynamoDBClient({}), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    tableName: env('GADGETS_TABLE_NAME'),
  };
  return tableMemo;
}

let busMemo: PublishTarget | undefined;

/** The platform's bus, apart from `deps` for the function that needs nothing else. */
export function bus(): PublishTarget {
  busMemo ??= { client: new EventBridgeClient({}), busName: env('EVENT_BUS_NAME') };
  return busMemo;
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
