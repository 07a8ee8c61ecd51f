/**
 * Use of the keys of subjects: `read` opens and makes seals, `create` also creates keys, `claim` also finds and claims orders of guests,
 * `correct` also changes the hash of an address beside the keys, `export` opens seals and finds all subjects of a person, `erase` deletes keys and reads none in clear.
 */
export type KeyUse = 'read' | 'create' | 'claim' | 'correct' | 'export' | 'erase';

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
  // Corrected data is sealed with the keys of the order, and the keys are found by the corrected address.
  'orders/CorrectOrderIamRoleLambdaExecution': 'correct',
  // The customer's next step of a pending payment is sealed, and opened for a repeated command.
  'orders/OrderCommandsIamRoleLambdaExecution': 'read',
  // Finance reads name and address for taxes. It is the only function that asks for restricted keys.
  'orders/GetInvoiceDetailsIamRoleLambdaExecution': 'read',
  // Carts are shown with e-mail address and addresses to their owners; the e-mail address of one may need new keys.
  'carts/UpdateGuestCartIamRoleLambdaExecution': 'create',
  'carts/UpdateMyCartIamRoleLambdaExecution': 'create',
  'carts/CreateGuestCartIamRoleLambdaExecution': 'create',
  'carts/CreateMyCartIamRoleLambdaExecution': 'create',
  'carts/GetGuestCartIamRoleLambdaExecution': 'read',
  'carts/AddGuestCartLineIamRoleLambdaExecution': 'read',
  'carts/SetGuestCartLineIamRoleLambdaExecution': 'read',
  'carts/ApplyGuestCartCodeIamRoleLambdaExecution': 'read',
  'carts/RemoveGuestCartCodeIamRoleLambdaExecution': 'read',
  'carts/CheckOutGuestCartIamRoleLambdaExecution': 'read',
  'carts/SubmitGuestCartIamRoleLambdaExecution': 'create',
  'carts/DropGuestCartIamRoleLambdaExecution': 'read',
  'carts/GetMyCartIamRoleLambdaExecution': 'read',
  'carts/AddMyCartLineIamRoleLambdaExecution': 'read',
  'carts/SetMyCartLineIamRoleLambdaExecution': 'read',
  'carts/ApplyMyCartCodeIamRoleLambdaExecution': 'read',
  'carts/RemoveMyCartCodeIamRoleLambdaExecution': 'read',
  'carts/CheckOutMyCartIamRoleLambdaExecution': 'read',
  'carts/SubmitMyCartIamRoleLambdaExecution': 'read',
  'carts/DropMyCartIamRoleLambdaExecution': 'read',
  'carts/MergeMyCartIamRoleLambdaExecution': 'read',
  'carts/ExportPartIamRoleLambdaExecution': 'read',
  // The person asked for a copy of their data.
  'orders/ExportPartIamRoleLambdaExecution': 'read',
  'customers/ExportStepsIamRoleLambdaExecution': 'export',
  // The person asked for erasure; the table was restored; the tax period has ended.
  'customers/ErasureStepsIamRoleLambdaExecution': 'erase',
  'customers/ApplyErasuresIamRoleLambdaExecution': 'erase',
  'customers/WatchPrivacyIamRoleLambdaExecution': 'erase',
  // Customers see and change their profiles; the first request of each creates the profile, and the keys if there are none.
  'customers/GetMeIamRoleLambdaExecution': 'create',
  'customers/UpdateMeIamRoleLambdaExecution': 'create',
  'customers/ListMyAddressesIamRoleLambdaExecution': 'create',
  'customers/GetMyAddressIamRoleLambdaExecution': 'create',
  'customers/AddMyAddressIamRoleLambdaExecution': 'create',
  'customers/ReplaceMyAddressIamRoleLambdaExecution': 'create',
  'customers/RemoveMyAddressIamRoleLambdaExecution': 'create',
  'customers/RecordMyConsentIamRoleLambdaExecution': 'create',
  'customers/ListMyConsentsIamRoleLambdaExecution': 'create',
  // Staff creates, reads and changes profiles; what they read is recorded.
  'customers/CreateCustomerIamRoleLambdaExecution': 'create',
  'customers/GetCustomerIamRoleLambdaExecution': 'read',
  'customers/UpdateCustomerIamRoleLambdaExecution': 'read',
  'customers/RequestMyEmailChangeIamRoleLambdaExecution': 'create',
  'customers/ClaimMyOrdersIamRoleLambdaExecution': 'claim',
  'customers/ConfirmMyEmailChangeIamRoleLambdaExecution': 'create',
};
