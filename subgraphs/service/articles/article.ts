export interface Article {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
  readonly sourceCaseId: string | null
  readonly author: string
  readonly createdAt: Date
  readonly updatedAt: Date
}
