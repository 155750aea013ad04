import { expect, test } from 'vitest'
import { sources } from './sources.ts'

test('the environment is read in platform/config.ts alone', () => {
  const readers = sources('*.ts')
    .filter(({ path, text }) => !/^(test|bench)\//.test(path) && text.includes('process.env'))
    .map(({ path }) => path)
  expect(readers).toEqual(['platform/config.ts'])
})
