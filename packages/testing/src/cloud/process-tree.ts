import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type RunningProcess = {
  readonly pid: number;
  readonly parentPid: number;
  readonly residentBytes: number;
};

const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

/** Lists a process and its descendants, parents first, with POSIX `ps`. Empty if the process does not exist. */
export async function listProcessTree(pid: number): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,stat='], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    // Without zombies: ended processes whose exit code the parent has not read yet.
    .filter(([, , , state = '']) => !state.startsWith('Z'))
    .map(([id, parent, kilobytes]) => ({
      pid: Number(id),
      parentPid: Number(parent),
      residentBytes: Number(kilobytes) * 1_024,
    }));
  const tree = all.filter((each) => each.pid === pid);
  // The loop also visits the elements that it appends, and so finds children of children.
  for (const parent of tree) tree.push(...all.filter((each) => each.parentPid === parent.pid));
  return tree;
}

/** Resident memory of a process and its descendants. Shared pages count once for each process. */
export async function residentBytesOf(pid: number): Promise<number> {
  return (await listProcessTree(pid)).reduce((sum, each) => sum + each.residentBytes, 0);
}
