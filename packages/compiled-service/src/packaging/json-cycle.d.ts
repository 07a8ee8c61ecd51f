declare module 'json-cycle' {
  /** Parses JSON in which an object that occurs again is written as `{"$ref": "$[\"a\"][0]"}`. */
  const jsonCycle: { readonly parse: (text: string) => unknown };
  export default jsonCycle;
}
