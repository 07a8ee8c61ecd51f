import type { Version } from '../code/bundle-services.ts';
import type { Patch } from '../syntax/apply-patch.ts';
import { version } from './version.ts';

/**
 * Stored events of a newer schema version: their times have an offset instead of a `Z`. This version reads both; the
 * current one must not read the newer ones, because it would show and publish other times.
 */
const newerEvents: readonly Patch[] = [
  {
    in: 'packages/aggregate toStoredEvents',
    find: 'return $steps.length === 0 ? $event : { ...$event, [SCHEMA_VERSION]: $steps.length + 1 };',
    replace: `return {
      ...$event,
      at: String(($event as { at?: unknown }).at).replace('Z', '+00:00'),
      [SCHEMA_VERSION]: $steps.length + 2,
    };`,
  },
  {
    in: 'packages/aggregate parseEvent',
    find: 'upcastEvent($stored, $events)',
    replace: `upcastEvent(
      (($each: Stored): Stored => {
        const $last = ($events.upcasters?.[String($each['type'])] ?? []).length + 1;
        if ($each[SCHEMA_VERSION] !== $last + 1) return $each;
        return { ...$each, [SCHEMA_VERSION]: $last, at: String($each['at']).replace('+00:00', 'Z') };
      })($stored as Stored),
      $events,
    )`.replace(/\$(each|last)\b/g, '$1'),
  },
];

/** Stored states of a newer schema version, with the same content. */
const newerStates: readonly Patch[] = [
  {
    in: 'packages/aggregate stateVersion',
    find: 'return $upcasters.length === 0 ? {} : { [STATE_SCHEMA_VERSION]: $upcasters.length + 1 };',
    replace: 'return { [STATE_SCHEMA_VERSION]: $upcasters.length + 2 };',
  },
  {
    in: 'packages/aggregate parseState',
    find: 'upcastersFrom($version ?? 1, $upcasters, $what)',
    replace: 'upcastersFrom(Math.min($version ?? 1, $upcasters.length + 1), $upcasters, $what)',
  },
];

/** The command that only the version `readsNewerCaptures` understands. */
export const NEWER_CAPTURE = {
  dataschema: 'urn:tradepost:schema:CapturePayment:2',
  dataOf: (paymentId: string) => ({ payment: { id: paymentId } }),
} as const;

/** Reads the command CapturePayment also in its second schema version, which names the payment in another way. */
export const readsNewerCaptures: Version = version('payments', 'captures have the schema version 2', {
  in: 'packages/lambda parseEnvelope',
  find: 'return parse(cloudEventAttributes, toJson($body));',
  replace: `const message = parse(cloudEventAttributes, toJson($body));
    if (message.dataschema !== '${NEWER_CAPTURE.dataschema}') return message;
    return { ...message, data: { paymentId: (message.data as { payment: { id: string } }).payment.id } };`,
});

/**
 * Next versions that store or read what the current version does not understand. They are served for single minutes like
 * other versions; when the faults end, they are deployed for good.
 */
export const newerSchemas: readonly Version[] = [
  version('orders', 'events have a newer schema version', ...newerEvents),
  version('payments', 'events have a newer schema version', ...newerEvents),
  version('inventory', 'states have a newer schema version', ...newerStates),
  version('catalog', 'states have a newer schema version', ...newerStates),
  readsNewerCaptures,
];

/** Returns true if the current version does not understand what a version stores or gets. */
export function isNewerSchema({ service, name }: Pick<Version, 'service' | 'name'>): boolean {
  return newerSchemas.some((each) => each.service === service && each.name === name);
}
