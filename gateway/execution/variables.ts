/** The variables of a fetch as JSON text: those of the client that it uses, and parts that are text already. */
export function variablesText(
  variables: Readonly<Record<string, unknown>>,
  used: readonly string[],
  parts: readonly string[] = [],
): string {
  const given = used
    .filter(name => Object.hasOwn(variables, name) && variables[name] !== undefined)
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(variables[name])}`)
  return `{${[...parts, ...given].join(',')}}`
}
