import type { SetSupplyInput } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'

const most = { suppliers: 1000, parts: 5000, supplies: 5000, bills: 1000, purchases: 5000 } as const

export interface Supply {
  readonly suppliers: readonly object[]
  readonly parts: readonly object[]
  readonly supplies: readonly object[]
  readonly bills: readonly { readonly modelCode: string | null; readonly assembly: string | null }[]
  /** The lines of all bills, each with what it is a line of. */
  readonly lines: readonly object[]
  readonly purchases: readonly object[]
}

/** Reads what a material plan is to be made from; what can't be, whatever is known, is the caller's fault. */
export function readSupply(input: SetSupplyInput): Supply {
  const { suppliers, parts, supplies, bills, purchases } = {
    suppliers: input.suppliers ?? [],
    parts: input.parts ?? [],
    supplies: input.supplies ?? [],
    bills: input.bills ?? [],
    purchases: input.purchases ?? [],
  }
  for (const [name, list] of Object.entries({ suppliers, parts, supplies, bills, purchases })) {
    const limit = Object.entries(most).find(([each]) => each === name)?.[1] ?? 0
    if (list.length > limit) throw wrong(`${name} has ${list.length} entries; it can have ${limit}.`)
  }
  const heads = bills.map(({ modelCode = null, assembly = null }, nth) => {
    if ((modelCode === null) === (assembly === null))
      throw wrong(`bills[${nth}] is of a model or of an assembly: name one.`)
    return { modelCode, assembly }
  })
  return {
    suppliers,
    parts,
    supplies,
    bills: heads,
    lines: bills.flatMap(({ lines }, nth) => lines.map(line => ({ ...heads[nth], ...line }))),
    purchases,
  }
}

const wrong = (message: string): Fault => new Fault('BAD_USER_INPUT', message)
