import { clientOf } from '@tradepost/client/behaviour.spec-kit';
import { behaviours } from '@tradepost/client/behaviours.spec-kit';

declare global {
  /** Runs the behaviour of that name against the server at a URL; returns its outcome. */
  var behave: (name: string, url: string) => Promise<unknown>;
}

globalThis.behave = async (name, url) => behaviours[name]?.act(clientOf(url));
