import { decrypt } from '@tradepost/personal-data/encrypt';
import { open } from '@tradepost/personal-data/seal';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import { decryptedKey } from '../world/kms.ts';

/** Items of the table of subject keys, as plain values. */
type KeyItems = readonly UncheckedJson[];

/**
 * Returns a function that opens the seals of an order's stored event, with the keys that the table had: it puts the sealed data
 * in place of the seals. It does not use the code of a run, which may have a bug. An event whose seals cannot be opened is
 * returned with the error as `broken`.
 */
export function createUnseal(items: KeyItems): (orderId: string, event: UncheckedJson) => UncheckedJson {
  const byKey = new Map(items.map((item) => [item.pk as string, item]));
  const subjects = new Map<string, string>();
  const keyOf = (subjectId: string, kind: 'contact' | 'invoice'): Buffer => {
    const { day, [kind]: wrapped } = byKey.get(`subject#${subjectId}`) ?? {};
    const dayKey = decryptedKey(byKey.get(`day#${day}`)?.wrapped);
    return decrypt(dayKey, [subjectId, kind, day], wrapped);
  };
  const unseal = (orderId: string, event: UncheckedJson): UncheckedJson => {
    const contextOf = (kind: string) => ({ ownerId: orderId, seal: kind, schema: 1 });
    if (event.type === 'OrderPlaced') {
      const { subjectId, sealed, country, ...facts } = event;
      subjects.set(orderId, subjectId);
      const contact = open(
        keyOf(subjectId, 'contact'),
        contextOf('contact'),
        sealed.contact,
      ) as UncheckedJson;
      const invoice = open(
        keyOf(subjectId, 'invoice'),
        contextOf('invoice'),
        sealed.invoice,
      ) as UncheckedJson;
      const { phone, ...rest } = contact;
      const shippingAddress = { ...invoice, country, ...(phone === undefined ? {} : { phone }) };
      if (sealed.billing === undefined) return { ...facts, ...rest, shippingAddress };
      const billingAddress = open(keyOf(subjectId, 'invoice'), contextOf('billing'), sealed.billing);
      return { ...facts, ...rest, shippingAddress, billingAddress };
    }
    if (event.type === 'PersonalDataCorrected') {
      const { sealed, ...facts } = event;
      const opened = (['contact', 'invoice'] as const)
        .filter((kind) => sealed[kind] !== undefined)
        .map((kind) => [kind, open(keyOf(subjects.get(orderId) ?? '', kind), contextOf(kind), sealed[kind])]);
      return { ...facts, ...Object.fromEntries(opened) };
    }
    const { sealedReason, sealedNextAction, ...facts } = event;
    if (sealedReason === undefined && sealedNextAction === undefined) return event;
    const key = keyOf(subjects.get(orderId) ?? '', 'contact');
    return sealedReason === undefined
      ? { ...facts, nextAction: open(key, contextOf('nextAction'), sealedNextAction) }
      : { ...facts, reason: open(key, contextOf('reason'), sealedReason) };
  };
  return (orderId, event) => {
    try {
      return unseal(orderId, event);
    } catch (error) {
      return { ...event, broken: (error as Error).message };
    }
  };
}
