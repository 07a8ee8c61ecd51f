/** The proof that a bound is where it should be, or the reason why it needs none. */
export type Coverage =
  /** Runs lie below it and beyond it, with this promise on both sides. */
  | { readonly promise: string }
  /** A spec tests both of its sides; the path is relative to the repository's root folder. */
  | { readonly spec: string }
  /** Its exact value decides nothing that a caller or another service sees. */
  | { readonly reason: string };

const LIVES = { promise: 'a reservation lives as long as documented' };
const EDGE = { promise: 'a bound is where it is documented' };
const KEPT = { promise: 'an item is kept as long as documented' };
const ERASED = { promise: 'nobody reads the data of an erased person after five minutes' };
const SAGA = { promise: 'a saga ends within four minutes' };
const REPEATED = { promise: 'a throttled call is repeated for long enough' };
const PUBLISHED = { promise: 'no event is lost' };
const MOVED = { promise: 'reserved units are those of reservations' };
const spec = (path: string) => ({ spec: path });
const because = (reason: string) => ({ reason });

const UNIT = because('a unit of time');
const FORMAT = because('the format of an id or a digest, not a bound');
const TEXT = because('cuts a text that people read');
const PARALLEL = because('limits concurrency: more takes as many calls, only later');
const PAGED = because('decides only in how many requests the same is read');
const SHARDS = because('the number of partitions over which keys are spread');
const TERMS = spec('services/pricing/src/http/terms.int.spec.ts');
const QUOTED = because('packages/quote limits what it computes to the same number, which its specs test');
const GIVEN_ORDER = spec('packages/contracts/src/orders/given-order.spec.ts');
const REQUESTS = spec('packages/contracts/src/bounds-of-requests.spec.ts');
const NEXT_SWEEP = because('the sweep of the next minute goes on: a smaller number only delays it');
const BATCHES = because('decides only in how many invocations the same is done');
const DECLARED = (name: string) => spec(`packages/gates/src/check-config/${name}.spec.ts`);

/**
 * Every named number of the sources and templates that `named-bounds.ts` finds, with its coverage. `coverage.int.spec.ts`
 * fails if a new one is missing here.
 */
export const COVERAGE: Readonly<Record<string, Coverage>> = {
  'packages/aggregate publish BASE_DELAY_MS': PUBLISHED,
  'packages/aggregate publish MAX_ATTEMPTS': PUBLISHED,
  'packages/aggregate publish MAX_DELAY_MS': PUBLISHED,
  'packages/aggregate publish MAX_ENTRIES': spec('packages/aggregate/src/publish.spec.ts'),
  'packages/aggregate publish MAX_REQUEST_BYTES': spec('packages/aggregate/src/publish.spec.ts'),
  'packages/aggregate republish MAX_COMMITS': spec('packages/aggregate/src/republish.spec.ts'),
  'packages/aggregate retry MAX_ATTEMPTS': spec('packages/aggregate/src/retry.spec.ts'),
  'packages/aggregate retry MAX_DELAY_MS': spec('packages/aggregate/src/retry.spec.ts'),
  'packages/aggregate retry MAX_TOTAL_MS': spec('packages/aggregate/src/retry.spec.ts'),
  'packages/aggregate stored-shapes MAX_STEPS': spec('packages/aggregate/src/stored-shapes.spec.ts'),

  'packages/audit anchor PER_FOLDER': because('decides only in which folders anchors are'),
  'packages/audit anchor-bucket READS_AT_ONCE': PARALLEL,
  'packages/audit audit-log MAX_ACTS_AT_ONCE': spec('packages/audit/src/audit-log.int.spec.ts'),
  'packages/audit audit-log ATTEMPTS_PER_SHARD': spec('packages/audit/src/audit-log.int.spec.ts'),
  'packages/audit audit-log MAX_WAIT_MS': spec('packages/audit/src/audit-log.int.spec.ts'),
  'packages/audit audit-log MAX_PAUSE_MS': spec('packages/audit/src/audit-log.int.spec.ts'),
  'packages/audit audit-log MAX_ATTEMPTS': spec('packages/audit/src/audit-log.int.spec.ts'),
  'packages/audit audit-log MAX_DELAY_MS': because('limits the pause between attempts, whose number decides'),
  'packages/audit canonical-json MAX_TEXT_LENGTH': spec('packages/audit/src/canonical-json.spec.ts'),
  'packages/audit chain SHARDS': SHARDS,
  'packages/audit check-anchors OVERDUE_AFTER_MS': spec('packages/audit/src/verify/verify-log.spec.ts'),
  'packages/audit item SEQ_DIGITS': FORMAT,
  'packages/audit verify-log ENTRIES_PER_REPORT': because('decides how often progress is shown'),

  'packages/contracts card-number MAX_PHONE_DIGITS': spec(
    'packages/contracts/src/fields/card-number.spec.ts',
  ),
  'packages/contracts card-number MIN_CARD_DIGITS': spec('packages/contracts/src/fields/card-number.spec.ts'),
  'packages/contracts commands MAX_CODES': because(
    'a cart has at most as many codes: services/carts/src/domain/cart.spec.ts tests them',
  ),
  'packages/contracts given-cart MAX_NEW_CODES': REQUESTS,
  'packages/contracts given-cart MAX_NEW_LINES': REQUESTS,
  'packages/contracts given-product MAX_NUMBER': EDGE,
  ...Object.fromEntries(
    ['COUNTRIES', 'METHOD_CHARACTERS', 'POSTAL_PREFIXES', 'RATES', 'REGIONS', 'TIERS', 'ZONES'].map(
      (name) => [
        `packages/contracts given-method MAX_${name}`,
        spec('packages/contracts/src/shipping/given-method.spec.ts'),
      ],
    ),
  ),
  'packages/contracts condition MAX_CONDITION_ELEMENTS': spec(
    'packages/contracts/src/given-condition.spec.ts',
  ),
  'packages/contracts given-condition MAX_CONDITION_DEPTH': spec(
    'packages/contracts/src/given-condition.spec.ts',
  ),
  'packages/contracts given-product MIN_NUMBER': spec('services/catalog/src/http/attributes.int.spec.ts'),
  'packages/contracts components MAX_COMPONENTS': spec('services/catalog/src/http/bundles.int.spec.ts'),
  'packages/contracts components MAX_COMPONENT_QUANTITY': spec(
    'services/catalog/src/http/bundles.int.spec.ts',
  ),
  'packages/contracts identifiers MAX_SKU_LENGTH': EDGE,
  'packages/contracts limits MAX_AUTOMATIC_PROMOTIONS': TERMS,
  'packages/contracts limits MAX_BUDGETS_OF_ORDER': REQUESTS,
  'packages/contracts limits MAX_CODES_OF_ORDER': REQUESTS,
  'packages/contracts limits MAX_CODE_LENGTH': REQUESTS,
  'packages/contracts limits MAX_CURRENCIES_OF_BUDGET': REQUESTS,
  'packages/contracts limits MAX_PRICE_LISTS_OF_SKU': spec('services/pricing/src/domain/terms.spec.ts'),
  'packages/contracts limits MAX_PROMOTIONS_OF_CODE': REQUESTS,
  'packages/contracts limits MAX_RATES': REQUESTS,
  'packages/contracts limits MAX_SKUS_OF_TERMS': because(
    'carts have at most as many lines: packages/quote tests them',
  ),
  'packages/contracts limits MAX_TIERS': REQUESTS,
  'packages/contracts limits PRIOR_PRICE_DAYS': spec('services/pricing/src/domain/price-timeline.spec.ts'),
  'services/inventory dispatch-digest DIGITS': FORMAT,
  'packages/contracts limits MAX_ALLOCATIONS_OF_DISPATCH': because(
    'as many as a transaction has, with the reservation',
  ),
  'packages/contracts limits MAX_DISPATCHES': spec(
    'services/inventory/src/domain/reservation-commands.spec.ts',
  ),
  'packages/contracts limits MAX_SHORTAGES': spec('services/inventory/src/domain/allocate.spec.ts'),
  'packages/contracts model DEFAULT_FEED_PAGE_SIZE': PAGED,
  'packages/contracts model DEFAULT_OVERLAP_HOURS': REQUESTS,
  'packages/contracts model EXPORT_AVAILABLE_HOURS': spec('services/customers/src/privacy.int.spec.ts'),
  'packages/contracts model LINK_MINUTES': spec('services/customers/src/privacy.int.spec.ts'),
  'packages/contracts model MAX_ATTRIBUTES': EDGE,
  'packages/contracts model MAX_ATTRIBUTE_VALUES': EDGE,
  'packages/contracts model MAX_BULK_SKUS': EDGE,
  'packages/contracts category MAX_CATEGORY_DESCRIPTION_LENGTH': REQUESTS,
  'packages/contracts category MAX_CATEGORY_POSITION': REQUESTS,
  'packages/contracts product-query MAX_LIST_VALUES': REQUESTS,
  'packages/contracts product-query MAX_VALUES_LENGTH': REQUESTS,
  'packages/contracts model MAX_CATEGORIES': EDGE,
  'packages/contracts model MAX_CUSTOMER_GROUPS': REQUESTS,
  'packages/contracts model MAX_FEED_PAGE_SIZE': REQUESTS,
  'packages/contracts model MAX_METADATA_ENTRIES': GIVEN_ORDER,
  'packages/contracts metadata MAX_METADATA_KEY_LENGTH': GIVEN_ORDER,
  'packages/contracts metadata MAX_METADATA_VALUE_LENGTH': GIVEN_ORDER,
  'packages/contracts model MAX_LANGUAGES': EDGE,
  'packages/contracts model MAX_METADATA_OF_PRODUCT': EDGE,
  'packages/contracts model MAX_OPTIONS': EDGE,
  'packages/contracts model MAX_OPTION_VALUES': EDGE,
  'packages/contracts model MAX_ORDER_LINES': EDGE,
  'packages/contracts model MAX_OVERLAP_HOURS': REQUESTS,
  'packages/contracts model MAX_TIMELINE_AGE_SECONDS': REQUESTS,
  'packages/contracts model MAX_TIMELINE_ENTRIES': spec(
    'services/operations/src/projections/timeline.spec.ts',
  ),
  'packages/contracts model MAX_USAGE_DAYS': REQUESTS,
  'packages/contracts model MAX_VARIANTS': EDGE,
  'packages/contracts model MAX_VARIANTS_OF_PRODUCT': spec('services/catalog/src/domain/put-variant.spec.ts'),
  'packages/contracts model PRIVACY_DEADLINE_DAYS': spec(
    'services/customers/src/domain/privacy-request.spec.ts',
  ),
  'packages/contracts paging DEFAULT_PAGE_SIZE': PAGED,
  'packages/contracts paging MAX_CURSOR_LENGTH': EDGE,
  'packages/contracts paging MAX_PAGE_SIZE': EDGE,
  ...Object.fromEntries(
    ['DISCOUNTS', 'QUOTE_LINES', 'SHIPPING', 'TAXES'].map((name) => [
      `packages/contracts quote MAX_${name}`,
      QUOTED,
    ]),
  ),
  'packages/contracts quote MAX_TAXES_OF_QUOTE': because(
    'own rates are ten of a tax class at most, and a tax engine names those of one place: no order has a thousand',
  ),
  'packages/contracts redact-card-numbers MAX_SIGNS': spec(
    'packages/contracts/src/fields/redact-card-numbers.spec.ts',
  ),
  'packages/contracts redact-card-numbers SHORTEST_CARD_NUMBER': spec(
    'packages/contracts/src/fields/redact-card-numbers.spec.ts',
  ),
  'packages/contracts routes MAX_REDRIVEN_AT_ONCE': PAGED,
  'packages/contracts routes MAX_REPLAYED_EVENTS': spec('services/operations/src/replays.int.spec.ts'),
  'packages/contracts routes MAX_STOCK_SKUS': EDGE,
  'packages/contracts routes MS_PER_DAY': UNIT,
  'packages/contracts slug MAX_SLUG_LENGTH': EDGE,
  'packages/contracts step-up RECENT_SIGN_IN.maxAgeSeconds': EDGE,
  'packages/contracts timestamp MS_PER_SECOND': UNIT,

  'packages/dynamodb archived-events MAX_PAGE_BYTES': PAGED,
  'packages/dynamodb back-off BASE_DELAY_MS': spec('packages/dynamodb/src/back-off.spec.ts'),
  'packages/dynamodb batch-get MAX_ATTEMPTS': spec('packages/dynamodb/src/batch-get.spec.ts'),
  'packages/dynamodb batch-get MAX_BATCH_KEYS': spec('packages/dynamodb/src/batch-get.spec.ts'),
  'packages/dynamodb batch-get MAX_DELAY_MS': spec('packages/dynamodb/src/batch-get.spec.ts'),

  'packages/lambda body-limit MAX_BODY_BYTES': EDGE,
  'packages/lambda cursor DIGEST_CHARACTERS': FORMAT,
  'packages/lambda cursor FORMAT': FORMAT,
  'packages/lambda dead-letters MAX_REASON_LENGTH': TEXT,
  'packages/lambda deployment-hook REPORT_MS': spec('packages/lambda/src/messages/deployment-hook.spec.ts'),
  'packages/lambda failures-queue MAX_BODY_BYTES': spec(
    'packages/lambda/src/messages/failures-queue.int.spec.ts',
  ),
  'packages/lambda failures-queue MAX_REASON_LENGTH': TEXT,
  'packages/lambda idempotent-id ID_BYTES': FORMAT,
  'packages/lambda idempotent-id ID_CHARACTERS': FORMAT,
  'packages/lambda log-error MAX_CAUSES': TEXT,
  'packages/lambda log-error MAX_FRAMES': TEXT,
  'packages/lambda log-error MAX_TEXT_LENGTH': TEXT,
  'packages/lambda problem-details RETRY_AFTER_SECONDS': because(
    'a hint for callers, who need not follow it',
  ),
  'packages/lambda response DIGEST_CHARACTERS': FORMAT,
  'packages/lambda secret MAX_AGE_MS': spec('packages/lambda/src/secret.int.spec.ts'),
  'packages/lambda secret READ_TIMEOUT_MS': spec('packages/lambda/src/secret.int.spec.ts'),
  'packages/lambda secret RETRY_AFTER_MS': spec('packages/lambda/src/secret.int.spec.ts'),
  'packages/lambda stream MAX_AGE_MS': spec('packages/lambda/src/messages/stream.spec.ts'),
  'packages/lambda validation MAX_ERRORS': TEXT,
  'packages/lambda validation MAX_MESSAGE_LENGTH': TEXT,
  'packages/lambda validation MAX_POINTER_LENGTH': TEXT,

  'packages/money money MAX_AMOUNT_MINOR': spec('packages/money/src/money.spec.ts'),

  'services/carts begin-checkout MAX_ATTEMPTS': because(
    'a cart that changes so often while it is checked out has several owners at once',
  ),
  'services/carts cart-seals SCHEMA': FORMAT,
  'services/carts cart-tokens KEY_ID_CHARACTERS': FORMAT,
  'services/carts cart-tokens MAX_KEYS': spec('services/carts/src/adapters/cart-tokens.spec.ts'),
  'services/carts carts-table SHARDS': SHARDS,
  'services/carts catalog MAX_SKUS': spec('services/carts/src/adapters/queries.spec.ts'),
  'services/carts deps ORDER_TIMEOUT_MS': because(
    'after it the outcome is unknown, and the sweeper places the order once more',
  ),
  'services/carts deps QUERY_TIMEOUT_MS': because(
    'after it the service counts as unavailable, a problem of the cart',
  ),
  'services/carts export-part MAX_CARTS': because(
    'a person with more open carts within 90 days is a program',
  ),
  'services/carts export-part MAX_ORDERS_WITHOUT_CUSTOMER': because('the size of the state of a workflow'),
  'services/carts export-part MAX_READS_AT_ONCE': PARALLEL,
  'services/carts export-part PAGE_SIZE': PAGED,
  'services/carts limits ABANDONED_AFTER_MS': { promise: 'a cart is abandoned after a day without a change' },
  'services/carts limits KEPT_MS': KEPT,
  'services/carts limits MAX_CART_BYTES': spec('services/carts/src/sizes.spec.ts'),
  'services/carts limits MAX_CODES': spec('services/carts/src/domain/cart.spec.ts'),
  'services/carts limits MAX_LINES': spec('services/carts/src/domain/cart.spec.ts'),
  'services/carts limits MAX_ORDERS': spec('services/carts/src/domain/submit.spec.ts'),
  'services/carts limits MAX_UNITS_OF_LINE': spec('services/carts/src/domain/cart.spec.ts'),
  'services/carts inventory MAX_SKUS': PAGED,
  'services/carts limits QUOTE_VALID_MS': { promise: 'a quote is valid for ten minutes' },
  'services/carts limits RESUMED_AFTER_MS': because(
    'an order of which nothing was heard is placed by the sweep after it: later, never twice',
  ),
  'services/carts on-subject-erased PAGE_SIZE': PAGED,
  'services/carts sweep-carts MAX_AT_ONCE': PARALLEL,
  'services/carts sweep-carts MAX_CARTS_PER_SHARD': NEXT_SWEEP,
  'services/carts update-details MAX_ATTEMPTS': because(
    'a cart whose e-mail address changes so often at once has several owners',
  ),

  'services/catalog api-key MS_PER_HOUR': UNIT,
  'services/catalog gateway-keys PAGE_SIZE': PAGED,
  'services/catalog generated-slugs SUFFIX_LENGTH': FORMAT,
  'services/catalog get-api-key-usage MS_PER_DAY': UNIT,
  'services/catalog products-table SHARDS': FORMAT,
  'services/catalog sweep-products MAX_AT_ONCE': PARALLEL,
  'services/catalog sweep-products MAX_PRODUCTS_PER_SHARD': NEXT_SWEEP,
  'services/catalog put-variant MAX_INLINE': spec('services/catalog/src/domain/put-variant.spec.ts'),
  'services/catalog put-variant MAX_TOTAL': spec('services/catalog/src/domain/put-variant.spec.ts'),
  ...Object.fromEntries(
    ['MAX_CATEGORIES_IN_ALL', 'MAX_CATEGORIES_IN_ONE', 'MAX_DEPTH', 'MAX_TREE_BYTES'].map((name) => [
      `services/catalog put-category ${name}`,
      spec('services/catalog/src/domain/put-category.spec.ts'),
    ]),
  ),
  'services/catalog remove-category MAX_NAMED': FORMAT,
  'services/catalog product-page MAX_PAGE_BYTES': spec('services/catalog/src/http/categories.int.spec.ts'),
  'services/catalog product-page MAX_PLACES_READ': spec('services/catalog/src/http/categories.int.spec.ts'),
  'services/catalog to-listed-product MAX_LISTED_CURRENCIES': spec(
    'services/catalog/src/projections/product-filter.spec.ts',
  ),
  'services/catalog to-listed-product MAX_LISTED_VALUES': spec(
    'services/catalog/src/projections/product-filter.spec.ts',
  ),
  'services/catalog to-listing-rows AMOUNT_DIGITS': FORMAT,
  'services/catalog to-listing-rows MAX_TITLE_KEY_LENGTH': FORMAT,
  'services/catalog within-bounds MAX_EVENT_BYTES': spec('services/catalog/src/sizes.spec.ts'),

  'services/shipping estimate-delivery MS_PER_DAY': UNIT,
  'services/shipping estimate-delivery SATURDAY': FORMAT,
  'services/shipping estimate-delivery SUNDAY': FORMAT,

  'services/customers change-addresses MAX_ADDRESSES': spec('services/customers/src/domain/customer.spec.ts'),
  ...Object.fromEntries(
    ['CODE_LIFETIME_MS', 'MAX_REQUESTS', 'MAX_WRONG_CODES', 'WINDOW_MS'].map((name) => [
      `services/customers change-email ${name}`,
      spec('services/customers/src/domain/change-email.spec.ts'),
    ]),
  ),
  'services/customers claim-my-orders MAX_AT_ONCE': PARALLEL,
  'services/customers claim-my-orders MAX_ORDERS': spec(
    'services/customers/src/http/claim-my-orders.int.spec.ts',
  ),
  'services/customers customer-seals SCHEMA': FORMAT,
  'services/customers email-codes DIGITS': FORMAT,
  'services/customers finish-export CONSENTS_PER_PAGE': PAGED,
  'services/customers finish-export HOUR_MS': UNIT,
  'services/customers privacy-request DAY_MS': UNIT,
  'services/customers privacy-requests MAX_COUNTED': because(
    'more requests that are due raise the same alarm',
  ),
  'services/customers record-consent MAX_CONSENTS': spec('services/customers/src/domain/customer.spec.ts'),
  'services/customers start-workflow CALL_TIMEOUT_MS': because(
    'how long a request waits for its workflow: a repeat starts it again',
  ),
  'services/customers watch-privacy DAY_MS': UNIT,
  ...Object.fromEntries(
    ['MAX_EXPIRED', 'PAGE_SIZE', 'WARN_DAYS'].map((name) => [
      `services/customers watch-privacy ${name}`,
      spec('services/customers/src/schedules/watch-privacy.spec.ts'),
    ]),
  ),

  'services/identity change-access MAX_ATTEMPTS': spec('services/identity/src/http/change-access.spec.ts'),

  'services/inventory adjust MAX_UNITS': EDGE,
  'services/inventory cart-share PERCENT': UNIT,
  'services/inventory cart-steps MAX_CART_ALLOCATIONS': spec(
    'services/inventory/src/domain/cart-reservation.spec.ts',
  ),
  'services/inventory expire-reservations MAX_AT_ONCE': PARALLEL,
  'services/inventory expire-reservations MAX_RESERVATIONS_PER_SHARD': NEXT_SWEEP,
  'services/inventory reservation-executor MAX_STEPS': MOVED,
  'services/inventory reservation-executor RETRIED_FOR_MS': spec(
    'services/inventory/src/adapters/reservation-executor.spec.ts',
  ),
  'services/inventory reservation-steps MAX_ALLOCATIONS': spec('services/inventory/src/sizes.spec.ts'),
  'services/inventory reservation-steps MAX_ALLOCATIONS_PER_STEP': MOVED,
  'services/inventory reservation-steps MAX_TEXT_BYTES': spec(
    'services/inventory/src/domain/reservation-commands.spec.ts',
  ),
  'services/inventory reservations-table EXPIRING_SHARDS': SHARDS,
  'services/inventory stock-table CROWDED_TAKES_EACH': because(
    'decides only whether a reservation is a take or a transaction',
  ),
  'services/inventory stock-table MAX_READS_AT_ONCE': PARALLEL,
  'services/inventory stock-takes MAX_MARKERS': { promise: 'a stock has few markers' },
  'services/inventory stock-takes MIN_TIDIED': { promise: 'a stock has few markers' },
  'services/inventory stock-takes TAKE_WINDOW': MOVED,

  'services/operations approval APPROVED_WITHIN_MS': { promise: 'an approval is valid for a day' },
  'services/operations audit-roles MS_PER_DAY': UNIT,
  'services/operations audit-roles UNUSED_AFTER_DAYS': spec(
    'services/operations/src/schedules/audit-roles.spec.ts',
  ),
  'services/operations dead-letter-message MAX_TEXT_LENGTH': TEXT,
  ...Object.fromEntries(
    [
      ...['LIST_SECONDS', 'MAX_MESSAGES', 'MAX_MESSAGES_PER_QUEUE', 'MAX_QUEUE_PAGES', 'MAX_READ_MS'],
      ...['RECEIVE_SECONDS', 'WAIT_SECONDS'],
    ].map((name) => [
      `services/operations dead-letter-queues ${name}`,
      spec('services/operations/src/adapters/dead-letter-queues.int.spec.ts'),
    ]),
  ),
  'services/operations deliver MAX_CONCURRENT': PARALLEL,
  'services/operations event-archive EVENTS_PER_PAGE': PAGED,
  'services/operations event-bridge MAX_RULE_PAGES': PAGED,
  'services/operations event-bridge MS_PER_SECOND': UNIT,
  'services/operations get-dead-letter DAY_MS': UNIT,
  'services/operations get-dead-letter LOOK_AROUND_MS': because('how far logs are searched'),
  'services/operations get-order-timeline MINUTE_MS': UNIT,
  ...Object.fromEntries(
    [
      ...['AFTER_LAST_EVENT_MS', 'AROUND_COMMANDS_MS', 'LOOK_BACK_MS', 'MAX_CORRELATION_IDS'],
      ...['MAX_EVENTS_OF_EACH', 'MAX_EXECUTIONS', 'MAX_RANGE_MS'],
    ].map((name) => [
      `services/operations get-order-timeline ${name}`,
      spec('services/operations/src/http/get-order-timeline.spec.ts'),
    ]),
  ),
  ...Object.fromEntries(
    ['MAX_GROUPS_PER_QUERY', 'MAX_GROUP_PAGES', 'MAX_LINES', 'MAX_WAIT_MS', 'POLL_MS'].map((name) => [
      `services/operations log-lines ${name}`,
      spec('services/operations/src/adapters/log-lines.spec.ts'),
    ]),
  ),
  'services/operations replay STARTS_WITHIN_MS': spec('services/operations/src/domain/replay.spec.ts'),
  'services/operations stream-batch MAX_READS': spec('services/operations/src/adapters/stream-batch.spec.ts'),
  'services/operations stream-batch MS_PER_SECOND': UNIT,

  'services/orders name-bundles MAX_BUNDLES_NAMED': spec('services/orders/src/domain/name-bundles.spec.ts'),
  'services/orders catalog-offers MAX_SKUS': spec('services/orders/src/adapters/catalog-offers.spec.ts'),
  'services/orders catalog-offers TIMEOUT_MS': spec('services/orders/src/adapters/catalog-offers.spec.ts'),
  'services/orders order-commands MAX_LINKS_PER_HOUR': spec(
    'services/orders/src/http/own-orders.int.spec.ts',
  ),
  'services/orders order-numbers FIRST': because('the first number that an order may have'),
  'services/orders order-numbers MAX_ATTEMPTS': spec(
    'services/orders/src/adapters/order-numbers.int.spec.ts',
  ),
  'services/orders order-numbers SHARDS': SHARDS,
  'services/orders order-projection MAX_PAGE_BYTES': PAGED,
  'services/orders order-projection MAX_QUERIES': PAGED,
  'services/orders order-projection MAX_READS': PAGED,
  'services/orders order-projection SHARDS': SHARDS,
  'services/orders order-seals SCHEMA': FORMAT,
  'services/orders order-tokens KEY_ID_CHARACTERS': FORMAT,
  ...Object.fromEntries(
    ['MAX_ORDERS_OF_CUSTOMER', 'PAGE_SIZE'].map((name) => [
      `services/orders orders-of-customer ${name}`,
      spec('services/orders/src/adapters/orders-of-customer.spec.ts'),
    ]),
  ),
  'services/orders orders-of-person MAX_READS_AT_ONCE': PARALLEL,
  'services/orders person MAX_ORDERS_WITHOUT_CUSTOMER': because('the size of the state of a workflow'),
  'services/orders order-tokens MAX_KEYS': spec('services/orders/src/adapters/order-tokens.spec.ts'),
  'services/orders order-tokens VALID_FOR_MS': spec('services/orders/src/adapters/order-tokens.spec.ts'),
  'services/orders place MAX_ORDER_BYTES': spec('services/orders/src/sizes.spec.ts'),
  'services/orders price-lines MAX_SKUS_NAMED': EDGE,
  'services/orders correct MAX_CORRECTIONS_PER_ORDER': spec('services/orders/src/domain/order.spec.ts'),
  'services/orders request-link MAX_LINKS_PER_ORDER': spec('services/orders/src/domain/order.spec.ts'),
  'services/orders sweep-orders MAX_ORDERS_PER_RUN': NEXT_SWEEP,

  'packages/contracts model MAX_INSTRUCTIONS': because('bounds what a provider returns, in a reply'),
  'packages/contracts model MAX_SECRET_LENGTH': because('bounds what a provider returns, in a reply'),
  'packages/contracts model MAX_URL_LENGTH': because('bounds what a provider returns, in a reply'),
  'packages/contracts routes MAX_WEBHOOKS': REQUESTS,
  'services/payments adapter PENDING': because('a status of HTTP'),
  'services/payments capture MAX_CAPTURES': spec('services/payments/src/domain/capture.spec.ts'),
  'services/payments completion TIMEOUT_MS': because('the simulated provider answers its own page at once'),
  'services/payments disputes MAX_DISPUTES': spec('services/payments/src/domain/record-notice.spec.ts'),
  'services/payments pending-until DAY_MS': UNIT,
  'services/payments pending-until MINUTE_MS': UNIT,
  'environment REFUND_LIMIT': spec('services/payments/src/http/settling.int.spec.ts'),
  'services/payments decline-counts WINDOW_SECONDS': KEPT,
  'services/payments execute-payment-command MAX_CALLS': { promise: 'no payment stays pending' },
  'services/payments ledger-table BALANCE_SHARDS': SHARDS,
  'services/payments ledger-table MAX_ENTRIES': spec('services/payments/src/streams/ledger.int.spec.ts'),
  'services/payments refund MAX_REFUNDS': spec('services/payments/src/domain/refund.spec.ts'),
  'services/payments adapter UNAUTHORIZED': because('a status of HTTP'),
  'services/payments ask MAX_KEYS': spec('services/payments/src/adapters/providers/stripe/faults.spec.ts'),
  'services/payments export-part MAX_READS_AT_ONCE': PARALLEL,
  'services/payments providers STRIPE_TIMEOUT_MS': because(
    'a shorter time repeats a request under the same key; a longer one is ended by the timeout of the function',
  ),
  'services/payments refund LISTED_REFUNDS': because('exceeds MAX_REFUNDS, beyond which there is no refund'),
  'services/payments webhooks TOLERANCE_SECONDS': spec(
    'services/payments/src/adapters/providers/stripe/webhooks.spec.ts',
  ),

  'services/platform event-archive-table DAY_MS': KEPT,
  'services/platform event-archive-table MAX_CONCURRENT_WRITES': PARALLEL,

  'environment ARCHIVE_DAYS': KEPT,
  'environment CUSTOMER_UNITS_PER_LINE': EDGE,
  'environment CUSTOMER_UNITS_PER_ORDER': EDGE,
  'environment GUEST_DECLINES_PER_HOUR': spec('services/payments/src/commands/guest-declines.int.spec.ts'),
  'environment GUEST_DECLINES_PER_HOUR_AND_IP': spec(
    'services/payments/src/commands/guest-declines.int.spec.ts',
  ),
  'environment CART_RESERVATION_MAX_SECONDS': LIVES,
  'environment CART_RESERVATION_TTL_SECONDS': LIVES,
  'environment CART_STOCK_SHARE_PERCENT': { promise: 'carts hold no more of a stock than their share' },
  'environment GUEST_RESERVATION_TTL_SECONDS': LIVES,
  'environment GUEST_UNITS_PER_LINE': EDGE,
  'environment GUEST_UNITS_PER_ORDER': EDGE,
  'environment NEGOTIATED_PRICE_FLOOR_PERCENT': { promise: 'a negotiated price is not below its floor' },
  'environment PAYMENT_PROVIDER_TIMEOUT_MS': { promise: 'nothing is rejected without a reason' },
  'environment TAX_RETENTION_YEARS': spec('services/customers/src/domain/invoice-until.spec.ts'),
  'environment RESERVATION_TTL_SECONDS': LIVES,
  'environment SAGA_LOST_AFTER_SECONDS': { promise: 'no saga of a young order is started again' },
  'services/pricing calculate-taxes TIMEOUT_MS': spec(
    'services/pricing/src/commands/calculate-taxes.int.spec.ts',
  ),
  'services/pricing code-uses-table RETRIED_FOR_MS': spec('services/pricing/src/commands/races.int.spec.ts'),
  'services/pricing discount-code MAX_SHARDS': spec('services/pricing/src/domain/discount-code.spec.ts'),
  'services/pricing discount-code MIN_LIMIT_OF_SHARD': spec(
    'services/pricing/src/domain/discount-code.spec.ts',
  ),
  'services/pricing http-tax-engine MAX_ANSWER_BYTES': because(
    'guards the memory of the function against an engine that is out of order',
  ),
  'services/pricing http-tax-engine MS_PER_SECOND': UNIT,
  'services/pricing on-product-changed MAX_WRITES_AT_ONCE': PARALLEL,
  'services/pricing price-lists-table MAX_HISTORY': because(
    'more changes than any list has in the time that counts',
  ),
  'services/pricing price-timeline MS_PER_DAY': UNIT,
  'services/pricing prices-table MAX_HISTORY': because(
    'more changes than any price has in the time that counts',
  ),
  'services/pricing promotion MAX_PROMOTION_BYTES': spec('services/pricing/src/domain/terms.spec.ts'),
  'services/pricing tax-jurisdiction MAX_PREFIX': spec('services/pricing/src/domain/terms.spec.ts'),

  'eventSourceMappings batchSize': BATCHES,
  'eventSourceMappings maximumBatchingWindowInSeconds': BATCHES,
  'eventSourceMappings maximumConcurrency': PARALLEL,
  'eventSourceMappings maximumRecordAgeInSeconds': DECLARED('event-source-rules'),
  'eventSourceMappings maximumRetryAttempts': {
    promise: 'a record that can be published stays in its stream',
  },
  'eventSourceMappings parallelizationFactor': PARALLEL,
  'functions timeoutSeconds': DECLARED('function-rules'),
  'queues MaximumMessageSize': because("SQS's own maximum"),
  'queues MessageRetentionPeriod': DECLARED('queue-rules'),
  'queues VisibilityTimeout': DECLARED('queue-rules'),
  'queues maxReceiveCount': DECLARED('queue-rules'),
  'rules maximumEventAgeInSeconds': DECLARED('delivery-rules'),
  'rules maximumRetryAttempts': DECLARED('delivery-rules'),
  'rules scheduleExpression': { promise: 'expired units become available soon' },
  'stateMachines BackoffRate': REPEATED,
  'stateMachines IntervalSeconds': REPEATED,
  'stateMachines MaxAttempts': REPEATED,
  'stateMachines MaxDelaySeconds': REPEATED,
  'stateMachines NumericGreaterThan': { promise: 'a free order calls no provider' },
  'stateMachines Seconds': ERASED,
  'stateMachines TimeoutSeconds': SAGA,
};
