import { Fault } from '#platform/errors.ts'

/** A WeChat id in lower case. */
export function wechatId(text: string): string {
  const id = text.toLowerCase()
  if (!/^[a-z][a-z0-9_-]{5,29}$/.test(id))
    throw new Fault('BAD_USER_INPUT', 'This is no WeChat id: 6 to 30 letters, digits, - or _, and a letter first.')
  return id
}
