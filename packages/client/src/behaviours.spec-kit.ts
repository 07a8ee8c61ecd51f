import { answerBehaviours } from './answer-behaviours.spec-kit.ts';
import type { Behaviour } from './behaviour.spec-kit.ts';
import { retryBehaviours } from './retry-behaviours.spec-kit.ts';

/** All of them, by what they say of the client. */
export const behaviours: Readonly<Record<string, Behaviour>> = { ...answerBehaviours, ...retryBehaviours };
