import { Fault } from '#platform/errors.ts'

/** An e-mail address in lower case. */
export function emailAddress(text: string): string {
  const address = text.toLowerCase()
  if (address.length > 254 || !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address))
    throw new Fault('BAD_USER_INPUT', 'This is no e-mail address: write it as in anna@example.com.')
  return address
}
