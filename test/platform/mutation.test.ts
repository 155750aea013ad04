import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { createLive } from '#platform/live.ts'
import { mutate, type Outcome } from '#platform/mutation.ts'
import { sealsUnder } from '#platform/privacy/seal.ts'
import { ShownPeople } from '#platform/privacy/shown-people.ts'
import { aPrincipal } from '../kit/principal.ts'
import { startProbe, type Probe } from './probe.ts'

let probe: Probe
let ctx: Context
beforeAll(async () => {
  probe = await startProbe('create table deposit (account text, amount int)')
  ctx = {
    db: probe.db,
    live: createLive(probe.db),
    seals: sealsUnder(Buffer.alloc(64)),
    principal: aPrincipal(),
    shown: new ShownPeople(),
    now: new Date(),
  }
})
afterAll(() => probe.stop())

interface Deposit {
  readonly account: string
  readonly amount: number
}

/** Pays in; an amount over 100 is refused, after it was written. */
const deposit =
  ({ account, amount }: Deposit) =>
  async (tx: Transaction): Promise<Outcome & { readonly ticket?: string }> => {
    await tx.rows(sql`insert into deposit values (${account}, ${amount})`)
    if (amount === 13) throw new Error('unlucky')
    return amount > 100 ? { __typename: 'AmountTooLarge' } : { __typename: 'DepositSuccess', ticket: randomUUID() }
  }

const call = (idempotencyKey: string, input: Deposit, field = 'deposit') =>
  mutate(ctx, field, { idempotencyKey, ...input }, deposit(input))

const amounts = async (account: string): Promise<number[]> =>
  (
    await probe.db.rows<Deposit>(sql`select account, amount from deposit where account = ${account} order by amount`)
  ).map(row => row.amount)

test('the same call again answers the same and changes nothing', async () => {
  const first = await call('k1', { account: 'a', amount: 5 })
  expect(first).toEqual({ __typename: 'DepositSuccess', ticket: expect.any(String) })
  expect(await call('k1', { account: 'a', amount: 5 })).toEqual(first)
  expect(await amounts('a')).toEqual([5])
})

test('a key used for another input is refused, and changes nothing', async () => {
  await call('k2', { account: 'b', amount: 5 })
  await expect(call('k2', { account: 'b', amount: 6 })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  expect(await amounts('b')).toEqual([5])
})

test('a key counts for its mutation alone', async () => {
  await call('k3', { account: 'c', amount: 5 })
  await call('k3', { account: 'c', amount: 6 }, 'depositCheque')
  expect(await amounts('c')).toEqual([5, 6])
})

test('a key counts for its caller alone', async () => {
  const first = await call('k9', { account: 'h', amount: 5 })
  const other = { ...ctx, principal: aPrincipal({ name: 'somebody else' }) }
  const his = { idempotencyKey: 'k9', account: 'h', amount: 5 }
  const second = await mutate(other, 'deposit', his, deposit(his))
  expect(second).not.toEqual(first)
  expect(await mutate(other, 'deposit', his, deposit(his))).toEqual(second)
  expect(await amounts('h')).toEqual([5, 5])
})

test('a refusal leaves no trace: the key is free for another try', async () => {
  expect(await call('k4', { account: 'd', amount: 101 })).toEqual({ __typename: 'AmountTooLarge' })
  expect(await amounts('d')).toEqual([])
  expect(await call('k4', { account: 'd', amount: 99 })).toMatchObject({ __typename: 'DepositSuccess' })
  expect(await amounts('d')).toEqual([99])
})

test('a failure leaves no trace: the key is free for another try', async () => {
  await expect(call('k5', { account: 'e', amount: 13 })).rejects.toThrow('unlucky')
  expect(await amounts('e')).toEqual([])
  await call('k5', { account: 'e', amount: 14 })
  expect(await amounts('e')).toEqual([14])
})

test('the same call many times at once has one effect and one answer', async () => {
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => call('k6', { account: 'f', amount: 5 })))
  expect(new Set(outcomes.map(outcome => outcome.ticket)).size).toBe(1)
  expect(await amounts('f')).toEqual([5])
})

test('of calls at once with one key and different inputs one takes effect', async () => {
  const calls = [1, 2, 3, 4].map(amount => call('k7', { account: 'g', amount }))
  const settled = await Promise.allSettled(calls)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await amounts('g')).toHaveLength(1)
})

test('an outcome is kept with its own field order and its dates as text', async () => {
  const bought = () =>
    mutate(ctx, 'buy', { idempotencyKey: 'k8' }, async () => ({
      __typename: 'BuySuccess',
      id: 'b',
      boughtAt: '2026-11-23T00:00:00.000Z',
    }))
  expect(await bought()).toEqual(await bought())
})

test('of two that wait for each other’s rows both take effect, once', async () => {
  await probe.db.rows(sql`insert into deposit values ('left', 0), ('right', 0)`)
  const pay = (account: string, tx: Transaction) =>
    tx.rows(sql`update deposit set amount = amount + 1 where account = ${account}`)
  let tries = 0
  const both = Promise.withResolvers<void>()
  const transfer = (first: string, second: string) =>
    mutate(ctx, 'transfer', { idempotencyKey: `${first}-${second}` }, async tx => {
      await pay(first, tx)
      if (++tries === 2) both.resolve()
      await both.promise
      await pay(second, tx)
      return { __typename: 'TransferSuccess' }
    })
  await Promise.all([transfer('left', 'right'), transfer('right', 'left')])
  expect(tries).toBe(3)
  expect([await amounts('left'), await amounts('right')]).toEqual([[2], [2]])
})
