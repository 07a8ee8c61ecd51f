/**
 * Random numbers by name: each is a function of the seed and of the name alone. If a run is made smaller (fewer orders,
 * fewer faults), the rest of it still draws the same numbers.
 */
export type Draw = {
  /** A number from 0 to below 1. */
  readonly unit: (name: string) => number;
  /** A whole number from `min` to `max`, both included. */
  readonly int: (name: string, min: number, max: number) => number;
  readonly chance: (name: string, probability: number) => boolean;
  readonly pick: <Item>(name: string, items: readonly Item[]) => Item;
  /** Independent draws under a name. */
  readonly under: (name: string) => Draw;
  /** A generator like `Math.random`: each call returns the next number of a sequence. */
  readonly row: (name: string) => () => number;
};

/** Takes the seed of a run, any whole number; returns its draws. */
export function createDraw(seed: number): Draw {
  return drawFrom(hash(`seed ${seed}`, 0x9e3779b9));
}

function drawFrom(state: number): Draw {
  const unit = (name: string) => hash(name, state) / 2 ** 32;
  const int = (name: string, min: number, max: number) => min + Math.floor(unit(name) * (max - min + 1));
  return {
    unit,
    int,
    chance: (name, probability) => probability > 0 && unit(name) < probability,
    pick: (name, items) => {
      const item = items[int(name, 0, items.length - 1)];
      if (item === undefined) throw new Error(`there is no item to pick for "${name}"`);
      return item;
    },
    under: (name) => drawFrom(hash(name, state ^ 0x5bd1e995)),
    row: (name) => mulberry32(hash(name, state)),
  };
}

/** MurmurHash3 (32 bits) over UTF-16 units. @see https://en.wikipedia.org/wiki/MurmurHash */
function hash(text: string, seed: number): number {
  let state = seed | 0;
  for (let index = 0; index < text.length; index += 1) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    unit = Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
    state ^= unit;
    state = (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
  }
  state ^= text.length;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
