export type ReadJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'flaw'; readonly detail: string }

/** Reads JSON that PostgreSQL can keep: without NUL and without halves of characters, which only escapes can bring in. */
export function readJson(text: string): ReadJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'flaw', detail: 'is no JSON' }
  }
  const unkeepable = text.includes('\\u') && /\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))
  return unkeepable ? { kind: 'flaw', detail: 'holds a NUL or half of a character' } : { kind: 'value', value }
}
