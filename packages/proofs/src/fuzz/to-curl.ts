import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FuzzRequest } from './request.ts';

/** Longer bodies are written to a file, because shells limit the length of a line. */
const MAX_INLINE_BYTES = 4_000;

/**
 * Returns a bash line that sends a request unchanged, with curl.
 *
 * @param name name of the file for a long body
 * @param folder folder of that file
 */
export function toCurl(
  { method, target, headers, body }: FuzzRequest,
  { url, name, folder }: { readonly url: string; readonly name: string; readonly folder: string },
): string {
  const words = ['curl', '-i', '--path-as-is', '-X', method, quote(Buffer.from(`${url}${target}`, 'latin1'))];
  if (body !== undefined && !headers.some(([each]) => each === 'Content-Type'))
    words.push("-H 'Content-Type:'");
  for (const [header, value] of headers) {
    words.push('-H', quote(Buffer.from(value === '' ? `${header};` : `${header}: ${value}`, 'latin1')));
  }
  if (body === undefined) return words.join(' ');
  // An argument of a shell ends at a zero byte.
  if (body.length <= MAX_INLINE_BYTES && !body.includes(0))
    return [...words, '--data-binary', quote(body)].join(' ');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.body`);
  writeFileSync(file, body);
  return [...words, '--data-binary', quote(Buffer.from(`@${file}`))].join(' ');
}

function quote(bytes: Buffer): string {
  const text = bytes.toString();
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("'")) return `'${text}'`;
  const escaped = [...bytes].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte),
  );
  return `$'${escaped.join('')}'`;
}
