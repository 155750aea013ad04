/** The made-up people, models and reviews that the subgraphs of this bench answer from. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly birthYear: number
}

export interface Model {
  readonly code: string
  readonly name: string
  readonly price: number
  readonly weight: number
  readonly inStock: boolean
}

export interface Review {
  readonly id: string
  readonly body: string
  readonly authorId: string
  readonly modelCode: string
}

const count = (length: number): readonly number[] => Array.from({ length }, (_, index) => index)

export const people: readonly Person[] = count(6).map(index => ({
  id: `p${index}`,
  name: `Person Number ${index}`,
  username: `driver-${index}`,
  birthYear: 1960 + index * 5,
}))

export const models: readonly Model[] = count(9).map(index => ({
  code: `m${index}`,
  name: `Model ${'ABCDEFGHI'[index]} Long Range`,
  price: 18_000 + index * 2_750,
  weight: 1_150 + index * 95,
  inStock: index % 3 !== 0,
}))

// Few people write about few models: the same ones come again at every level of the heavy operation.
export const reviews: readonly Review[] = count(11).map(index => ({
  id: `r${index}`,
  body: `Review ${index}: quiet, roomy, and thirsty on the motorway`,
  authorId: `p${index % 2}`,
  modelCode: `m${index % 5}`,
}))
