import type { Api } from '@tradepost/cli/api/connect';
import type { Order } from '@tradepost/contracts/orders/model';
import type { OrderPlan } from '@tradepost/simulation/workload/plan-orders';
import { untilAnswered } from './until-answered.ts';

/** Places an order under the plan's key; returns its id if it was accepted, and the answer or the error code as text. */
export async function place(
  { idempotencyKey }: Pick<OrderPlan, 'idempotencyKey'>,
  body: OrderPlan['body'],
  api: Api,
): Promise<{ readonly id?: string; readonly text: string }> {
  const answer = await untilAnswered(() =>
    // Some bodies are invalid on purpose.
    api.POST('/v1/orders', { body: body as never, idempotencyKey }),
  );
  if (answer === undefined) return { text: 'no answer' };
  if (answer.error) return { text: answer.error.code };
  return { id: (answer.data as Order).id, text: JSON.stringify(answer.data) };
}
