import { departments, type Department } from '#platform/department.ts'

export interface Dwell {
  readonly steps: number
  readonly median: number
  readonly p90: number
  readonly breaches: number
}

export interface Reopening {
  readonly settled: number
  readonly reopened: number
}

export interface Satisfaction {
  readonly ratings: number
  readonly score: number
}

/** What the figures of a period are made of; a department without any is left out of a map. */
export interface Figures {
  readonly dwell: ReadonlyMap<Department, Dwell>
  readonly reopening: ReadonlyMap<Department, Reopening>
  readonly satisfaction: ReadonlyMap<Department, Satisfaction>
  readonly lateCases: ReadonlyMap<Department, number>
}

export interface DepartmentKpi {
  readonly department: Department
  readonly steps: number
  readonly medianDwellMinutes: number | null
  readonly p90DwellMinutes: number | null
  readonly breaches: number
  readonly settledRequests: number
  readonly reopenRate: number | null
  readonly ratings: number
  readonly satisfaction: number | null
  readonly lateCases: number
}

const rounded = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

/** The figures of every department, in their order; a rate or mean of nothing is null. */
export function departmentKpis({ dwell, reopening, satisfaction, lateCases }: Figures): DepartmentKpi[] {
  return departments.map(department => {
    const lain = dwell.get(department)
    const opened = reopening.get(department)
    const rated = satisfaction.get(department)
    return {
      department,
      steps: lain?.steps ?? 0,
      medianDwellMinutes: lain === undefined ? null : rounded(lain.median, 1),
      p90DwellMinutes: lain === undefined ? null : rounded(lain.p90, 1),
      breaches: lain?.breaches ?? 0,
      settledRequests: opened?.settled ?? 0,
      reopenRate: opened === undefined ? null : rounded(opened.reopened / opened.settled, 4),
      ratings: rated?.ratings ?? 0,
      satisfaction: rated === undefined ? null : rounded(rated.score, 2),
      lateCases: lateCases.get(department) ?? 0,
    }
  })
}
