import type { Department } from '#platform/department.ts'
import type { Case } from '../cases/case.ts'

/** What has to be known of a case to bring it before a rank. */
export interface CaseToEscalate extends Pick<Case, 'id' | 'kind' | 'status' | 'customerId' | 'slaMinutes' | 'agentId'> {
  readonly agentName: string | null
  /** The department of its queue; that of the help desk when it is in none. */
  readonly department: Department
}
