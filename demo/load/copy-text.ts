/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Value>>

type Value = string | number | boolean | null | readonly string[]

/** Rows as PostgreSQL's COPY reads them: a line each, its values between tabs. */
export const copyText = (rows: readonly Row[], columns: readonly string[]): string =>
  rows.map(row => `${columns.map(column => valueText(row[column])).join('\t')}\n`).join('')

function valueText(value: Value | undefined): string {
  if (value === null || value === undefined) return String.raw`\N`
  return typeof value === 'object' ? escaped(`{${value.map(elementText).join()}}`) : escaped(String(value))
}

const elementText = (element: string): string => `"${element.replaceAll(/["\\]/g, character => `\\${character}`)}"`

const special: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
}

const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, character => special[character] ?? character) : text
