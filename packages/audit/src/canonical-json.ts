import serialize from 'canonicalize';

/** Longest text inside an entry, in UTF-16 code units. Longer ones are cut: an audit log is no place for documents. */
const MAX_TEXT_LENGTH = 2_000;

/**
 * Returns the canonical JSON text of a value: the same text for the same content, whatever the order of its properties.
 *
 * @throws if the value has a number that is not finite, a circular reference or a text with a lone surrogate
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: object): string {
  return serialize(value) ?? '';
}

/**
 * Returns a copy of a value whose texts canonical JSON accepts: lone surrogates are replaced, long texts are cut. Properties
 * that are undefined are left out.
 */
export function toStorable<Value extends object>(value: Value): Value {
  const text = JSON.stringify(value, (_key, each) => (typeof each === 'string' ? toShort(each) : each));
  return JSON.parse(text) as Value;
}

function toShort(text: string): string {
  return (text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text).toWellFormed();
}
