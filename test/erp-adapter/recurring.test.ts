import { expect, test } from 'vitest'
import { recurring } from '../../subgraphs/erp-adapter/ingest/recurring.ts'

test('a text is read once, unless it is long or ten thousand others came between', () => {
  const read: string[] = []
  const shout = recurring(text => {
    read.push(text)
    return text.toUpperCase()
  })
  const long = 'x'.repeat(201)
  for (const text of ['trim', 'trim', long, long]) expect(shout(text)).toBe(text.toUpperCase())
  expect(read).toEqual(['trim', long, long])
  for (let nth = 0; nth < 10_000; nth++) shout(`station ${nth}`)
  expect(shout('trim')).toBe('TRIM')
  expect(read.filter(text => text === 'trim')).toHaveLength(2)
})
