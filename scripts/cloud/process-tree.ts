import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type RunningProcess = {
  readonly pid: number;
  readonly parentPid: number;
  readonly residentBytes: number;
};

const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

/** A process and all that it started, parents first; nothing where it is gone. POSIX `ps` knows them. */
export async function listProcessTree(pid: number): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,stat='], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    // A process that has ended stays in the list until its parent has asked for its exit code.
    .filter(([, , , state = '']) => !state.startsWith('Z'))
    .map(([id, parent, kilobytes]) => ({
      pid: Number(id),
      parentPid: Number(parent),
      residentBytes: Number(kilobytes) * 1_024,
    }));
  const tree = all.filter((each) => each.pid === pid);
  // Grows while it is walked: children of children come after.
  for (const parent of tree) tree.push(...all.filter((each) => each.parentPid === parent.pid));
  return tree;
}

/** Memory that a process and all that it started hold; pages that they share count for each. */
export async function residentBytesOf(pid: number): Promise<number> {
  return (await listProcessTree(pid)).reduce((sum, each) => sum + each.residentBytes, 0);
}
