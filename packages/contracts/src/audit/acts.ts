/**
 * Acts that the audit log records, with what each is. A route's contract names those that it records (`records`). An act is
 * recorded before it is carried out, so an entry alone does not prove that it succeeded.
 */
export const ACTS = {
  DeadLetterRead: 'The body of a dead-letter message was read.',
  DeadLetterRedriven: 'A dead-letter message was sent back to where it came from.',
  DeadLetterDiscarded: 'A dead-letter message was deleted.',
  ReplayRequested: 'A replay was requested that a second person must approve.',
  ReplayApproved: 'A replay that another person requested was approved.',
  ReplayStarted: 'A replay was started.',
  EventsRepublished: 'Stored events of an aggregate were published again.',
  GrantChanged: 'The access of a group, a person or a machine was changed.',
  ApiKeyIssued: 'An API key was issued.',
  ApiKeyRotated: 'An API key got a replacement.',
  ApiKeyRevoked: 'An API key was revoked.',
  EmailChangeRequested: 'A customer requested another e-mail address for their account.',
  ProfileRead: 'The profile of a customer was read by staff.',
  ProfileChanged: 'The profile of a customer was created or changed by staff.',
  StockAdjusted: 'A person added units to the stock of a SKU, or removed units.',
  StockCounted: 'A person set the counted units of a SKU.',
  MoneyCaptured: 'A person captured a payment, or a part of it.',
  MoneyRefunded: 'A person refunded a payment, or a part of it.',
  CapturedOrderCancelled: 'A person cancelled an order whose payment was captured.',
  OrderCorrected: 'Personal data of an order was corrected by staff.',
  ExportRequested: 'An export of the data of a person was requested.',
  ExportDownloaded: 'A link to the export of the data of a person was made.',
  ErasureRequested: 'The erasure of the data of a person was requested.',
  ErasureApproved: 'An erasure that another person requested was approved.',
  PersonErased: 'The data of a person was erased. The entry is the certificate.',
  LegalHoldPlaced: 'A legal hold was placed on a customer, whose data cannot be erased until it is lifted.',
  LegalHoldLifted: 'The legal hold on a customer was lifted.',
  InvoiceDetailsRead: 'Name and address of an order were read, although their use may be restricted.',
  PriceOverridden: 'An order was placed with a negotiated price.',
} as const;

/** Acts that a workflow carries out, and no route. */
export const ACTS_OF_WORKFLOWS: readonly ActName[] = ['PersonErased'];

/** Name of an act that the audit log records. */
export type ActName = keyof typeof ACTS;

export const ACT_NAMES = /* @__PURE__ */ Object.keys(ACTS) as readonly ActName[] as readonly [
  ActName,
  ...ActName[],
];

/** An act, as a handler gives it to the audit log. It contains ids and names, and no personal data. */
export type Act<Name extends ActName = ActName> = {
  readonly act: Name;
  /** Id of the caller, from the token. */
  readonly actor: string;
  /** The thing that the act changes or reads: `grants/group/support`. */
  readonly target: string;
  /** Reason that the caller gave. */
  readonly reason?: string | undefined;
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
  /** Correlation id of the request. */
  readonly correlationId: string;
};

declare const proof: unique symbol;

/**
 * Proof that an act is in the audit log. Only `packages/audit` creates one. A handler of a route with `records` returns it with
 * its reply, so that a handler that records nothing does not compile.
 */
export type Recorded<Name extends ActName = ActName> = { readonly [proof]: Name };

/** Reason why a request to a route with `records` was none of its acts: a dry run, or a machine's. */
export type NotAnAct = { readonly notAnAct: string };
