import type { Answered } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { Report } from './violation.ts';

const ROUTE = 'POST /v1/guest/order-links';

/** A request for the link to an order is answered 202 only if its command is in the inbox: nothing else is stored of it. */
export function checkLinks(
  answers: readonly Answered[],
  { sentBodies }: Pick<World, 'sentBodies'>,
  report: Report,
): void {
  for (const { route, request, answer } of answers) {
    if (route !== ROUTE || answer.status !== 202) continue;
    const { correlationId = '' } = answer;
    if (!sentBodies.some((body) => body.includes(`"${correlationId}/RequestOrderLink"`)))
      report('a request for a link that is accepted is stored', JSON.stringify(request.body));
  }
}
