/** A way on which one batch follows the other: what comes while one is under way goes out together after it. */
export interface Lane<Item> {
  hasRoom(): boolean
  /** Resolves when there is room. */
  roomMade(): Promise<void>
  put(item: Item): void
  /** Resolves when nothing is under way or waits. */
  emptied(): Promise<void>
}

export interface LaneOptions<Item> {
  /** Items of a batch, and that wait, at the most. */
  readonly size: number
  /** Sends a batch; must not reject. */
  readonly send: (batch: readonly Item[]) => Promise<void>
}

export function openLane<Item>({ size, send }: LaneOptions<Item>): Lane<Item> {
  let waiting: Item[] = []
  let running: Promise<void> | undefined
  let room = Promise.withResolvers<void>()

  async function run(): Promise<void> {
    // What is put in now goes along.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      room.resolve()
      room = Promise.withResolvers()
      await send(batch)
    }
    running = undefined
  }

  const hasRoom = (): boolean => waiting.length < size
  return {
    hasRoom,
    roomMade: async () => (hasRoom() ? undefined : room.promise),
    put(item) {
      waiting.push(item)
      running ??= run()
    },
    emptied: async () => running,
  }
}
