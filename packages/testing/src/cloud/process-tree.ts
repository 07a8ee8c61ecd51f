import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export type RunningProcess = {
  readonly pid: number;
  readonly parentPid: number;
  readonly residentBytes: number;
};

const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
/** Unit of the times in `/proc`: `USER_HZ`, which is 100 on every Linux that Node.js supports. */
const MS_PER_TICK = 10;

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

/**
 * Processor time that a process and its running descendants have used, in ms of one core. undefined without `/proc`: the `ps`
 * of other systems counts in seconds.
 */
export async function cpuMsOf(pid: number): Promise<number | undefined> {
  if (!existsSync('/proc/self/stat')) return undefined;
  const tree = await listProcessTree(pid);
  const times = await Promise.all(tree.map((each) => ticksOf(each.pid)));
  return times.reduce((sum, ticks) => sum + ticks, 0) * MS_PER_TICK;
}

/** User and system time of all threads of a process; 0 if it has ended. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the program's name, may contain spaces. `utime` and `stime` are fields 14 and 15 (man 5 proc).
  const [utime = 0, stime = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return utime + stime;
}
