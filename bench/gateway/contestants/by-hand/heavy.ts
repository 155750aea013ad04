import { entities, type Ask, type Subgraphs } from './ask.ts'

const written = 'id body model{code reviews{id body author{id reviews{id body model{code}}}}}'
const received = 'id body author{id reviews{id body model{code}}}'

/** Level by level, both branches at once; at each level every person and every model is asked for once. */
export async function answerHeavy(subgraphs: Subgraphs): Promise<unknown> {
  const [people, topModels] = await Promise.all([peopleBranch(subgraphs), modelsBranch(subgraphs)])
  return { people, topModels }
}

async function peopleBranch(subgraphs: Subgraphs): Promise<unknown> {
  const { people } = await subgraphs.people('{people{id username name}}')
  const written = await reviewsOfPeople(subgraphs.reviews, people)
  const outer: any[] = written.flat().map((review: any) => review.model)
  const authors: any[] = outer.flatMap(model => model.reviews.map((review: any) => review.author))
  const inner: any[] = authors.flatMap(author => author.reviews.map((review: any) => review.model))
  const [which, who, deep] = await Promise.all([
    modelsByCode(subgraphs, outer),
    peopleById(subgraphs.people, authors),
    modelsByCode(subgraphs, inner),
  ])
  return people.map(({ id, username, name }: any, index: number) => ({
    id,
    username,
    name,
    reviews: written[index]?.map(({ id, body, model }: any) => ({
      id,
      body,
      model: { ...which.get(model.code), reviews: model.reviews.map((review: any) => opinion(review, who, deep)) },
    })),
  }))
}

async function modelsBranch(subgraphs: Subgraphs): Promise<unknown> {
  const { topModels } = await subgraphs.catalogue('{topModels{code name price weight}}')
  const [stock, reviewed] = await Promise.all([
    stockOf(subgraphs.stock, topModels),
    entities(
      subgraphs.reviews,
      `... on Model{reviews{${received}}}`,
      topModels.map(({ code }: any) => ({ __typename: 'Model', code })),
    ),
  ])
  const authors: any[] = reviewed.flatMap(model => model.reviews.map((review: any) => review.author))
  const inner: any[] = authors.flatMap(author => author.reviews.map((review: any) => review.model))
  const [who, deep] = await Promise.all([peopleById(subgraphs.people, authors), modelsByCode(subgraphs, inner)])
  return topModels.map(({ code, name, price, weight }: any, index: number) => ({
    code,
    name,
    price,
    weight,
    inStock: stock[index].inStock,
    shippingEstimate: stock[index].shippingEstimate,
    reviews: reviewed[index].reviews.map((review: any) => opinion(review, who, deep)),
  }))
}

const opinion = ({ id, body, author }: any, who: Map<string, any>, deep: Map<string, any>): unknown => {
  const { username, name } = who.get(author.id)
  return {
    id,
    body,
    author: {
      id: author.id,
      username,
      name,
      reviews: author.reviews.map(({ id, body, model }: any) => ({ id, body, model: deep.get(model.code) })),
    },
  }
}

async function reviewsOfPeople(reviews: Ask, people: readonly any[]): Promise<any[][]> {
  const found = await entities(
    reviews,
    `... on Person{reviews{${written}}}`,
    people.map(({ id }) => ({ __typename: 'Person', id })),
  )
  return found.map(person => person.reviews)
}

async function peopleById(people: Ask, asked: readonly any[]): Promise<Map<string, any>> {
  const ids = [...new Set<string>(asked.map(({ id }) => id))]
  const found = await entities(
    people,
    '... on Person{username name}',
    ids.map(id => ({ __typename: 'Person', id })),
  )
  return new Map(ids.map((id, index) => [id, found[index]]))
}

async function modelsByCode({ catalogue, stock }: Subgraphs, asked: readonly any[]): Promise<Map<string, any>> {
  const codes = [...new Set<string>(asked.map(({ code }) => code))]
  const keys = codes.map(code => ({ __typename: 'Model', code }))
  const found = await entities(catalogue, '... on Model{name price weight}', keys)
  const models = codes.map((code, index) => ({ code, ...found[index] }))
  const stocked = await stockOf(stock, models)
  return new Map(models.map((model, index) => [model.code, { ...model, ...stocked[index] }]))
}

function stockOf(stock: Ask, models: readonly any[]): Promise<readonly any[]> {
  return entities(
    stock,
    '... on Model{inStock shippingEstimate}',
    models.map(({ code, price, weight }) => ({ __typename: 'Model', code, price, weight })),
  )
}
