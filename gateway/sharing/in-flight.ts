/** Work under way by its key: whoever wants the same joins it instead of beginning it again. */
export interface InFlight<Value> {
  of(key: string, begin: () => Promise<Value>): Promise<Value>
  /** Lets nobody join what is under way now, as after a change that it may not have seen. */
  forget(): void
}

export function createInFlight<Value>(): InFlight<Value> {
  const underWay = new Map<string, Promise<Value>>()
  return {
    of(key, begin) {
      const joined = underWay.get(key)
      if (joined !== undefined) return joined
      const begun = begin().finally(() => {
        if (underWay.get(key) === begun) underWay.delete(key)
      })
      underWay.set(key, begun)
      return begun
    },
    forget: () => underWay.clear(),
  }
}
