/** A text that was given: without spaces around it, null when nothing is left. */
export function writtenText(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
