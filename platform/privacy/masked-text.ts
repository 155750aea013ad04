import type { PiiClass } from './pii-class.ts'

/** What stands where nothing is shown and null can't be. */
export const hidden = '***'

/** What is left of a text of a class when it is masked: 王**, 138****1234, w***@example.com; null when nothing is. */
export function maskedText(piiClass: PiiClass, text: string): string | null {
  if (piiClass === 'NAME') return initial(text, '**')
  return piiClass === 'CONTACT' ? maskedContact(text) : null
}

function maskedContact(text: string): string {
  const at = text.lastIndexOf('@')
  if (at > 0) return initial(text, hidden) + text.slice(at)
  if (!/^\+\d{5,15}$/.test(text)) return initial(text, hidden)
  const national = text.replace(/^\+86/, '').replace('+', '')
  return national.length < 10 ? `****${national.slice(-2)}` : `${national.slice(0, 3)}****${national.slice(-4)}`
}

/** The first character, which of Chinese can be two units long. */
function initial(text: string, rest: string): string {
  const [first = ''] = text
  return first + rest
}
