import type { Patch, Version } from '../code/bundle-services.ts';
import { nextVersions } from './next-versions.ts';

const MONEY = 'packages/contracts/src/fields/money.ts';
const ADDRESS = 'packages/contracts/src/orders/model.ts';
const VARIANT = 'packages/contracts/src/catalog/model.ts';
const CAUSE = '...(attributes.causationId === undefined ? {} : { causationid: attributes.causationId }),';

/** Amounts, addresses and variants before `.changeset/open-shapes.md`: they reject additional fields. */
const closedMoney: Patch = {
  file: MONEY,
  find: '.object({ amountMinor',
  replace: '.strictObject({ amountMinor',
};
const closedAddress: Patch = {
  file: ADDRESS,
  find: 'export const shippingAddress = /* @__PURE__ */ z\n  .object({',
  replace: 'export const shippingAddress = /* @__PURE__ */ z\n  .strictObject({',
};
const closedVariant: Patch = {
  file: VARIANT,
  find: 'export const variant = /* @__PURE__ */ z\n  .object({',
  replace: 'export const variant = /* @__PURE__ */ z\n  .strictObject({',
};

const closed = (service: string, patches: readonly Patch[]): Version => ({
  service,
  name: 'shapes are closed',
  patches,
});

/** Messages of a service before they had a causation id. */
const withoutCause = (service: string): Version => ({
  service,
  name: 'messages have no cause',
  patches: [
    {
      file: 'packages/contracts/src/cloud-event.ts',
      find: CAUSE,
      replace: '',
    },
  ],
});

/** Former versions: each undoes one compatible change. */
const formerVersions: readonly Version[] = [
  closed('catalog', [closedVariant]),
  closed('payments', [closedMoney]),
  closed('orders', [
    closedMoney,
    closedAddress,
    closedVariant,
    {
      file: 'services/orders/src/domain/cancel.ts',
      find: 'orderStatus: order.status }',
      replace: 'status: order.status }',
    },
  ]),
  withoutCause('catalog'),
  withoutCause('orders'),
  withoutCause('payments'),
  {
    service: 'catalog',
    name: 'changed prices are not sorted',
    patches: [
      {
        file: 'services/catalog/src/domain/price-changes.ts',
        find: '[...currencies].toSorted()',
        replace: '[...currencies].reverse()',
      },
    ],
  },
  {
    service: 'payments',
    name: 'an authorization reads its log first',
    patches: [
      {
        file: 'services/payments/src/consumers/carry-out.ts',
        find: "command.type === 'Authorize' ? NONE : await",
        replace: 'await',
      },
    ],
  },
  {
    service: 'inventory',
    name: 'a reservation of one allocation is a transaction',
    patches: [
      {
        file: 'services/inventory/src/domain/decide-reservation.ts',
        find: 'if (allocation !== undefined && takeBefore !== undefined)',
        replace: 'if (allocation !== undefined && takeBefore === null)',
      },
    ],
  },
  {
    service: 'inventory',
    name: 'a step of a reservation moves one stock',
    patches: [
      {
        file: 'services/inventory/src/domain/reservation-steps.ts',
        find: 'MAX_ALLOCATIONS_PER_STEP = 99',
        replace: 'MAX_ALLOCATIONS_PER_STEP = 1',
      },
    ],
  },
];

/** All versions that may be served beside the current one: former ones and possible next ones. */
export const VERSIONS: readonly Version[] = [...formerVersions, ...nextVersions];
