import { clientOf } from './behaviour.spec-kit.ts';
import { behaviours } from './behaviours.spec-kit.ts';

declare global {
  /** Runs the behaviour of that name against the server at a URL; returns its outcome. */
  var behave: (name: string, url: string) => Promise<unknown>;
}

globalThis.behave = async (name, url) => behaviours[name]?.act(clientOf(url));
