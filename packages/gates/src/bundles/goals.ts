import type { FunctionBundle } from '@tradepost/compiled-service/bundling/bundle-functions';

/** Maximum size of a function's bundle, and the time that its import should take above that of an empty handler. */
export const BUNDLE_GOALS = {
  withAws: { kilobytes: 400, importMs: 45 },
  without: { kilobytes: 40, importMs: 5 },
} as const;

/** Limits of single functions above the goal, in kilobytes, by `service function`. */
const SIZE_LIMIT_OVERRIDES: Readonly<Record<string, number>> = {
  // Invoke a function of the catalogue before they reject an order because of its offers, read the pepper of ids, and seal with keys
  // that KMS encrypts: three more AWS clients.
  'orders placeOrder': 580,
  'orders placeMyOrder': 580,
  'orders placeGuestOrder': 580,
  // Open seals, and write to the audit log or read the key of order tokens: two more AWS clients.
  'orders cancelOrder': 450,
  'orders getGuestOrder': 450,
  'orders cancelGuestOrder': 450,
  'orders cancelMyOrder': 450,
  'orders getInvoiceDetails': 450,
  'orders getOrder': 450,
  'orders revokeOrderToken': 450,
  'orders getMyOrder': 450,
  'orders listMyOrders': 450,
  'orders listOrders': 450,
  // Compute the money of a cart: they invoke three functions, open seals with keys that KMS encrypts, and guests' read the key of cart
  // tokens.
  'carts getGuestCart': 580,
  'carts addGuestCartLine': 580,
  'carts setGuestCartLine': 580,
  'carts applyGuestCartCode': 580,
  'carts removeGuestCartCode': 580,
  'carts checkOutGuestCart': 580,
  'carts submitGuestCart': 580,
  'carts dropGuestCart': 580,
  'carts getMyCart': 580,
  'carts addMyCartLine': 580,
  'carts setMyCartLine': 580,
  'carts applyMyCartCode': 580,
  'carts removeMyCartCode': 580,
  'carts checkOutMyCart': 580,
  'carts submitMyCart': 580,
  'carts dropMyCart': 580,
  'carts createGuestCart': 580,
  'carts mergeMyCart': 580,
  'carts updateGuestCart': 580,
  'carts updateMyCart': 580,
  'carts createMyCart': 580,
  'carts exportPart': 540,
  // Read the pepper, and seal with keys that KMS encrypts: two more AWS clients.
  'orders correctOrder': 470,
  'customers addMyAddress': 450,
  // Changes the account in the user pool, too.
  'customers confirmMyEmailChange': 520,
  // Sends commands to orders, too.
  'customers claimMyOrders': 520,
  'customers createCustomer': 450,
  'customers getCustomer': 450,
  'customers getMe': 450,
  'customers getMyAddress': 450,
  'customers listMyAddresses': 450,
  'customers listMyConsents': 450,
  'customers recordMyConsent': 450,
  'customers removeMyAddress': 450,
  'customers requestMyEmailChange': 450,
  'customers replaceMyAddress': 450,
  'customers updateCustomer': 450,
  'customers updateMe': 450,
  // Reads quotes, components and budgets of an order, and the contracts of carts' prices with them.
  'orders publishEvents': 430,
  // Has all commands on reservations.
  'inventory stockCommands': 410,
  // Record what people do, and have the problems of all services.
  'catalog revokeApiKey': 410,
  'payments createRefund': 410,
  // Read quotes, next steps of payments and the scopes of all services, which grew with the checkout.
  'identity setMachineAccess': 410,
  'identity withdrawMachineAccess': 410,
  'orders getOrderHistory': 410,
  'payments completeSimulatedPayment': 410,
  'payments paymentCommands': 430,
  // Has the documents of all roles.
  'operations auditRoles': 800,
  // Deletes keys, closes the account, publishes and records: four AWS clients, in a workflow of days.
  'customers erasureSteps': 440,
  // Write to the bucket of exports, and open seals with keys that KMS encrypts; or sign links to it.
  'customers exportSteps': 540,
  'customers getExportLink': 520,
  'customers getMyExportLink': 520,
  'orders exportPart': 540,
  // Makes order tokens of guests, and seals with keys that KMS encrypts.
  'orders orderCommands': 470,
  'payments exportPart': 490,
  // Invokes the publisher of a service, and records that in the audit log: two AWS clients.
  'operations republishEvents': 420,
  // Redrive messages to queues, functions and workflows, by hand and rarely: six AWS clients.
  'operations redriveDeadLetter': 520,
  'operations redriveDeadLetters': 520,
  // Sends events to a queue, a function or a workflow: four AWS clients, the interpreter of EventBridge rules, and the audit log.
  'operations startReplay': 450,
  // Signs the heads of the audit log and stores them in a bucket, once an hour: three AWS clients.
  'operations anchorAuditLog': 480,
};

/** The goals of a function: an AWS client is the largest part of a bundle. */
export function goalsOf(bundle: Pick<FunctionBundle, 'service' | 'function' | 'usesAws'>) {
  const goals = bundle.usesAws ? BUNDLE_GOALS.withAws : BUNDLE_GOALS.without;
  return {
    ...goals,
    kilobytes: SIZE_LIMIT_OVERRIDES[`${bundle.service} ${bundle.function}`] ?? goals.kilobytes,
  };
}
