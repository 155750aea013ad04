import { expect, test } from 'vitest'
import { headersOf, principalFrom } from '#platform/identity/development-headers.ts'
import { identifyBy } from '#platform/identity/identify.ts'
import { principalShape, type Claims } from '#platform/identity/principal-shape.ts'

const nothing = {
  dealerId: null,
  dealerGroupId: null,
  regionId: null,
  customerId: null,
  fleetId: null,
  scopes: [],
  reason: null,
}

test('in development a caller is whom he says he is, and a developer when he says nothing', () => {
  expect(principalFrom({})).toEqual({ ...nothing, name: 'anonymous', role: 'developer' })
  expect(principalFrom({ 'autograph-name': 'ann' })).toEqual({ ...nothing, name: 'ann', role: 'developer' })
  expect(principalFrom({ 'autograph-role': 'regional-manager', 'autograph-region': '%E5%8D%8E%E4%B8%9C' })).toEqual({
    ...nothing,
    name: 'anonymous',
    role: 'regional-manager',
    regionId: '华东',
  })
})

test('whatever can be said of a caller travels in headers', () => {
  const said: Claims = {
    name: '王小明 100%',
    role: 'dealer-sales',
    dealerId: 'D001',
    dealerGroupId: 'G1',
    regionId: 'EAST',
    customerId: 'c-1',
    fleetId: 'f-1',
    scopes: ['read', 'write'],
    reason: 'Request 4711, 王',
  }
  expect(principalFrom(headersOf(said))).toEqual(said)
})

test.each([
  ['dealer-sales', 'autograph-dealer'],
  ['dealer-service', 'autograph-dealer'],
  ['regional-manager', 'autograph-region'],
  ['customer', 'autograph-customer'],
] as const)('a %s without %s is refused', (role, header) => {
  expect(() => principalFrom({ 'autograph-role': role })).toThrow(`The role ${role} needs ${header}`)
})

test('whoever has a token says why he looks in a header, for one request', async () => {
  const asker = { principal: principalShape.parse({ name: 'ann', role: 'compliance' }), until: 5 }
  const identify = identifyBy({ known: () => undefined, verify: async () => asker })
  const headers = { authorization: 'Bearer x' }
  expect(await identify({ ...headers, 'x-access-reason': 'Request 4711, %E7%8E%8B' })).toEqual({
    principal: { ...nothing, name: 'ann', role: 'compliance', reason: 'Request 4711, 王' },
    until: 5,
  })
  expect((await identify(headers)).principal.reason).toBeNull()
  for (const wrong of ['', '%0A', 'x'.repeat(201)])
    await expect(async () => identify({ ...headers, 'x-access-reason': wrong })).rejects.toThrow('1 to 200 characters')
})

test.each(['', 'a\nb', 'a\u0000b', 'a\u2028b', 'x'.repeat(201)])('%j is no name', name => {
  expect(principalShape.safeParse({ name, role: 'developer' }).success).toBe(false)
})
