import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createStateStore } from '@tradepost/aggregate/state-store';
import type { AggregateStore } from '@tradepost/aggregate/store';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { ulid } from 'ulid';
import { evolve, type GadgetEvent, type GadgetState, noGadget, parseState } from './domain/gadget.ts';

/** The dependencies of this service's functions. */
export type Deps = {
  readonly gadgets: AggregateStore<GadgetState, GadgetEvent>;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newGadgetId: () => string;
};

/** The dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(
  (): Deps => ({
    gadgets: createStateStore({
      ...gadgetsTable(),
      keyPrefix: 'gadget',
      initial: noGadget,
      evolve,
      parseState,
    }),
    now: () => new Date().toISOString(),
    newGadgetId: () => `gdg_${ulid()}`,
  }),
);

/** The table of the gadgets and a client for it. */
export const gadgetsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('GADGETS_TABLE_NAME'),
}));

/** The platform's event bus. Separate from `deps`, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
