/** What a plant has and wants, as plain lists; days are numbers, quantities thousandths of a unit. */
export interface MaterialCase {
  readonly today: number
  readonly from: number
  readonly to: number
  /** In the order in which they start. */
  readonly cars: readonly { readonly name: string; readonly day: number; readonly options: readonly string[] }[]
  readonly bill: readonly Line[]
  readonly free: ReadonlyMap<string, number>
  readonly incoming: readonly { readonly part: string; readonly due: number; readonly quantity: number }[]
  readonly supplies: readonly { readonly part: string; readonly lead: number; readonly lot: number }[]
}

export interface Line {
  /** An option, an assembly, or null: every car. */
  readonly owner: string | null
  readonly part: string
  readonly quantity: number
  /** How often it is taken for one that is not spoilt: 1, 2 or 4. */
  readonly taken: number
}

/** What a plan says, as text lines that can be compared. */
export interface PlainPlan {
  /** `part free expected need shortage excess coverage` */
  readonly parts: string[]
  /** `part day quantity` */
  readonly lines: string[]
  /** `car ready`, with the day on which the last of its parts is there */
  readonly delays: string[]
}

/** Takes each car apart by itself: what it needs of each part. */
function needsOf({ bill }: MaterialCase, options: readonly string[]): Map<string, number> {
  const needs = new Map<string, number>()
  function take(lines: readonly Line[], many: number): void {
    for (const { part, quantity, taken } of lines) {
      const components = bill.filter(({ owner }) => owner === part)
      const wanted = (many * quantity * taken) / 1000
      if (components.length > 0) take(components, wanted)
      else needs.set(part, (needs.get(part) ?? 0) + wanted * 1000)
    }
  }
  take(
    bill.filter(({ owner }) => owner === null || options.includes(owner)),
    1,
  )
  return needs
}

/** Walks through the days of each part, one after the other, and orders as it goes. */
export function plainMaterial(given: MaterialCase): PlainPlan {
  const { today, from, to, cars, free, incoming, supplies } = given
  const needs = cars.map(car => ({ ...car, day: Math.max(car.day, from), needs: needsOf(given, car.options) }))
  const plan: PlainPlan = { parts: [], lines: [], delays: [] }
  const ready = new Map<string, number>()
  for (const part of new Set(needs.flatMap(car => [...car.needs.keys()]))) {
    const due = incoming.filter(each => each.part === part && each.due < to)
    const arriving = (day: number): number =>
      due.reduce((sum, each) => (Math.max(each.due, from) === day ? sum + each.quantity : sum), 0)
    const supply = supplies.find(each => each.part === part)
    const soonest = supply === undefined ? Infinity : today + supply.lead
    const lot = supply?.lot ?? 1000
    const had = free.get(part) ?? 0
    const sums = { need: 0, expected: 0, shortage: 0, coverage: 'covered' }
    let have = had
    let over = 0
    for (let day = from; day < to; day += 1) {
      sums.expected += arriving(day)
      have += arriving(day)
      const need = needs.reduce((sum, car) => (car.day === day ? sum + (car.needs.get(part) ?? 0) : sum), 0)
      sums.need += need
      const net = Math.max(0, need - have)
      have = Math.max(0, have - need)
      if (net === 0) continue
      if (sums.coverage === 'covered') sums.coverage = String(day - from)
      if (day < soonest) sums.shortage += net
      const lots = Math.ceil((net - over) / lot)
      if (lots > 0) plan.lines.push(`${part} ${day} ${lots * lot}`)
      over += Math.max(0, lots) * lot - net
    }
    const excess = Math.max(0, had + sums.expected - sums.need)
    plan.parts.push([part, had, sums.expected, sums.need, sums.shortage, excess, sums.coverage].join(' '))
    // Each car waits for its own part of what there is, after those before it.
    let before = 0
    for (const car of needs) {
      const wanted = car.needs.get(part)
      if (wanted === undefined) continue
      before += wanted
      let there = had
      let day = from - 1
      while (there < before && day < to) there += arriving((day += 1))
      const when = before <= had ? -Infinity : Math.min(there >= before ? day : Infinity, soonest)
      if (when > car.day) ready.set(car.name, Math.max(ready.get(car.name) ?? -Infinity, when))
    }
  }
  for (const [car, when] of ready) plan.delays.push(`${car} ${when === Infinity ? 'never' : when}`)
  return { parts: plan.parts.toSorted(), lines: plan.lines.toSorted(), delays: plan.delays.toSorted() }
}
