import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { declineCode } from '@tradepost/contracts/payments/model';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { problemsOf } from '@tradepost/contracts/route-answers';
import type { LoadedServices } from '../code/load-services.ts';
import { storedEventTypes } from './stored-event-types.ts';

/** Returns all branches except those listed in `UNREACHABLE`. */
export async function expectedBranches(loaded: LoadedServices): Promise<readonly string[]> {
  const branches = await allBranches(loaded);
  return branches.filter((branch) => !Object.hasOwn(UNREACHABLE, branch));
}

/**
 * Returns every branch that a run may reach, read from the contracts, stored events and templates: states and catches of the workflow,
 * rules with their event types, events, and rejections. Runs that never reach a branch prove nothing about it.
 *
 * @returns the names of the branches, as runs report them, in alphabetical order
 */
export async function allBranches({
  root,
  services,
  description,
}: LoadedServices): Promise<readonly string[]> {
  const { events, commands, routes } = await loadRegistry();
  const stored = await Promise.all(
    services.map(async ({ name }) => ({ name, types: await storedEventTypes(root, name, events) })),
  );
  const branches = new Set([
    ...workflowBranches(description),
    ...ruleBranches(description),
    ...events.filter(isOfRuns).map(({ contract }) => `bus: ${contract.type}`),
    ...stored
      .filter(({ name }) => name !== 'customers' && name !== 'pricing')
      .flatMap(({ name, types }) => types.map((type) => `${name} commits: ${type}`)),
    ...commands.flatMap(({ contract: { service, rejections } }) =>
      rejections.map((code) => `${service} refuses: ${code}`),
    ),
    ...routes
      .filter(isCalled)
      .flatMap(({ contract }) => [
        ...problemsOf(contract).map((code) => `${contract.service} refuses: ${code}`),
        ...(contract.service === 'carts' ? [] : contract.problems).map(
          (code) => `${contract.method} ${contract.path} refuses: ${code}`,
        ),
      ]),
    ...declineCode.options.map((code) => `orders are rejected for: ${code}`),
    STOCK_TOMBSTONE,
  ]);
  return [...branches].sort();
}

/**
 * Only the list of events and the timeline of an order count among the routes of operations. Its other routes are about
 * faults: `services/operations/src/` and `packages/proofs/src/e2e/` test them (dead-letter messages, replays, republish).
 * No run calls a route of identity, whose grants no function reads: `services/identity/src/` tests them. Runs call two routes of pricing, to
 * create codes: `services/pricing/src/http/terms.int.spec.ts` tests all of them. Of the routes of customers, runs
 * call the one that concerns orders: `services/customers/src/` tests the others. Guests and customers have two routes each for one act on a
 * cart: the rejections of the service count, not those of each route.
 */
function isCalled({ contract: { service, method, path } }: Registry['routes'][number]): boolean {
  if (service === 'identity' || service === 'pricing' || BY_FINANCE.has(`${method} ${path}`)) return false;
  if (service === 'customers')
    return path === '/v1/me/order-claims' || PRIVACY_CALLED.has(`${method} ${path}`);
  return service !== 'operations' || OPERATIONS_CALLED.has(path);
}

/** Events that runs cause: of the events of customers, registrations and erasures; of pricing, those of codes and promotions. */
function isOfRuns({ contract: { source, type } }: Registry['events'][number]): boolean {
  if (source === 'tradepost.pricing') return type.startsWith('Code') || type === 'PromotionChanged';
  return source !== 'tradepost.customers' || type === 'CustomerRegistered' || type === 'SubjectErased';
}

/** Exports need S3: `services/customers/src/privacy.int.spec.ts` tests the other routes. */
const PRIVACY_CALLED: ReadonlySet<string> = new Set([
  'POST /v1/me/privacy-requests',
  'POST /v1/privacy-requests',
  'POST /v1/privacy-requests/{privacyRequestId}/approval',
]);

/** No run has people of finance: `services/payments/src/http/settling.int.spec.ts` tests these. */
const BY_FINANCE: ReadonlySet<string> = new Set([
  'POST /v1/payments/{paymentId}/captures',
  'POST /v1/payments/{paymentId}/refunds',
]);

const OPERATIONS_CALLED: ReadonlySet<string> = new Set(['/v1/events', '/v1/orders/{orderId}/timeline']);

/** A reservation that was released before it was requested: its state shows it, and there is no event. */
const STOCK_TOMBSTONE = 'inventory begins as: released';

const ROW_OF_CONFLICTS = 'needs fourteen conflicts in a row: packages/aggregate/src/retry.spec.ts tests them';
const CAPS_FIRST =
  'caps of units are checked first: services/orders/src/domain/place.spec.ts tests large orders';
const NO_API_KEYS =
  'API keys are issued by API Gateway, which is not simulated: services/catalog/src/http/api-keys.int.spec.ts tests them';
const NO_DELETED_KEYS =
  'no run deletes keys of customers: services/customers/src/http/own-profile.int.spec.ts does';
const NO_REFUSED_REFUNDS = 'the simulated provider rejects no refund that payments accepts';

const BEFORE_CHECKOUT =
  'a cart with this problem has no quote to submit: services/carts/src/domain/check-cart.spec.ts tests it';
const BY_SPECS_OF_CARTS =
  'no cart of a run is so: services/carts/src/carts.int.spec.ts and domain/cart.spec.ts test it';

const FEW_CATEGORIES =
  'runs have three categories: services/catalog/src/domain/put-category.spec.ts tests the bounds';
const BY_SPEC_OF_CAPTURES = 'no run captures so: services/payments/src/domain/capture.spec.ts does';

const OUTLASTS_FAULTS =
  'a step of an erasure is repeated for a day, longer than faults last: services/customers/src/privacy.int.spec.ts tests it';

const RARE_PRICING_FAULT =
  'pricing has to fail for all attempts of one of few orders with codes: services/orders/src/sagas/fulfil-order.spec.ts tests it';
const RARE_BUNDLE_FAULT =
  'inventory has to fail for all attempts of one of few orders with bundles: services/orders/src/sagas/fulfil-order.spec.ts tests it';
const RARE_PENDING_FAULT =
  'a step has to fail for all attempts of one of few orders whose payment is pending: services/orders/src/sagas/fulfil-order.spec.ts tests it';
const BY_SPEC_OF_SAGA = 'services/orders/src/sagas/fulfil-order.spec.ts tests it';
const CARTS_CHECK_FIRST =
  'carts checks the same first: services/orders/src/domain/place.spec.ts and services/carts/src/domain/submit.spec.ts test it';
const TOO_FEW_VARIANTS =
  'no run has so many or so large variants: services/catalog/src/domain/put-variant.spec.ts tests them';

/** Branches that no run of the simulation reaches, or hardly any, each with the reason. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  'catalog refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'inventory refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'orders refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'payments refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'POST /v1/me/orders refuses: ORDER_TOO_LARGE': CAPS_FIRST,
  'POST /v1/guest/orders refuses: ORDER_TOO_LARGE': CAPS_FIRST,
  'customers refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'customers refuses: FORBIDDEN': 'tokens of customers have one scope: API Gateway rejects others',
  'customers refuses: CUSTOMER_NOT_FOUND': NO_DELETED_KEYS,
  'POST /v1/me/order-claims refuses: CUSTOMER_NOT_FOUND': NO_DELETED_KEYS,
  'inventory refuses: TOO_MANY_DISPATCHES':
    'no run has 200 parcels: services/inventory/src/domain/reservation-commands.spec.ts tests it',
  'inventory refuses: RESERVATION_TOO_LARGE': "needs stock of one order's SKUs in 1,501 places",
  'payments refuses: CAPTURE_MISMATCH': BY_SPEC_OF_CAPTURES,
  'payments refuses: CAPTURES_ONCE': BY_SPEC_OF_CAPTURES,
  'payments refuses: SPLIT_MISMATCH': BY_SPEC_OF_CAPTURES,
  'payments refuses: TOO_MANY_CAPTURES': BY_SPEC_OF_CAPTURES,
  'payments refuses: REFUND_LIMIT_EXCEEDED':
    'only people have a limit: services/payments/src/http/settling.int.spec.ts tests it',
  'POST /v1/simulated-provider/payments/{paymentId}/complete refuses: PROVIDER_NOT_FOUND':
    'every run has the simulated provider',
  'POST /v1/simulated-provider/payments/{paymentId}/complete refuses: PAYMENT_NOT_FOUND':
    'only payments that are pending are completed: services/payments/src/http/settling.int.spec.ts tests others',
  'payments refuses: REFUND_FAILED': NO_REFUSED_REFUNDS,
  'payments commits: RefundFailed': NO_REFUSED_REFUNDS,
  'catalog refuses: INVALID_API_KEY':
    'only API Gateway gives this answer: packages/proofs/src/e2e/api-keys.e2e.spec.ts tests it',
  'Begin caught → Fail': OUTLASTS_FAULTS,
  'FindOrders caught → Fail': OUTLASTS_FAULTS,
  'Erase caught → Fail': OUTLASTS_FAULTS,
  'Publish caught → Fail': OUTLASTS_FAULTS,
  'Complete caught → Fail': OUTLASTS_FAULTS,
  'PublishAgain caught → Fail': OUTLASTS_FAULTS,
  'PublishOnceMore caught → Fail': OUTLASTS_FAULTS,
  'Forget caught → Fail': OUTLASTS_FAULTS,
  'Fail caught → Failed': OUTLASTS_FAULTS,
  Fail: OUTLASTS_FAULTS,
  Failed: OUTLASTS_FAULTS,
  'carts refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'carts refuses: ADDRESS_MISSING': BEFORE_CHECKOUT,
  'carts refuses: CART_EMPTY': BEFORE_CHECKOUT,
  'carts refuses: SHIPPING_CHOICE_MISSING': BEFORE_CHECKOUT,
  'carts refuses: SHIPPING_CHOICE_STALE': BY_SPECS_OF_CARTS,
  'carts refuses: NO_SHIPPING_FOR_ADDRESS': BY_SPECS_OF_CARTS,
  'carts refuses: CURRENCY_NOT_OFFERED': BY_SPECS_OF_CARTS,
  'carts refuses: TAX_RATE_MISSING': BY_SPECS_OF_CARTS,
  'carts refuses: CART_TOO_LARGE': BY_SPECS_OF_CARTS,
  'carts refuses: ORDER_TOO_LARGE': BY_SPECS_OF_CARTS,
  'carts refuses: TOO_MANY_CODES': BY_SPECS_OF_CARTS,
  'carts refuses: CODE_NEEDS_CUSTOMER': BY_SPECS_OF_CARTS,
  'carts refuses: CODE_USED_BY_CUSTOMER': BY_SPECS_OF_CARTS,
  'carts refuses: CARD_NUMBER_NOT_ACCEPTED': BY_SPECS_OF_CARTS,
  'carts refuses: FORBIDDEN': BY_SPECS_OF_CARTS,
  CodesUnavailable: RARE_PRICING_FAULT,
  'HoldCodes caught → CodesUnavailable': RARE_PRICING_FAULT,
  'HoldCodes caught → LambdaUnavailable': RARE_PRICING_FAULT,
  'orders are rejected for: CODES_UNAVAILABLE': RARE_PRICING_FAULT,
  'ReserveComponents caught → LambdaUnavailable': RARE_BUNDLE_FAULT,
  'ReserveComponents caught → StockUnavailable': RARE_BUNDLE_FAULT,
  'AskPaymentAgain caught → Ended': RARE_PENDING_FAULT,
  'AwaitPayment caught → LambdaUnavailable': RARE_PENDING_FAULT,
  CodesOfAnybody: `every cart names its buyer: ${BY_SPEC_OF_SAGA}`,
  DueOfTotal: `only orders before version 0.2 have no quote: ${BY_SPEC_OF_SAGA}`,
  'orders refuses: QUOTE_EXPIRED': CARTS_CHECK_FIRST,
  'carts refuses: SKU_NOT_FOR_SALE':
    'the catalogue answers carts with products that are for sale: services/carts/src/carts.int.spec.ts tests another answer',
  'carts commits: SubmissionRejected': CARTS_CHECK_FIRST,
  'catalog refuses: TOO_MANY_VARIANTS': TOO_FEW_VARIANTS,
  'PUT /v1/products/{productId}/variants/{sku} refuses: TOO_MANY_VARIANTS': TOO_FEW_VARIANTS,
  'PUT /v1/products/{productId}/variants/{sku} refuses: PRODUCT_TOO_LARGE': TOO_FEW_VARIANTS,
  'shipping refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'shipping commits: ShippingMethodChanged':
    'it is stored as ShippingMethodCreated, ShippingMethodReplaced and ShippingMethodArchived',
  'catalog refuses: CATEGORY_TOO_DEEP': FEW_CATEGORIES,
  'catalog refuses: TOO_MANY_CATEGORIES': FEW_CATEGORIES,
  'PUT /v1/categories/{category} refuses: CATEGORY_TOO_DEEP': FEW_CATEGORIES,
  'PUT /v1/categories/{category} refuses: TOO_MANY_CATEGORIES': FEW_CATEGORIES,
  'catalog commits: CategoryChanged': 'it is stored as CategoryPut and CategoryRemoved',
  'catalog refuses: API_KEY_REVOKED': NO_API_KEYS,
  'catalog refuses: API_KEY_REPLACED': NO_API_KEYS,
  'POST /v1/admin/api-keys/{apiKeyId}/rotate refuses: API_KEY_REVOKED': NO_API_KEYS,
  'POST /v1/admin/api-keys/{apiKeyId}/rotate refuses: API_KEY_REPLACED': NO_API_KEYS,
};

type State = {
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Result?: { readonly code?: string };
};

function workflowBranches({ stateMachines }: Pick<CloudDescription, 'stateMachines'>): readonly string[] {
  return stateMachines
    .filter(isRun)
    .flatMap(({ definition }) =>
      Object.entries(definition['States'] as Record<string, State>).flatMap(([name, state]) => [
        name,
        ...(state.Catch ?? []).map(({ Next }) => `${name} caught → ${Next}`),
        ...(state.Result?.code === undefined ? [] : [`orders are rejected for: ${state.Result.code}`]),
      ]),
    );
}

/** The workflow of exports needs S3, which is not simulated. */
function isRun({ name }: { readonly name: string }): boolean {
  return !name.endsWith('-export-person');
}

function ruleBranches({ rules }: Pick<CloudDescription, 'rules'>): readonly string[] {
  return rules.flatMap(({ name, eventPattern }) => {
    const types = (eventPattern as { readonly 'detail-type'?: readonly unknown[] })?.['detail-type'] ?? [];
    return types
      .filter((type) => typeof type === 'string')
      .map((type) => `rule ${name.replace(/^tradepost-dev-/, '')}: ${type}`);
  });
}
