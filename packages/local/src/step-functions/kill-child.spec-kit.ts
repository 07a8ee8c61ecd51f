import { appendFileSync } from 'node:fs';
import { openStore } from '../store.ts';
import { createStepFunctions } from './step-functions.ts';
import { createFakeTasks, declare, functionArn, REGION } from './workflow.spec-kit.ts';

/**
 * The process that `kill.int.spec.ts` kills. Its arguments are the path of the database, the path of a file to which the
 * workflows write, the number of executions to start of each type, and the round. It resumes unfinished executions, starts
 * the new ones, prints the id of each when it is accepted, and runs until it is killed.
 */
const [storePath = '', effectsPath = '', countText = '0', round = ''] = process.argv.slice(2);

const STEP_MS = 15;
const step = async (event: { id: string; step: string }): Promise<{ id: string }> => {
  await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  appendFileSync(effectsPath, `${event.step} ${event.id}\n`);
  return { id: event.id };
};
const call = (name: string, next: object) => ({
  Type: 'Task',
  Resource: functionArn('step'),
  Parameters: { 'id.$': '$.id', step: name },
  ...next,
});
const states = {
  A: call('first', { Next: 'B' }),
  B: call('second', { Next: 'C' }),
  C: call('third', { End: true }),
};
const machines = [declare(states, 'STANDARD', 'standard'), declare(states, 'EXPRESS', 'express')];

const service = createStepFunctions({
  stateMachines: machines,
  db: openStore(storePath),
  tasks: createFakeTasks({ step }).tasks,
  region: REGION,
});
process.stdout.write(`resumed ${service.resume()}\n`);
for (let index = 0; index < Number(countText); index += 1) {
  for (const { arn, name } of machines) {
    const id = `${name}-${round}-${index}`;
    service.startExecution({ stateMachineArn: arn, name: id, input: JSON.stringify({ id }) });
    process.stdout.write(`accepted ${id}\n`);
  }
  await new Promise((resolve) => setTimeout(resolve, 2));
}
setInterval(() => undefined, 1_000);
