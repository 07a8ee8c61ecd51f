/** Use of the keys of subjects: `read` opens and makes seals, `create` also creates keys. */
export type KeyUse = 'read' | 'create';

/**
 * Roles that may use the keys of subjects, by service and logical id, each because it must show or seal personal data. Every
 * other role with a permission on the table `customers-subject-keys` or its KMS key is a finding.
 */
export const keyUsers: Readonly<Record<string, KeyUse>> = {
  // An order is sealed when it is placed.
  'orders/PlaceOrderIamRoleLambdaExecution': 'create',
  'orders/PlaceMyOrderIamRoleLambdaExecution': 'create',
  'orders/PlaceGuestOrderIamRoleLambdaExecution': 'create',
  // Staff and owners of an order see it as it was sent.
  'orders/GetOrderIamRoleLambdaExecution': 'read',
  'orders/GetOrderHistoryIamRoleLambdaExecution': 'read',
  'orders/ListOrdersIamRoleLambdaExecution': 'read',
  'orders/GetMyOrderIamRoleLambdaExecution': 'read',
  'orders/ListMyOrdersIamRoleLambdaExecution': 'read',
  // The holder of an order token sees the city.
  'orders/GetGuestOrderIamRoleLambdaExecution': 'read',
  // The reason of a cancellation is sealed, and the response is the order.
  'orders/CancelOrderIamRoleLambdaExecution': 'read',
  'orders/CancelMyOrderIamRoleLambdaExecution': 'read',
  'orders/CancelGuestOrderIamRoleLambdaExecution': 'read',
  'orders/RevokeOrderTokenIamRoleLambdaExecution': 'read',
  // Customers see and change their profiles; the first request of each creates the profile, and the keys if there are none.
  'customers/GetMeIamRoleLambdaExecution': 'create',
  'customers/UpdateMeIamRoleLambdaExecution': 'create',
  'customers/ListMyAddressesIamRoleLambdaExecution': 'create',
  'customers/GetMyAddressIamRoleLambdaExecution': 'create',
  'customers/AddMyAddressIamRoleLambdaExecution': 'create',
  'customers/ReplaceMyAddressIamRoleLambdaExecution': 'create',
  'customers/RemoveMyAddressIamRoleLambdaExecution': 'create',
};
