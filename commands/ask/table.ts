import { padTo, widthOf } from './text-width.ts'

/** Sets rows in columns, each as wide as its widest cell; a row ends after its last cell that says something. */
export function table(rows: readonly (readonly string[])[], gap = '  '): string[] {
  const widths = rows.reduce<number[]>((widest, row) => {
    row.forEach((cell, column) => (widest[column] = Math.max(widest[column] ?? 0, widthOf(cell))))
    return widest
  }, [])
  return rows.map(row =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  )
}
