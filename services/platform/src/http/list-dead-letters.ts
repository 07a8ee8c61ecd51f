import { listDeadLetters as route } from '@tradepost/contracts/operations/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { isPlaceOfLetter, placeOf } from '../dead-letter-queues.ts';
import { type Deps, deadLetters } from '../deps.ts';
import { toDeadLetter } from '../describe-letter.ts';

export const handler = http(route, (request) => listDeadLetters(request, { deadLetters: deadLetters() }));

/** Lists the dead-letter messages of all queues, or of one. */
export async function listDeadLetters(
  { query }: HttpRequest<typeof route>,
  { deadLetters }: Pick<Deps, 'deadLetters'>,
): Promise<HttpReply<typeof route>> {
  const { queue, limit } = query;
  const from = fromCursor(route, query, isPlaceOfLetter);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { after = '' } = from;
  const letters = (await deadLetters.list(queue)).filter((letter) => placeOf(letter) > after);
  const page = letters.slice(0, limit);
  const last = page.at(-1);
  return {
    body: {
      items: page.map(toDeadLetter),
      ...(last !== undefined && page.length < letters.length
        ? { nextCursor: toCursor(route, query, placeOf(last)) }
        : {}),
    },
  };
}
