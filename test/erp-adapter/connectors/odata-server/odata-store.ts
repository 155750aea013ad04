type Row = Readonly<Record<string, unknown>>

export interface SetShape {
  readonly key: readonly string[]
  readonly properties: readonly string[]
  /** What a new row must have. */
  readonly required: readonly string[]
}

export const shapes = {
  ProductionOrders: {
    key: ['OrderNo'],
    properties: [
      'OrderNo',
      'ExternalNo',
      'Material',
      'Plant',
      'Quantity',
      'Options',
      'OrderType',
      'PlannedStart',
      'PlannedEnd',
      'ActualStart',
      'ActualEnd',
      'Status',
      'ChangedAt',
    ],
    required: ['Material', 'Plant', 'Quantity', 'OrderType'],
  },
  StockLines: {
    key: ['Part', 'Plant', 'Location'],
    properties: ['Part', 'Plant', 'Location', 'OnHand', 'ChangedAt'],
    required: [],
  },
  Purchases: {
    key: ['No'],
    properties: ['No', 'Part', 'Vendor', 'Plant', 'Quantity', 'Received', 'DueOn', 'Status', 'ChangedAt'],
    required: [],
  },
  Cars: { key: ['Vin'], properties: ['Vin', 'Product', 'Place', 'ChangedAt'], required: [] },
} as const satisfies Readonly<Record<string, SetShape>>

export type SetName = keyof typeof shapes

export const setNamed = (name: string): SetName | undefined =>
  (Object.keys(shapes) as SetName[]).find(each => each === name)

interface Stored {
  /** Null when it was deleted. */
  readonly row: Row | null
  /** The number of its last change. */
  readonly change: number
}

/** What the contract server keeps, with an account of its changes. */
export interface ODataStore {
  rows(set: SetName): readonly Row[]
  find(set: SetName, key: string): Row | undefined
  /** Writes a row, as of now unless it says otherwise; a new order gets the next number. */
  put(set: SetName, row: Row): Row
  remove(set: SetName, key: string): void
  clear(): void
  etagOf(set: SetName, row: Row): string
  /** The number of the last change. */
  readonly changes: () => number
  /** What was changed after a change, the rows as they are now, and the keys of those that were deleted. */
  since(set: SetName, change: number): { readonly rows: readonly Row[]; readonly removed: readonly string[] }
}

export function openODataStore(): ODataStore {
  const sets = new Map<SetName, Map<string, Stored>>()
  let changes = 0
  let number = 999_800
  const setOf = (name: SetName): Map<string, Stored> => {
    const found = sets.get(name) ?? new Map<string, Stored>()
    sets.set(name, found)
    return found
  }
  const keyOf = (set: SetName, row: Row): string => shapes[set].key.map(each => String(row[each])).join(',')
  return {
    rows: set => [...setOf(set).values()].flatMap(({ row }) => (row === null ? [] : [row])),
    find: (set, key) => setOf(set).get(key)?.row ?? undefined,
    put(set, row) {
      const numbered = set === 'ProductionOrders' && row['OrderNo'] === undefined ? { OrderNo: String(++number) } : {}
      const made = { ChangedAt: new Date().toISOString(), ...numbered, ...row }
      setOf(set).set(keyOf(set, made), { row: made, change: ++changes })
      return made
    },
    remove: (set, key) => void setOf(set).set(key, { row: null, change: ++changes }),
    clear: () => sets.clear(),
    etagOf: (set, row) => `W/"${setOf(set).get(keyOf(set, row))?.change}"`,
    changes: () => changes,
    since(set, change) {
      const changed = [...setOf(set)].filter(([, stored]) => stored.change > change)
      return {
        rows: changed.flatMap(([, { row }]) => (row === null ? [] : [row])),
        removed: changed.flatMap(([key, { row }]) => (row === null ? key : [])),
      }
    },
  }
}
