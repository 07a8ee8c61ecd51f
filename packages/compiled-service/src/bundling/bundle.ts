export type Bundle = {
  /** Bundled handlers by function key: `FILE.export`, relative to the folder of the bundles. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Bundled source files outside of node_modules. */
  readonly sources: ReadonlySet<string>;
};
