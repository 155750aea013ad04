import { entities, type Subgraphs } from './ask.ts'
import type { Model, Stocked } from './shapes.ts'

export async function answerMedium({ catalogue, reviews, stock }: Subgraphs): Promise<unknown> {
  const { model } = await catalogue<{ model: Model }>('{model(code:"m1"){code name price weight}}')
  const { code, name, price, weight } = model
  const [[inStock], [reviewed]] = await Promise.all([
    entities<Stocked>(stock, '... on Model{inStock shippingEstimate}', [{ __typename: 'Model', code, price, weight }]),
    entities<{ reviews: unknown }>(reviews, '... on Model{reviews{id body author{id}}}', [
      { __typename: 'Model', code },
    ]),
  ])
  return { model: { code, name, price, weight, ...inStock, reviews: reviewed?.reviews } }
}
