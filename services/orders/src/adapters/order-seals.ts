import type { NextAction } from '@tradepost/contracts/payments/model';
import { isErased, open, seal } from '@tradepost/personal-data/seal';
import type { Subject } from '@tradepost/personal-data/subject';
import type { SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { Billing, Contact, Invoice, PersonalData } from '../domain/personal-data.ts';

/** The seals of an order, by which it is found out who may read what. */
export type SealedParts = {
  readonly subjectId: string;
  readonly sealed: {
    readonly contact: string;
    readonly invoice: string;
    readonly billing?: string | undefined;
  };
  readonly sealedReason?: string | undefined;
};

/** Seals and opens the personal data of orders. */
export type OrderSeals = {
  /** Seals the data of a new order with the keys of its customer; of an order without a customer, with new keys. */
  readonly seal: (order: OrderToSeal) => Promise<Omit<SealedParts, 'sealedReason'>>;
  /** Seals the reason of a cancellation. Returns undefined if the key was deleted: the reason is then not stored. */
  readonly sealReason: (
    order: { readonly orderId: string; readonly subjectId: string },
    reason: string,
  ) => Promise<string | undefined>;
  /** Seals what the customer has to do to complete the payment. Returns undefined if the key was deleted. */
  readonly sealNextAction: (
    order: { readonly orderId: string; readonly subjectId: string },
    nextAction: NextAction,
  ) => Promise<string | undefined>;
  /**
   * Seals corrected parts of the personal data of an order, with the keys of its subject. Returns undefined if a key was deleted: the
   * parts must then not be stored.
   */
  readonly sealCorrected: (
    order: { readonly orderId: string; readonly subjectId: string },
    parts: { readonly contact?: Contact; readonly invoice?: Invoice },
  ) => Promise<CorrectedSeals | undefined>;
  /**
   * Opens the seals of orders, in their order; all keys are read at once.
   *
   * @throws SealBroken if a seal is not of its order
   */
  readonly open: (orders: readonly OrderToOpen[]) => Promise<readonly PersonalData[]>;
  /** Opens names and addresses of an order, also if they are kept for taxes alone. They are absent if they were erased. */
  readonly openInvoice: (order: OrderToOpen) => Promise<InvoiceForTaxes>;
};

export type CorrectedSeals = { readonly contact?: string; readonly invoice?: string };

export type InvoiceForTaxes = Pick<PersonalData, 'invoice' | 'billing'> & {
  readonly restrictedUntil?: string;
};

export type OrderToSeal = {
  readonly orderId: string;
  readonly customerId?: string | undefined;
  /** Hash of the e-mail address, by which an order without a customer is found. */
  readonly emailHash: () => Promise<string>;
  readonly contact: Contact;
  readonly invoice: Invoice;
  readonly billing?: Billing | undefined;
};
export type OrderToOpen = SealedParts & {
  readonly orderId: string;
  readonly awaitingPayment?: { readonly sealedNextAction?: string | undefined } | undefined;
};

/** Version of the shapes `Contact`, `Invoice`, `Billing` and `NextAction`, and of the reason, which is a text. */
const SCHEMA = 1;
const contextOf = (orderId: string, kind: 'contact' | 'invoice' | 'billing' | 'reason' | 'nextAction') => ({
  ownerId: orderId,
  seal: kind,
  schema: SCHEMA,
});

export function createOrderSeals(subjectKeys: SubjectKeys): OrderSeals {
  const sealLater = async (
    { orderId, subjectId }: { readonly orderId: string; readonly subjectId: string },
    kind: 'reason' | 'nextAction',
    value: unknown,
  ) => {
    const key = (await subjectKeys.find([subjectId])).get(subjectId)?.contact;
    return key === undefined ? undefined : seal(key, contextOf(orderId, kind), value);
  };
  return {
    seal: async ({ orderId, customerId, emailHash, contact, invoice, billing }) => {
      const subject =
        customerId === undefined
          ? await subjectKeys.createForOrder({ orderId, emailHash: await emailHash() })
          : await subjectKeys.ofCustomer(customerId);
      return {
        subjectId: subject.subjectId,
        sealed: {
          contact: seal(given(subject.contact), contextOf(orderId, 'contact'), contact),
          invoice: seal(given(subject.invoice), contextOf(orderId, 'invoice'), invoice),
          ...(billing === undefined
            ? {}
            : { billing: seal(given(subject.invoice), contextOf(orderId, 'billing'), billing) }),
        },
      };
    },
    sealReason: (order, reason) => sealLater(order, 'reason', reason),
    sealNextAction: (order, nextAction) => sealLater(order, 'nextAction', nextAction),
    sealCorrected: async ({ orderId, subjectId }, { contact, invoice }) => {
      const subject = (await subjectKeys.find([subjectId])).get(subjectId);
      if (subject?.contact === undefined || subject.invoice === undefined) return undefined;
      return {
        ...(contact === undefined
          ? {}
          : { contact: seal(subject.contact, contextOf(orderId, 'contact'), contact) }),
        ...(invoice === undefined
          ? {}
          : { invoice: seal(subject.invoice, contextOf(orderId, 'invoice'), invoice) }),
      };
    },
    open: async (orders) => {
      const subjects = await subjectKeys.find(orders.map(({ subjectId }) => subjectId));
      return orders.map((order) => openOne(order, subjects.get(order.subjectId)));
    },
    openInvoice: async (order) => {
      const { subjectId } = order;
      const subject = (await subjectKeys.find([subjectId], { restricted: true })).get(subjectId);
      const { invoice, billing } = openOne(order, subject);
      const restrictedUntil = subject?.invoiceUntil;
      return {
        ...(invoice === undefined ? {} : { invoice }),
        ...(billing === undefined ? {} : { billing }),
        ...(restrictedUntil === undefined ? {} : { restrictedUntil }),
      };
    },
  };
}

function openOne(
  { orderId, sealed, sealedReason, awaitingPayment }: OrderToOpen,
  subject: Subject | undefined,
): PersonalData {
  const opened = (
    key: Buffer | undefined,
    kind: Parameters<typeof contextOf>[1],
    text: string | undefined,
  ) => {
    const value = text === undefined ? undefined : open(key, contextOf(orderId, kind), text);
    return value === undefined || isErased(value) ? undefined : value;
  };
  const { contact: contactKey, invoice: invoiceKey } = subject ?? {};
  const parts = {
    contact: opened(contactKey, 'contact', sealed.contact),
    invoice: opened(invoiceKey, 'invoice', sealed.invoice),
    billing: opened(invoiceKey, 'billing', sealed.billing),
    reason: opened(contactKey, 'reason', sealedReason),
    nextAction: opened(contactKey, 'nextAction', awaitingPayment?.sealedNextAction),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** A subject that was just created or found for sealing has both keys. */
function given(key: Buffer | undefined): Buffer {
  if (key === undefined) throw new Error('the subject of a new order has no key');
  return key;
}
