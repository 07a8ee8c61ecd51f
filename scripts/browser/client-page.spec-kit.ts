import { clientOf } from '@tradepost/client/behaviour.spec-kit';
import { behaviours } from '@tradepost/client/behaviours.spec-kit';

declare global {
  /** Does what the behaviour of that name does against the server at a URL; returns what it comes to. */
  var behave: (name: string, url: string) => Promise<unknown>;
}

globalThis.behave = async (name, url) => behaviours[name]?.act(clientOf(url));
