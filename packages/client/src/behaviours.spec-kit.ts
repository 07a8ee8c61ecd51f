import { answerBehaviours } from './answer-behaviours.spec-kit.ts';
import type { Behaviour } from './behaviour.spec-kit.ts';
import { retryBehaviours } from './retry-behaviours.spec-kit.ts';

/** All behaviours, by their test names. */
export const behaviours: Readonly<Record<string, Behaviour>> = { ...answerBehaviours, ...retryBehaviours };
