import type { InvocationResult } from '@tradepost/local/invocation';
import type { World } from '../world/world.ts';

/** Invokes a function and runs the world for `withinMs` of virtual time; returns the result if the function has ended. */
export async function invoke(
  world: World,
  functionName: string,
  event: unknown,
  key: string,
  withinMs: number,
): Promise<InvocationResult | undefined> {
  let result: InvocationResult | undefined;
  void world.functions.invoke(functionName, event, key).then((ended) => {
    result = ended;
  });
  await world.run(world.scheduler.nowMs() + withinMs);
  return result;
}
