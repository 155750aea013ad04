const stringOrComment = /"""(?:\\"""|[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g

/** How deeply the brackets of a text are nested, those in its strings and comments left out; nothing is parsed. */
export function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [sign] of text.replaceAll(stringOrComment, '').matchAll(/[[\](){}]/g)) {
    if (sign === '{' || sign === '[' || sign === '(') deepest = Math.max(deepest, ++depth)
    else depth--
  }
  return deepest
}
