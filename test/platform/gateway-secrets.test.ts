import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { developmentSecrets } from '#platform/identity/development-secrets.ts'
import { readGatewaySecrets } from '#platform/identity/gateway-secrets.ts'
import { runCommand } from '../kit/program.ts'

const good = 'Zm9yIHRoZSB0ZXN0cyBvbmx5LCB0aGlydHktdHdv'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'autograph-secrets-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('secrets are a list, whose first one signs', () => {
  expect(readGatewaySecrets(`${good}, ${good}2`, { production: true })).toEqual([good, `${good}2`])
})

test.each(['', 'secret', 'changeme,changeme', 'a'.repeat(64), 'password'.repeat(8), `${good},short`])(
  '%j is refused as one that can be guessed',
  given => {
    expect(() => readGatewaySecrets(given, { production: false })).toThrow(/can be guessed.*openssl rand/)
  },
)

test('a secret that was made for development is refused in production', async () => {
  const { gatewaySecret } = await developmentSecrets(folder())
  expect(readGatewaySecrets(gatewaySecret, { production: false })).toEqual([gatewaySecret])
  expect(() => readGatewaySecrets(gatewaySecret, { production: true })).toThrow('made for development')
})

test('processes that start at once share the secrets of their data directory, which nobody else may read', async () => {
  const directory = join(folder(), 'new')
  const made = await Promise.all(Array.from({ length: 8 }, async () => developmentSecrets(directory)))
  expect(new Set(made.map(each => JSON.stringify(each))).size).toBe(1)
  expect(statSync(join(directory, 'development-secrets.json')).mode & 0o777).toBe(0o600)
})

test('secrets that were spoilt are named, and not made anew unasked', async () => {
  const directory = folder()
  writeFileSync(join(directory, 'development-secrets.json'), '{}')
  await expect(developmentSecrets(directory)).rejects.toThrow('is not readable')
})

test.each([
  ['subgraph', ['sales'], { NODE_ENV: 'production' }, 'In production GATEWAY_SECRETS must hold'],
  ['subgraph', ['sales'], { DATABASE_URL: 'postgresql://nowhere' }, 'With DATABASE_URL, GATEWAY_SECRETS must hold'],
  ['subgraph', ['sales'], { NODE_ENV: 'production', GATEWAY_SECRETS: 'changeme' }, 'has a secret that can be guessed'],
] as const)('%s %j with %j does not start', async (command, args, env, sentence) => {
  const program = runCommand(command, [...args, '--port', '0'], { GATEWAY_SECRETS: undefined, ...env })
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain(sentence)
})
