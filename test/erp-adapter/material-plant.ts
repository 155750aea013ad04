/** A graph that gives back the data; any error fails the test. */
interface Asked {
  readonly data: (query: string, variables?: Record<string, unknown>) => Promise<any>
}

/** The day so many days after today in China, where the plant of the tests is. */
export const day = (after: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + after * 86_400_000).toISOString().slice(0, 10)

let keys = 0

/** Calls a mutation of one input with a key of its own. */
export async function call(graph: Asked, field: string, input: object, selection = ''): Promise<any> {
  const name = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
  const data = await graph.data(`mutation ($input: ${name}!) { ${field}(input: $input) { __typename ${selection} } }`, {
    input: { idempotencyKey: `material-${++keys}`, ...input },
  })
  return data[field]
}

/** An order of a model, that of the tests when none is named, that starts in so many days; its number. */
export async function scheduled(
  graph: Asked,
  start: number,
  options: readonly string[] = [],
  modelCode = 'ENV',
): Promise<string> {
  const made = await call(
    graph,
    'createProductionOrder',
    { modelCode, options },
    '... on CreateProductionOrderSuccess { productionOrder { productionNumber } }',
  )
  const { productionNumber } = made.productionOrder
  await call(graph, 'scheduleProduction', {
    productionNumber,
    plannedStart: `${day(start)}T02:00:00Z`,
    plannedEnd: `${day(start + 2)}T02:00:00Z`,
  })
  return productionNumber
}

export const named = (number: string) => ({ number, nameZh: number, nameEn: number })

/** Makes and releases a plan of the plant of the tests; its id. */
export async function released(graph: Asked, days = 60): Promise<string> {
  const { plan } = await call(
    graph,
    'planMaterial',
    { plant: 'PLANT-T', days },
    '... on PlanMaterialSuccess { plan { id } }',
  )
  const { __typename } = await call(graph, 'releaseMaterialPlan', { id: plan.id })
  if (__typename !== 'ReleaseMaterialPlanSuccess') throw new Error(`the plan was not released: ${__typename}`)
  return plan.id
}
