/** What a stage is called becomes part of names: of queues, of buckets. */
const STAGE = /^[a-z][a-z0-9]*$/;

/**
 * Takes what is written behind `--stage`; returns it as a stage's name.
 *
 * @throws Error in plain words, where it is none
 */
export function toStage(written: string): string {
  if (STAGE.test(written)) return written;
  throw new Error('--stage NAME: small letters and digits, such as dev');
}
