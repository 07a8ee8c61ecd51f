import { report } from './gate.ts';
import { gates } from './gates.ts';

// The process of one gate: `node run-gate.ts NAME`. `runGates` starts it.
const [name] = process.argv.slice(2);
const check = gates.find((gate) => gate.name === name)?.check;
if (typeof check !== 'function') throw new Error(`${name} must be the name of a gate with a function`);
process.exitCode = report(await check());
