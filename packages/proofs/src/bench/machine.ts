import { cpus, release, totalmem } from 'node:os';

/** The machine on which the figures were measured. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly system: string;
};

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() || 'unknown processor',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    system: `${process.platform} ${process.arch} ${release()}`,
  };
}
