/** What a link of the service goes on with. */
export interface Begun {
  readonly options: ReadonlyMap<string, string>
  readonly from: number
  /** The change from which on changes are told; null tells all rows. */
  readonly since: number | null
  /** The last change when it was begun. */
  readonly until: number
  readonly tracks: boolean
}

/** The links that the service gave. */
export interface ODataLinks {
  next(begun: Begun, from: number): string
  delta(begun: Begun): string
  /** What a link leads to; undefined when it has ended. A link to changes tells them up to the last one. */
  follow(token: string, until: number | null): Begun | undefined
  end(): void
}

export function openODataLinks(): ODataLinks {
  const given = new Map<string, Begun>()
  let nth = 0
  const give = (begun: Begun): string => {
    const token = `t${++nth}`
    given.set(token, begun)
    return token
  }
  return {
    next: (begun, from) => give({ ...begun, from }),
    delta: begun => give({ ...begun, from: 0, since: begun.until }),
    follow(token, until) {
      const begun = given.get(token)
      return begun === undefined || until === null ? begun : { ...begun, until }
    },
    end: () => given.clear(),
  }
}
