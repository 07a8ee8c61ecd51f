/** A processing activity: the facts that the law asks for and contracts do not have. */
export type Activity = {
  readonly title: string;
  readonly purpose: string;
  /** Legal basis, which the controller confirms. */
  readonly basis: string;
  /** Categories of the people whom the data is about. */
  readonly people: string;
  readonly recipients: string;
  /** Time limit for erasure. */
  readonly kept: string;
  /** Services whose tables store the data. */
  readonly services: readonly string[];
  /** Stores that are not tables. */
  readonly otherStores?: readonly string[];
};

const PROVIDERS = 'Amazon Web Services, which runs the platform for the controller (processor, art. 28)';
const STAFF = 'Staff, by the subject of their account';
const AUDITED = 'The subject of a person of staff stays in the entry, as evidence of who acted';

/**
 * The processing activities, by the folder of their contracts. A folder with personal data and without an activity is an error of the
 * generator, so that a new service cannot be missing in the record.
 */
export const ACTIVITIES: Readonly<Record<string, Activity>> = {
  orders: {
    title: 'Orders',
    purpose: 'Accept, fulfil and document orders of customers and guests, answer questions about them.',
    basis:
      'Contract with the customer (art. 6(1)(b)). Invoice data after the erasure of contact data: legal obligation (art. 6(1)(c)), such as tax law. Hashes of guests against abuse: legitimate interest (art. 6(1)(f)).',
    people: 'Customers, guests, and recipients whom they name',
    recipients: `${PROVIDERS}. Carriers and senders of messages, once a service with a right to the keys passes the data on; none does today`,
    kept: 'Contact data: until erasure is requested. Invoice data: until the tax period ends. Pseudonyms, amounts and lines stay: they are about goods',
    services: ['orders', 'customers'],
    otherStores: [
      'Executions of the saga: pseudonyms and the sealed payment token, while they run (a stage with `sagaType: STANDARD`: 90 days longer)',
    ],
  },
  carts: {
    title: 'Carts',
    purpose: 'Keep the carts of customers and guests, compute their prices, and make orders of them.',
    basis: 'Steps before a contract at the request of the person (art. 6(1)(b)).',
    people: 'Customers, guests, and recipients whom they name',
    recipients: `${PROVIDERS}. Staff with the scope \`carts:read\` see abandoned carts without personal data`,
    kept: '90 days after the last change, or until erasure. E-mail address and addresses are sealed',
    services: ['carts', 'customers'],
  },
  payments: {
    title: 'Payments',
    purpose: 'Authorize, capture, void and refund payments, keep the ledger.',
    basis:
      'Contract (art. 6(1)(b)). The ledger: legal obligation (art. 6(1)(c)). Counts of declines: legitimate interest in the prevention of fraud (art. 6(1)(f)).',
    people: 'Customers and guests who pay',
    recipients: `${PROVIDERS}. The payment provider (Stripe, where the stage uses it), which gets the payment token, the amount and the id of the payment, no name, address or e-mail address, and is a controller of its own for card data`,
    kept: "Payment token: sealed, in the stored events of the order and in its messages; it can be used only with the controller's key at the provider. Payments and ledger: they have ids and amounts only, and stay",
    services: ['payments', 'orders'],
  },
  pricing: {
    title: 'Discount codes and taxes',
    purpose: 'Count the uses of discount codes by customer, exempt customers from taxes, calculate prices.',
    basis: 'Contract (art. 6(1)(b)). Exemptions: legal obligation (art. 6(1)(c)).',
    people: 'Customers and guests who use discount codes, and customers who are exempt',
    recipients: `${PROVIDERS}. A tax engine, where the stage has one: it gets the place of delivery, amounts and the pseudonym of the buyer`,
    kept: 'Counts have a digest of a pseudonym and stay. Exemptions have the id of a customer, and stay for the tax period',
    services: ['pricing'],
  },
  customers: {
    title: 'Customer accounts and consents',
    purpose: 'Keep profiles, addresses, groups and tax ids of customers, and record their consents.',
    basis:
      'Contract (art. 6(1)(b)). Marketing: consent (art. 6(1)(a)). Log of consents: legal obligation (art. 6(1)(c), art. 7(1)).',
    people: 'Customers',
    recipients: PROVIDERS,
    kept: 'Profile: until erasure. The log of consents stays as evidence, without the person',
    services: ['customers'],
    otherStores: ['User pool of customers (Amazon Cognito): e-mail address, factors of the sign-in'],
  },
  privacy: {
    title: 'Privacy requests',
    purpose: 'Answer requests for access, rectification, restriction and erasure (art. 12 to 20).',
    basis: 'Legal obligation (art. 6(1)(c)).',
    people: 'Customers and guests who make a request',
    recipients: PROVIDERS,
    kept: 'Requests and the list of erasures stay as evidence: they have ids and dates only. Exports are deleted after 7 days',
    services: ['customers'],
    otherStores: ['Bucket of exports: what the person gets, opened, in objects that KMS encrypts'],
  },
  identity: {
    title: 'Access of staff and machines',
    purpose: 'Decide who may call which route, and prove later who changed that.',
    basis:
      'Legitimate interest in the security of the platform (art. 6(1)(f), art. 32). The law of employment of the controller may require another.',
    people: STAFF,
    recipients: PROVIDERS,
    kept: 'Grants: until an administrator withdraws them. Accounts: until an operator deletes them',
    services: ['identity'],
    otherStores: [
      'User pools of staff and of customers (Amazon Cognito): e-mail address, name of the account, factors of the sign-in',
    ],
  },
  'api-keys': {
    title: 'API keys of partners',
    purpose: 'Issue, rotate and revoke API keys of partner feeds.',
    basis: 'Legitimate interest in the security of the platform (art. 6(1)(f)).',
    people: STAFF,
    recipients: PROVIDERS,
    kept: 'As long as the key exists, and is listed after its revocation',
    services: ['catalog'],
  },
  audit: {
    title: 'Audit log',
    purpose: 'Record sensitive acts before they are carried out, so that nobody can deny or hide them.',
    basis: 'Legal obligation to secure and to prove it (art. 6(1)(c), art. 5(2), art. 32).',
    people: `${STAFF}. Customers, by id, if they are the target of an act`,
    recipients: `${PROVIDERS}. Auditors whom the controller names`,
    kept: `${AUDITED}. Anchors in the bucket: \`auditLockDays\` at least`,
    services: ['operations'],
    otherStores: ['Bucket of the anchors: hashes only'],
  },
  operations: {
    title: 'Operation of the platform',
    purpose: 'Find, repeat and repair messages that were not processed, explain what happened to an order.',
    basis: 'Legitimate interest in a reliable service (art. 6(1)(f)).',
    people: 'Customers and guests, by pseudonym',
    recipients: PROVIDERS,
    kept: 'Events in the archives: `archiveDays`. Dead-letter messages: 14 days at most. Logs: `logRetentionDays`',
    services: ['operations', 'platform'],
    otherStores: [
      'Queues and dead-letter queues: what the messages have, which is pseudonyms and seals',
      'Archive of EventBridge: what the events have',
      'Logs and metrics: pseudonyms at most',
    ],
  },
};
