import { listDeadLetters as route } from '@tradepost/contracts/operations/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getDeadLetters } from '../deps.ts';
import { isSortKey, sortKeyOf, toDeadLetter } from '../domain/dead-letter-message.ts';

export const handler = http(route, (request) => listDeadLetters(request, { deadLetters: getDeadLetters() }));

/** Lists the dead-letter messages of all queues, or of one. */
export async function listDeadLetters(
  { query }: HttpRequest<typeof route>,
  { deadLetters }: Pick<Deps, 'deadLetters'>,
): Promise<HttpReply<typeof route>> {
  const { queue, limit } = query;
  const from = fromCursor(route, query, isSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { after = '' } = from;
  const messages = (await deadLetters.list(queue)).filter((message) => sortKeyOf(message) > after);
  const page = messages.slice(0, limit);
  const last = page.at(-1);
  return {
    body: {
      items: page.map(toDeadLetter),
      ...(last !== undefined && page.length < messages.length
        ? { nextCursor: toCursor(route, query, sortKeyOf(last)) }
        : {}),
    },
  };
}
