import { stripTypeScriptTypes } from 'node:module';

/** Jest's transformer of TypeScript. As Node.js does, it replaces types by spaces, so positions in errors stay the same. */
export default { process: (source: string) => ({ code: stripTypeScriptTypes(source) }) };
