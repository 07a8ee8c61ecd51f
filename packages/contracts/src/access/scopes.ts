/**
 * OAuth scopes of staff and machines, with what each allows. An access token has them with the prefix of the resource server:
 * `tradepost/orders:read`. A customer's token has the scope `tradepost/me` and none of these.
 */
export const SCOPES = {
  'catalog:write': 'Create, change and archive products.',
  'catalog:drafts': 'Read products that are not for sale.',
  'api-keys:read': 'List the API keys of partners and read their usage.',
  'api-keys:write': 'Issue, rotate and revoke API keys of partners.',
  'inventory:read': 'Read stock levels and reservations.',
  'inventory:write': 'Adjust and count stock.',
  'pricing:read': 'Read price lists, promotions, discount codes and tax rules.',
  'pricing:write': 'Create and change price lists, promotions, discount codes and tax rules.',
  'orders:read': 'Read orders and their history.',
  'orders:write': 'Place orders for customers, and correct their personal data.',
  'orders:price': 'Give order lines a negotiated price.',
  'orders:cancel': 'Cancel orders.',
  'customers:read': 'Find customers and read their profiles.',
  'customers:write': 'Create and change profiles of customers.',
  'payments:read': 'Read payments and their journal entries.',
  'ledger:read': 'Read the trial balance.',
  'events:read': 'List published events.',
  'timeline:read': 'Read the timeline of an order.',
  'audit:read': 'Read the audit log: who did what, when and why.',
  'dead-letters:read': 'Read dead-letter messages.',
  'dead-letters:write': 'Redrive and discard dead-letter messages.',
  'replays:read': 'Read replays.',
  'replays:write': 'Replay events to a consumer, and publish stored events again.',
  'invoice-details:read': 'Read name and address of an order for taxes, also when their use is restricted.',
  'privacy:read': 'Read privacy requests and legal holds.',
  'privacy:write': 'Request and approve exports and erasures of the data of a person, and place legal holds.',
  'identity:read': 'Read the access of groups, people and machines, and its changes.',
  'identity:write': 'Change the access of groups, people and machines.',
  'shipping:read': 'Read shipping methods of every status.',
  'shipping:write': 'Create, change and archive shipping methods.',
} as const;

/** A scope as contracts write it, without the prefix of the resource server. */
export type Scope = keyof typeof SCOPES;

/** Identifier of the resource server in both user pools. It is the prefix of every scope in a token. */
export const RESOURCE_SERVER = 'tradepost';

/** The scope of customers. No staff pool has it, and the customer pool has no other. */
export const CUSTOMER_SCOPE = 'me';
