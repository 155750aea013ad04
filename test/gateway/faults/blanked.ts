interface AtPath {
  readonly path?: readonly (string | number)[]
}

/** A whole answer with null at the places that errors name, and all else as it was. */
export function blanked(whole: unknown, errors: readonly AtPath[]): unknown {
  const copy = structuredClone(whole)
  for (const { path = [] } of errors) {
    let parent: any = copy
    for (const key of path.slice(0, -1)) parent = parent?.[key]
    if (parent != null) parent[path.at(-1) ?? ''] = null
  }
  return copy
}

/** The fields that errors name, without the places in lists, each once, by the alphabet. */
export function fieldsOf(errors: readonly AtPath[]): string[] {
  const fields = errors.map(({ path = [] }) => path.filter(key => typeof key === 'string').join('.'))
  return [...new Set(fields)].sort()
}
