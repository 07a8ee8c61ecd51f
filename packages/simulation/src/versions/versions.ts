import type { Version } from '../code/bundle-services.ts';
import type { Patch } from '../syntax/apply-patch.ts';
import { newerSchemas } from './newer-schemas.ts';
import { nextVersions } from './next-versions.ts';
import { version } from './version.ts';

/** Amounts, addresses and variants before `.changeset/open-shapes.md`: they reject additional fields. */
const closedMoney = closedShape('packages/contracts money');
const closedAddress = closedShape('packages/contracts shippingAddress');
const closedVariant = closedShape('packages/contracts variant');

function closedShape(declaration: string): Patch {
  return { in: declaration, find: 'z.object($shape)', replace: 'z.strictObject($shape)' };
}

const closed = (service: string, ...patches: readonly Patch[]) =>
  version(service, 'shapes are closed', ...patches);

/** Messages of a service before they had a causation id. */
const withoutCause = (service: string) =>
  version(service, 'messages have no cause', {
    in: 'packages/contracts toCloudEvent',
    find: '...($cause === undefined ? {} : { causationid: $cause })',
    replace: '',
  });

/** Former versions: each undoes one compatible change. */
const formerVersions: readonly Version[] = [
  closed('catalog', closedVariant),
  closed('payments', closedMoney),
  closed('orders', closedMoney, closedAddress, closedVariant, {
    in: 'services/orders cancel',
    find: "{ code: 'ORDER_NOT_CANCELLABLE', orderStatus: $status }",
    replace: "{ code: 'ORDER_NOT_CANCELLABLE', status: $status }",
  }),
  withoutCause('catalog'),
  withoutCause('orders'),
  withoutCause('payments'),
  version('catalog', 'changed prices are not sorted', {
    in: 'services/catalog changesOf',
    find: '[...$currencies].toSorted()',
    replace: '[...$currencies].reverse()',
  }),
  version('payments', 'an authorization reads its log first', {
    in: 'services/payments executePaymentCommand',
    find: 'let $current = $_known ?? $loaded;',
    replace: 'let $current = $loaded;',
  }),
  version('inventory', 'a reservation of one allocation is a transaction', {
    in: 'services/inventory plan',
    find: '$allocation !== undefined && $takeBefore !== undefined',
    replace: '$allocation !== undefined && $takeBefore === null',
  }),
  version('inventory', 'a step of a reservation moves one stock', {
    in: 'services/inventory MAX_ALLOCATIONS_PER_STEP',
    find: '99',
    replace: '1',
  }),
];

/** All versions that may be served beside the current one: former ones and possible next ones. */
export const VERSIONS: readonly Version[] = [...formerVersions, ...nextVersions, ...newerSchemas];
