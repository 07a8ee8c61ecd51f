/**
 * Creates a value at first use and keeps it for the lifetime of the function instance. If `create` throws, the next
 * call tries again.
 *
 * At module level, mark the call as pure: otherwise esbuild keeps it, and all that it refers to, in bundles that do not
 * use it.
 *
 * @returns the function that returns the value
 * @example
 * export const deps = /* @__PURE__ *\/ once(() => createDeps(createDocumentClient()));
 */
export function once<Value>(create: () => Value): () => Value {
  let created: { readonly value: Value } | undefined;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}
