export type Bundle = {
  /** The bundled handler of each function, by function key: `FILE.export`, relative to the folder of the bundles. */
  readonly handlers: ReadonlyMap<string, string>;
  /** The source files that went into it, outside of node_modules. */
  readonly sources: ReadonlySet<string>;
};
