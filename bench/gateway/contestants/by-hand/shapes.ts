export interface Person {
  readonly id: string
  readonly username: string
  readonly name: string
}

export interface Model {
  readonly code: string
  readonly name: string
  readonly price: number
  readonly weight: number
}

export interface Stocked {
  readonly inStock: boolean
  readonly shippingEstimate: number
}

interface Review {
  readonly id: string
  readonly body: string
}

/** A review that says of which model it is alone. */
export interface ReviewOfCode extends Review {
  readonly model: { readonly code: string }
}

/** A review of a model, with all else that its author wrote. */
export interface ReviewByAuthor extends Review {
  readonly author: { readonly id: string; readonly reviews: readonly ReviewOfCode[] }
}

/** A review by a person, with all that others wrote of the model. */
export interface ReviewOfModel extends Review {
  readonly model: { readonly code: string; readonly reviews: readonly ReviewByAuthor[] }
}
