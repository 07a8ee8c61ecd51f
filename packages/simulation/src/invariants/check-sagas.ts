import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

/** A sweep takes up to so long, and its call of the workflow engine may be under way for some time after it. */
const SWEEP_MS = 180_000;

/** The sweeper gives a saga again to orders alone that had not ended when it looked. */
export function checkSagas({ restarts, history }: Pick<World, 'restarts' | 'history'>): readonly Violation[] {
  const endedAtMs = new Map<string, number>();
  for (const { dynamodb } of history.get('tradepost-dev-orders-events') ?? []) {
    const { NewImage: image, ApproximateCreationDateTime: seconds } = dynamodb as unknown as Committed;
    const id = image?.id?.S;
    if (id !== undefined && image?.version?.N === '1') endedAtMs.set(id, seconds * 1_000);
  }
  return restarts
    .filter(({ orderId, atMs }) => atMs - (endedAtMs.get(orderId) ?? atMs) > SWEEP_MS)
    .map(({ orderId }) => ({ invariant: 'an order that has ended is left alone', what: orderId }));
}

type Committed = {
  readonly NewImage?: { readonly id?: { readonly S: string }; readonly version?: { readonly N: string } };
  readonly ApproximateCreationDateTime: number;
};
