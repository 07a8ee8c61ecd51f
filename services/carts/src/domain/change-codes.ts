import { changing } from './changeable.ts';
import { MAX_CODES } from './limits.ts';

/** Applies a code, in the form in which codes are compared. A repeat changes nothing. */
export const applyCode = (code: string) =>
  changing<{ readonly code: 'TOO_MANY_CODES'; readonly maxCodes: number }>(({ codes }) => {
    if (codes.includes(code)) return { events: [] };
    if (codes.length >= MAX_CODES) return { rejection: { code: 'TOO_MANY_CODES', maxCodes: MAX_CODES } };
    return { events: [{ type: 'CodeApplied', code }] };
  });

/** Removes a code. A repeat changes nothing. */
export const removeCode = (code: string) =>
  changing(({ codes }) => ({ events: codes.includes(code) ? [{ type: 'CodeRemoved', code }] : [] }));
