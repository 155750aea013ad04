import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '#platform/auth.ts'
import type { Claims } from '#platform/identity/principal-shape.ts'
import type { Example } from './examples.ts'

/** What the page says and offers. */
export interface PageOptions {
  /** The operations that its tabs open with. */
  readonly examples: readonly Example[]
  /** The subgraphs that answer, named in the header. */
  readonly subgraphs: readonly string[]
  /** Whether the development issuer gives a token for each role; else one brings his own. */
  readonly givesTokens: boolean
  /** Whom a role acts for at first, by what it needs, such as the first dealer of the demo. @default nobody */
  readonly samples?: Readonly<Partial<Record<keyof Claims, string>>>
}

/**
 * What the browser may load and do for the page: its own origin alone. Styles may stand in the page because
 * GraphiQL's dialogs and editor write theirs there; its fonts and icons are `data:` in its style sheet.
 */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** The page as HTML, with its settings as data in it. */
export function pageOf({ examples, subgraphs, givesTokens, samples = {} }: PageOptions): string {
  const template = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8')
  const settings = {
    version: createHash('sha256').update(JSON.stringify(examples)).digest('hex').slice(0, 12),
    graph: subgraphs.join(' · '),
    // Without an issuer of our own there are no roles to choose from: a token says which one it is.
    roles: givesTokens ? roles : [],
    samples,
    examples,
  }
  // A "<" in the data could end the script element that carries it.
  return template.replace('{{settings}}', () => JSON.stringify(settings).replaceAll('<', String.raw`\u003c`))
}
