/** A request that isn't one of GraphQL, and why. */
export class Malformed extends Error {
  /** The HTTP status that says so. */
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}
