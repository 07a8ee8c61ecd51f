/** A size limit for the bundle of each function. `size-limit` without `--hide-passed` prints all sizes. */
import { toSizeChecks } from './scripts/bundles/size-checks.ts';

export default await toSizeChecks();
