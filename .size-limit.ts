/** Every function's bundle has a limit; `size-limit` without `--hide-passed` shows what each weighs. */
import { toSizeChecks } from './scripts/bundles/size-checks.ts';

export default await toSizeChecks();
