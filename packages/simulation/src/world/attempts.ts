import type { Call } from './call.ts';
import type { Invocation } from './invocation.ts';

/**
 * The most calls of one operation on one item, of one query or message, that an invocation makes for each message of its event.
 * The longest bounded series in the services is the 20 seconds for which a reservation retries conflicts: about 50 attempts,
 * with pauses of half a second on average, each repeated up to three times by the SDK.
 */
const MAX_CALLS_OF_ONE = 150;

/** The field of a request that names its subject, where the description of the call does not. */
const SUBJECTS: Readonly<Record<string, string>> = {
  BatchGetItem: 'RequestItems',
  Query: 'ExpressionAttributeValues',
  SendMessage: 'MessageBody',
};

/**
 * Counts the calls of invocations, to find retries without a bound: calls of one item that an invocation repeats too often,
 * and invocations that run into their time limit although every call was answered soon.
 */
export function createAttempts() {
  const counts = new WeakMap<Invocation, Map<string, number>>();
  /** Descriptions of what was repeated too often. */
  const endless: string[] = [];
  const overdue: string[] = [];
  return {
    endless: endless as readonly string[],
    /** Invocations that timed out although each of their calls was answered soon. */
    overdue: overdue as readonly string[],
    /** Records an invocation that timed out. */
    noteTimeout: ({ name, key, beganMs, instance }: Invocation): void => {
      if (instance.delayedUntilMs <= beganMs) overdue.push(`${name} ${key}`);
    },
    /** Records a call when it is made. */
    note: (invocation: Invocation, { operation, about, input }: Call): void => {
      const ofInvocation = counts.get(invocation) ?? new Map<string, number>();
      counts.set(invocation, ofInvocation);
      // A redrive handles any number of messages, some of them equal.
      if (invocation.name.startsWith('operations-')) return;
      const field = SUBJECTS[operation];
      const subject = field === undefined ? '' : ` ${JSON.stringify(input[field])}`;
      const what = `${operation} ${about}${subject}`;
      const count = (ofInvocation.get(what) ?? 0) + 1;
      ofInvocation.set(what, count);
      if (count === MAX_CALLS_OF_ONE * invocation.messages + 1)
        endless.push(`${invocation.name} ${invocation.key}: ${what}`);
    },
  };
}
