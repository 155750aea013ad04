const stringOrComment = /"""(?:\\"""|[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/y

/**
 * How deeply the brackets of a text are nested, those in its strings and comments left out; nothing is parsed.
 * Counting stops at a bound.
 */
export function nestingOf(text: string, bound: number): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length && deepest <= bound; index++) {
    const sign = text.charAt(index)
    if (sign === '{' || sign === '[' || sign === '(') deepest = Math.max(deepest, ++depth)
    else if (sign === '}' || sign === ']' || sign === ')') depth--
    else if (sign === '"' || sign === '#') {
      stringOrComment.lastIndex = index
      if (stringOrComment.test(text)) index = stringOrComment.lastIndex - 1
    }
  }
  return deepest
}
