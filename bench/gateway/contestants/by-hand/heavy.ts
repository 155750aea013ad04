import { entities, type Ask, type Subgraphs } from './ask.ts'
import type { Model, Person, ReviewByAuthor, ReviewOfModel, Stocked } from './shapes.ts'

const written = 'id body model{code reviews{id body author{id reviews{id body model{code}}}}}'
const received = 'id body author{id reviews{id body model{code}}}'

/** Level by level, both branches at once; at each level every person and every model is asked for once. */
export async function answerHeavy(subgraphs: Subgraphs): Promise<unknown> {
  const [people, topModels] = await Promise.all([peopleBranch(subgraphs), modelsBranch(subgraphs)])
  return { people, topModels }
}

async function peopleBranch(subgraphs: Subgraphs): Promise<unknown> {
  const { people } = await subgraphs.people<{ people: readonly Person[] }>('{people{id username name}}')
  const written = await reviewsOfPeople(subgraphs.reviews, people)
  const outer = written.flat().map(review => review.model)
  const authors = outer.flatMap(model => model.reviews.map(review => review.author))
  const inner = authors.flatMap(author => author.reviews.map(review => review.model))
  const [which, who, deep] = await Promise.all([
    modelsByCode(subgraphs, outer),
    peopleById(subgraphs.people, authors),
    modelsByCode(subgraphs, inner),
  ])
  return people.map(({ id, username, name }, index) => ({
    id,
    username,
    name,
    reviews: written[index]?.map(({ id, body, model }) => ({
      id,
      body,
      model: { ...which.get(model.code), reviews: model.reviews.map(review => opinion(review, who, deep)) },
    })),
  }))
}

async function modelsBranch(subgraphs: Subgraphs): Promise<unknown> {
  const { topModels } = await subgraphs.catalogue<{ topModels: readonly Model[] }>(
    '{topModels{code name price weight}}',
  )
  const [stock, reviewed] = await Promise.all([
    stockOf(subgraphs.stock, topModels),
    entities<{ reviews: readonly ReviewByAuthor[] }>(
      subgraphs.reviews,
      `... on Model{reviews{${received}}}`,
      topModels.map(({ code }) => ({ __typename: 'Model', code })),
    ),
  ])
  const authors = reviewed.flatMap(model => model.reviews.map(review => review.author))
  const inner = authors.flatMap(author => author.reviews.map(review => review.model))
  const [who, deep] = await Promise.all([peopleById(subgraphs.people, authors), modelsByCode(subgraphs, inner)])
  return topModels.map(({ code, name, price, weight }, index) => ({
    code,
    name,
    price,
    weight,
    inStock: stock[index]?.inStock,
    shippingEstimate: stock[index]?.shippingEstimate,
    reviews: reviewed[index]?.reviews.map(review => opinion(review, who, deep)),
  }))
}

type Named = Pick<Person, 'username' | 'name'>
type Whole = Model & Partial<Stocked>

function opinion(
  { id, body, author }: ReviewByAuthor,
  who: ReadonlyMap<string, Named | undefined>,
  deep: ReadonlyMap<string, Whole>,
): unknown {
  const named = who.get(author.id)
  return {
    id,
    body,
    author: {
      id: author.id,
      username: named?.username,
      name: named?.name,
      reviews: author.reviews.map(({ id, body, model }) => ({ id, body, model: deep.get(model.code) })),
    },
  }
}

async function reviewsOfPeople(reviews: Ask, people: readonly Person[]): Promise<(readonly ReviewOfModel[])[]> {
  const found = await entities<{ reviews: readonly ReviewOfModel[] }>(
    reviews,
    `... on Person{reviews{${written}}}`,
    people.map(({ id }) => ({ __typename: 'Person', id })),
  )
  return found.map(person => person.reviews)
}

async function peopleById(
  people: Ask,
  asked: readonly Pick<Person, 'id'>[],
): Promise<ReadonlyMap<string, Named | undefined>> {
  const ids = [...new Set(asked.map(({ id }) => id))]
  const found = await entities<Named>(
    people,
    '... on Person{username name}',
    ids.map(id => ({ __typename: 'Person', id })),
  )
  return new Map(ids.map((id, index) => [id, found[index]]))
}

async function modelsByCode(
  { catalogue, stock }: Subgraphs,
  asked: readonly Pick<Model, 'code'>[],
): Promise<ReadonlyMap<string, Whole>> {
  const codes = [...new Set(asked.map(({ code }) => code))]
  const keys = codes.map(code => ({ __typename: 'Model', code }))
  const found = await entities<Omit<Model, 'code'>>(catalogue, '... on Model{name price weight}', keys)
  const models = found.map((model, index) => ({ code: codes[index] ?? '', ...model }))
  const stocked = await stockOf(stock, models)
  return new Map(models.map((model, index) => [model.code, { ...model, ...stocked[index] }]))
}

function stockOf(stock: Ask, models: readonly Model[]): Promise<readonly Stocked[]> {
  return entities(
    stock,
    '... on Model{inStock shippingEstimate}',
    models.map(({ code, price, weight }) => ({ __typename: 'Model', code, price, weight })),
  )
}
