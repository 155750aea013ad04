import type { Setting } from './setting.ts'

/** What stands where a subgraph gave no answer. */
export const notTold = ({ ink }: Setting): string => ink('yellow', 'Not known right now.')

export interface BlockOptions<Item> {
  /** What stands there when the list is empty. */
  readonly none: string
  readonly lines: (items: readonly Item[]) => readonly string[]
}

/** The lines of a list that may be empty, and may be missing because its subgraph is away. */
export function block<Item>(
  items: readonly Item[] | null | undefined,
  setting: Setting,
  { none, lines }: BlockOptions<Item>,
): readonly string[] {
  if (items == null) return [notTold(setting)]
  return items.length === 0 ? [setting.ink('dim', none)] : lines(items)
}

/** Lines of a smaller part, moved to the right. */
export const indented = (lines: readonly string[], by = 2): string[] =>
  lines.map(line => (line === '' ? '' : ' '.repeat(by) + line))

/** The parts that have something to say, with an empty line between them; what is said twice in a row is said once. */
export const paragraphs = (...parts: readonly (readonly string[])[]): string[] =>
  parts
    .filter((part, index) => part.length > 0 && part.join('\n') !== parts[index - 1]?.join('\n'))
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]))
