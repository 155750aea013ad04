/** What was kept apart as JSON; undefined when it is none. */
export function parsedContent(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
