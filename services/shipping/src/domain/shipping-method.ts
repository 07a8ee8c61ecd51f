import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import type { Condition } from '@tradepost/quote/condition';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: a rule of the API that becomes stricter must not make a method unreadable. A field that is
 * added later is optional here, or has a default.
 */

const storedRate = z.object({
  currency: z.string(),
  minor: z.int(),
  freeAboveMinor: z.optional(z.int()),
  tiers: z.optional(
    z.object({
      by: z.enum(['weight', 'value', 'units']),
      steps: z.array(z.object({ from: z.int(), minor: z.int() })),
    }),
  ),
});

const storedZone = z.object({
  countries: z.array(z.string()),
  regions: z.optional(z.array(z.string())),
  postalPrefixes: z.optional(z.array(z.string())),
});

/** The contract has checked the condition, which `packages/quote` evaluates. */
const storedCondition = z.custom<Condition>((value) => typeof value === 'object' && value !== null);

const details = {
  name: z.string(),
  description: z.optional(z.string()),
  carrier: z.optional(z.string()),
  taxClass: z.string(),
  condition: z.optional(storedCondition),
  days: z.optional(z.object({ min: z.int(), max: z.int() })),
  cutOff: z.optional(z.object({ time: z.string(), timeZone: z.string() })),
  zones: z.array(storedZone),
  rates: z.array(storedRate),
  displayOrder: z.int(),
};

const methodFacts = z.object({
  id: z.string(),
  status: z.enum(['active', 'paused', 'archived']),
  ...details,
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type Zone = z.infer<typeof storedZone>;
export type MethodFacts = z.infer<typeof methodFacts>;

const methodState = z.discriminatedUnion('status', [z.object({ status: z.literal('none') }), methodFacts]);

/** State of a shipping method: `none` before its creation, then `active`, `paused` or `archived`. */
export type MethodState = z.infer<typeof methodState>;

/** Fields of every event. `method` is the state after the decision. */
const decided = { at: z.string(), method: methodFacts };

const methodEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ShippingMethodCreated'), ...decided }),
  z.object({ type: z.literal('ShippingMethodReplaced'), ...decided }),
  z.object({ type: z.literal('ShippingMethodArchived'), ...decided }),
]);

/** Stored events of a shipping method. They are internal; `to-contract-events.ts` maps them to published ones. */
export type MethodEvent = z.infer<typeof methodEvent>;

/** Returns the method after an event. An event that cannot follow this state leaves the method unchanged. */
function evolve(method: MethodState, event: MethodEvent): MethodState {
  switch (event.type) {
    case 'ShippingMethodCreated':
      return method.status === 'none' ? event.method : method;
    case 'ShippingMethodReplaced':
    case 'ShippingMethodArchived':
      return method.status === 'active' || method.status === 'paused' ? event.method : method;
    default:
      return event satisfies never;
  }
}

/** A shipping method: its commands are `create`, `replace` and `archive` of this folder. */
export const shippingMethod = {
  name: 'method',
  initial: { status: 'none' },
  evolve,
  events: { schema: methodEvent },
  state: { schema: methodState },
} satisfies StateAggregate<MethodState, MethodEvent>;
