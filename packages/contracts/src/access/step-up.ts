import type { StepUp } from '../define-route.ts';

/** For acts that are hard to undo: the person signed in, with both factors, within the last five minutes. */
export const RECENT_SIGN_IN: StepUp = { maxAgeSeconds: 300 };
