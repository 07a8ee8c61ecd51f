import { wholeNumber } from './parsers.ts';

/** Parser of commands that do not use `command` yet. */
export function toWholeNumber(
  option: string,
  written: string,
  bounds?: { readonly least?: number; readonly most?: number },
): number {
  return wholeNumber(`--${option}`, bounds)(written);
}
