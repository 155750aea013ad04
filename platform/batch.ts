import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/** Reads the values of many keys in one statement; a key without a value is left out of the map. */
export type BatchRead<Key, Value, Args extends readonly unknown[]> = (
  ctx: Context,
  keys: readonly Key[],
  ...args: Args
) => Promise<ReadonlyMap<Key, Value>>

/**
 * Makes a read by many keys callable with one: all calls of a request's level with the same arguments become
 * one call of `read`, whose statements are planned once for whatever the keys are. The value of a key that `read` left
 * out is null.
 */
export function batched<Key extends string | number | object, Value, Args extends readonly unknown[] = []>(
  read: BatchRead<Key, Value, Args>,
): (ctx: Context, key: Key, ...args: Args) => Promise<Value | null> {
  // A request has several contexts once a read was given its own, but shows people to one.
  const requests = new WeakMap<Context['shown'], Map<string, DataLoader<Key, Value | null>>>()
  return (ctx, key, ...args) => {
    const loaders = requests.get(ctx.shown) ?? new Map<string, DataLoader<Key, Value | null>>()
    requests.set(ctx.shown, loaders)
    const shape = JSON.stringify(args)
    const loader =
      loaders.get(shape) ??
      new DataLoader<Key, Value | null>(async keys => {
        const found = await read({ ...ctx, db: ctx.db.byKeys }, keys, ...args)
        return keys.map(each => found.get(each) ?? null)
      })
    loaders.set(shape, loader)
    return loader.load(key)
  }
}
