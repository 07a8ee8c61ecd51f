import { isErased, open, seal } from '@tradepost/personal-data/seal';
import type { Subject } from '@tradepost/personal-data/subject';
import type { SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { Contact, Invoice, PersonalData } from '../domain/personal-data.ts';

/** The seals of an order, by which it is found out who may read what. */
export type SealedParts = {
  readonly subjectId: string;
  readonly sealed: { readonly contact: string; readonly invoice: string };
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
  /** Opens name and address of an order, also if they are kept for taxes alone. `invoice` is absent if they were erased. */
  readonly openInvoice: (order: OrderToOpen) => Promise<InvoiceForTaxes>;
};

export type CorrectedSeals = { readonly contact?: string; readonly invoice?: string };

export type InvoiceForTaxes = Pick<PersonalData, 'invoice'> & { readonly restrictedUntil?: string };

export type OrderToSeal = {
  readonly orderId: string;
  readonly customerId?: string | undefined;
  /** Hash of the e-mail address, by which an order without a customer is found. */
  readonly emailHash: () => Promise<string>;
  readonly contact: Contact;
  readonly invoice: Invoice;
};
export type OrderToOpen = SealedParts & { readonly orderId: string };

/** Version of the shapes `Contact` and `Invoice`, and of the reason, which is a text. */
const SCHEMA = 1;
const contextOf = (orderId: string, kind: 'contact' | 'invoice' | 'reason') => ({
  ownerId: orderId,
  seal: kind,
  schema: SCHEMA,
});

export function createOrderSeals(subjectKeys: SubjectKeys): OrderSeals {
  return {
    seal: async ({ orderId, customerId, emailHash, contact, invoice }) => {
      const subject =
        customerId === undefined
          ? await subjectKeys.createForOrder({ orderId, emailHash: await emailHash() })
          : await subjectKeys.ofCustomer(customerId);
      return {
        subjectId: subject.subjectId,
        sealed: {
          contact: seal(given(subject.contact), contextOf(orderId, 'contact'), contact),
          invoice: seal(given(subject.invoice), contextOf(orderId, 'invoice'), invoice),
        },
      };
    },
    sealReason: async ({ orderId, subjectId }, reason) => {
      const key = (await subjectKeys.find([subjectId])).get(subjectId)?.contact;
      return key === undefined ? undefined : seal(key, contextOf(orderId, 'reason'), reason);
    },
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
      const { invoice } = openOne(order, subject);
      const restrictedUntil = subject?.invoiceUntil;
      return {
        ...(invoice === undefined ? {} : { invoice }),
        ...(restrictedUntil === undefined ? {} : { restrictedUntil }),
      };
    },
  };
}

function openOne({ orderId, sealed, sealedReason }: OrderToOpen, subject: Subject | undefined): PersonalData {
  const contact = open(subject?.contact, contextOf(orderId, 'contact'), sealed.contact);
  const invoice = open(subject?.invoice, contextOf(orderId, 'invoice'), sealed.invoice);
  const reason =
    sealedReason === undefined
      ? undefined
      : open(subject?.contact, contextOf(orderId, 'reason'), sealedReason);
  return {
    ...(isErased(contact) ? {} : { contact: contact as Contact }),
    ...(isErased(invoice) ? {} : { invoice: invoice as Invoice }),
    ...(reason === undefined || isErased(reason) ? {} : { reason: reason as string }),
  };
}

/** A subject that was just created or found for sealing has both keys. */
function given(key: Buffer | undefined): Buffer {
  if (key === undefined) throw new Error('the subject of a new order has no key');
  return key;
}
