import { exampleFor } from '../example-for.ts';
import * as routes from '../http/replays.ts';
import { CONFIRMED_AT, ORDER_ID } from './story.ts';

export const REPLAY_ID = 'rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E';

const REPLAY = {
  id: REPLAY_ID,
  consumer: 'platform-every-event',
  subject: ORDER_ID,
  status: 'completed' as const,
  percent: 100,
  events: 2,
  requestedAt: CONFIRMED_AT,
};

export const startReplay = exampleFor(routes.startReplay, {
  body: { consumer: REPLAY.consumer, subject: REPLAY.subject },
  answer: REPLAY,
});

export const getReplay = exampleFor(routes.getReplay, {
  params: { replayId: REPLAY.id },
  answer: REPLAY,
});
