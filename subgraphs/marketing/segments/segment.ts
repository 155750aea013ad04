export interface SegmentRow {
  readonly id: string
  readonly name: string
  readonly purpose: string | null
  readonly expression: string
  readonly version: number
  readonly definedAt: Date
  readonly refreshedAt: Date
}

export interface SegmentVersionRow {
  readonly segmentId: string
  readonly version: number
  readonly expression: string
  readonly attributes: string[]
  readonly note: string | null
  readonly basedOn: number | null
  readonly madeAt: Date
  readonly madeBy: string
}
