import type { Department } from '#platform/department.ts'

export interface DepartmentRequest {
  readonly id: string
  readonly subject: string
  readonly question: string
  readonly customerId: string | null
  readonly caseId: string | null
  readonly dealerId: string | null
  readonly ownerId: string
  readonly ownerName: string | null
  readonly ownerDepartment: Department
  readonly department: Department
  readonly departments: readonly Department[]
  readonly status: 'OPEN' | 'CLOSED'
  readonly openedBy: string
  readonly openedAt: Date
  readonly dueAt: Date
  readonly closedAt: Date | null
  readonly answer: string | null
  readonly reopened: number
}

export interface Step {
  readonly requestId: string
  readonly department: Department
  readonly enteredAt: Date
  readonly leftAt: Date | null
  readonly allowedMinutes: number
  readonly handedBy: string
  readonly note: string | null
}

export interface SubQuestion {
  readonly requestId: string
  readonly id: string
  readonly department: Department
  readonly question: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly status: 'OPEN' | 'ANSWERED' | 'WAIVED'
  /** The answer, or why there is none. */
  readonly settlement: string | null
  readonly settledBy: string | null
  readonly settledAt: Date | null
}

export interface Rating {
  readonly requestId: string
  readonly department: Department
  readonly score: number
  readonly note: string | null
  readonly ratedBy: string
  readonly ratedAt: Date
}
