import { expect, test } from 'vitest'
import { judgeSignature, signatureOf } from '#platform/webhook-signature.ts'

// The example of the Standard Webhooks specification's own libraries.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const timestamp = '1614265330'
const body = Buffer.from('{"test": 2432232314}')
const now = new Date(1_614_265_330_000)
const known = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='

const judged = (
  headers: Partial<{ id: string; timestamp: string; signatures: string }> = {},
  { bytes = body, secrets = [secret], at = now } = {},
): string => judgeSignature({ id, timestamp, signatures: known, ...headers }, bytes, { secrets, now: at })

test('a signature is that of the specification', () => {
  expect(signatureOf(secret, { id, timestamp }, body)).toBe(known)
  expect(judged()).toBe('valid')
})

test('one fitting signature among several is enough, and one secret among several', () => {
  expect(judged({ signatures: `v1,AAAA v2,${known.slice(3)} ${known}` })).toBe('valid')
  expect(judged({}, { secrets: ['whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', secret] })).toBe('valid')
})

test('what was not signed so is wrong', () => {
  expect(judged({ signatures: '' })).toBe('wrong')
  expect(judged({ signatures: 'v1,' })).toBe('wrong')
  expect(judged({ signatures: known.replace('v1', 'v1a') })).toBe('wrong')
  expect(judged({ signatures: `${known}=` })).toBe('wrong')
  expect(judged({ signatures: known.replace('g0', 'G0') })).toBe('wrong')
  expect(judged({ id: 'msg_other' })).toBe('wrong')
  expect(judged({ timestamp: '1614265331' })).toBe('wrong')
  expect(judged({}, { bytes: Buffer.from('{"test":2432232314}') })).toBe('wrong')
  expect(judged({}, { secrets: [] })).toBe('wrong')
  expect(judged({}, { secrets: ['whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'] })).toBe('wrong')
})

test('a moment more than five minutes away, or that is no number, is outdated however well it is signed', () => {
  expect(judged({}, { at: new Date(now.getTime() + 300_000) })).toBe('valid')
  expect(judged({}, { at: new Date(now.getTime() + 301_000) })).toBe('outdated')
  expect(judged({}, { at: new Date(now.getTime() - 301_000) })).toBe('outdated')
  for (const odd of [`${timestamp}abc`, '123abc', ` ${timestamp}`, `${timestamp}.0`, '0x6037b632', '1e9', '-1', '']) {
    const signatures = signatureOf(secret, { id, timestamp: odd }, body)
    expect([odd, judged({ timestamp: odd, signatures })]).toEqual([odd, 'outdated'])
  }
})
