/**
 * Creates a value at first use and keeps it for the lifetime of the function instance. If `create` throws, the next
 * call tries again.
 *
 * @returns the function that returns the value
 * @example
 * export const deps = once(() => createDeps(createDocumentClient()));
 */
// @__NO_SIDE_EFFECTS__
export function once<Value>(create: () => Value): () => Value {
  let created: { readonly value: Value } | undefined;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}
