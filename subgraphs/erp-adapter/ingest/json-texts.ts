/** Where a value stands in a document. */
export type JsonPath = readonly (string | number)[]

interface Wanted {
  readonly places: number[]
  readonly children: Map<string, Wanted>
}

/**
 * The texts of some of a document's values exactly as they stand there, in the order of the paths; null for a path that
 * leads nowhere. The document must be JSON, which is read once however many the paths.
 */
export function jsonTexts(text: string, paths: readonly JsonPath[]): readonly (string | null)[] {
  const found: (string | null)[] = paths.map(() => null)
  visit(skipSpace(text, 0), wantedOf(paths))
  return found

  /** Passes the value that starts here and notes it where it is wanted; gives back its end. */
  function visit(start: number, wanted: Wanted): number {
    const end = wanted.children.size === 0 ? endOfValue(text, start) : visitMembers(start, wanted)
    for (const place of wanted.places) found[place] = text.slice(start, end)
    return end
  }

  function visitMembers(start: number, wanted: Wanted): number {
    const opening = text[start]
    if (opening !== '{' && opening !== '[') return endOfValue(text, start)
    let at = skipSpace(text, start + 1)
    for (let index = 0; text[at] !== '}' && text[at] !== ']'; index++) {
      let name = String(index)
      if (opening === '{') {
        const end = endOfString(text, at)
        name = String(JSON.parse(text.slice(at, end)))
        // Behind the name, its colon.
        at = skipSpace(text, skipSpace(text, end) + 1)
      }
      const child = wanted.children.get(name)
      at = skipSpace(text, child === undefined ? endOfValue(text, at) : visit(at, child))
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    return at + 1
  }
}

function wantedOf(paths: readonly JsonPath[]): Wanted {
  const root: Wanted = { places: [], children: new Map() }
  for (const [place, path] of paths.entries()) {
    let wanted = root
    for (const step of path.map(String)) {
      const child = wanted.children.get(step) ?? { places: [], children: new Map() }
      wanted.children.set(step, child)
      wanted = child
    }
    wanted.places.push(place)
  }
  return root
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (' \t\n\r'.includes(text[at] ?? 'end')) at++
  return at
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfValue(text: string, start: number): number {
  let depth = 0
  let at = start
  do {
    const char = text[at]
    if (char === '{' || char === '[') depth++
    if (char === '}' || char === ']') depth--
    if (char === '"') at = endOfString(text, at)
    else if (depth === 0 && !'}]'.includes(char ?? '')) at = endOfBareWord(text, at)
    else at++
  } while (depth > 0)
  return at
}

/** A number, true, false or null. */
function endOfBareWord(text: string, start: number): number {
  let at = start
  while (at < text.length && !' \t\n\r,]}'.includes(text[at] ?? ',')) at++
  return at
}
