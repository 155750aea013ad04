const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

// East Asian wide and fullwidth characters, and emoji: a terminal gives them two columns.
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u
// oxlint-disable-next-line no-control-regex -- the colours of a terminal are control sequences
const colours = /\u001B\[[\d;]*m/g

/** How many columns of a terminal a text takes; colours take none, Chinese characters two. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of segments.segment(text.replaceAll(colours, ''))) width += wide.test(segment) ? 2 : 1
  return width
}

/** The text with blanks after it up to a width. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Breaks a text into lines of a width at the most, between words, or between characters where there are no blanks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[\u2E80-\uFFEF][，。、；：！？）]*|[^\s\u2E80-\uFFEF]+\s*|\s+/gu) ?? []) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()]
}
